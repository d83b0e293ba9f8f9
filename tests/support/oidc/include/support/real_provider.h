// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certified OpenID provider in a process of its own, and a browser with somebody in front of it. Link `tests_real_oidc`. The test fails
// when node or the provider is missing: `ninja test_peers` fetches it.
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>

namespace melody::test {

// Clients "melody" (RS256), "melody-es256" and "melody-eddsa"; scopes openid, email, profile, groups.
class RealProvider {
public:
    static constexpr auto clientSecret = "a secret: with+signs&more";

    explicit RealProvider(const QJsonObject &people); // claims by login
    ~RealProvider();
    RealProvider(const RealProvider &) = delete;
    RealProvider &operator=(const RealProvider &) = delete;

    [[nodiscard]] QString issuer() const { return m_issuer; }

private:
    QProcess m_process;
    QString m_issuer;
};

// Keeps cookies, follows redirects, fills in the provider's forms.
class Browser {
public:
    // Opens the address, signs in as `login` where asked and consents; the redirect to its redirect_uri that it ends with, not visited.
    // Empty, with a warning, when there is none.
    [[nodiscard]] QUrl signIn(const QString &authorizationUrl, const QString &login);
    // Gets a page: its body.
    [[nodiscard]] QByteArray visit(const QUrl &url);

private:
    struct Page {
        int status = 0;
        QUrl location;
        QByteArray body;
    };
    Page send(const QByteArray &method, const QUrl &url, const QByteArray &form);

    QNetworkAccessManager m_network;
};

} // namespace melody::test
