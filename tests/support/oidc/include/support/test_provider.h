// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An OpenID provider on a free loopback port. By itself it is strict and honest: it checks client, redirect URI, code and PKCE. A test
// makes it a bad one by changing what it answers.
#pragma once

#include <http/server.h>
#include <support/signing_key.h>
#include <telemetry/telemetry.h>

#include <QtCore/QUrl>

#include <mutex>

namespace melody::test {

// What a test may change. Paths: "/.well-known/openid-configuration", "/keys", "/token", "/userinfo".
struct Tricks {
    std::function<void(QJsonObject &header)> header;
    std::function<void(QJsonObject &claims)> claims;
    std::function<void(QByteArray &token)> idToken;                        // when it is signed already
    QHash<QByteArray, std::function<void(http::Response &)>> answers = {}; // by path; may take its time
};

class TestProvider {
public:
    static constexpr auto clientId = "melody";
    static constexpr auto clientSecret = "a secret: with+signs&more";

    // `clock` is the time that tokens are made at.
    explicit TestProvider(const Clock &clock);
    ~TestProvider();

    [[nodiscard]] QString issuer() const { return m_issuer; }
    void setTricks(Tricks tricks);
    void setPerson(QJsonObject claims); // of whoever signs in next: sub, email, …
    void setUserinfo(QJsonObject claims);
    // A new key under a new id; the old one is published no more.
    void rotateKey(const SigningKey &key);

    // What the browser does, and the person in front of it: signs in, and comes back with the parameters of the redirect.
    struct Redirect {
        QString code;
        QString state;
        QString issuer;
    };
    [[nodiscard]] Redirect visit(const QString &authorizationUrl);
    [[nodiscard]] int requests(const QByteArray &path) const;

private:
    struct Grant {
        QString redirectUri;
        QString challenge;
        QString nonce;
        QJsonObject person;
    };

    http::RouteTable routes();
    http::Route route(http::Method method, const QByteArray &path, std::function<http::Response(const http::Request &)> answer);
    http::Response discovery();
    http::Response keys();
    http::Response token(const http::Request &request);
    http::Response userinfo(const http::Request &request);

    const Clock &m_clock;
    SystemClock m_systemClock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    QString m_issuer;
    mutable std::mutex m_mutex; // of all below
    Tricks m_tricks;
    QJsonObject m_person{{QStringLiteral("sub"), QStringLiteral("somebody")}};
    QJsonObject m_userinfo;
    SigningKey m_key;
    int m_keyNumber = 1;
    QHash<QString, Grant> m_grants;       // by code
    QHash<QString, QJsonObject> m_people; // by access token
    QHash<QByteArray, int> m_requests;
    int m_codes = 0;
    std::unique_ptr<http::Server> m_server;
};

} // namespace melody::test
