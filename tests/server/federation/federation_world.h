// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The server with two providers: "acme", the single sign-on of acme.example, and "social", which makes accounts for nobody but if said.
#pragma once

#include <support/running_server.h>
#include <support/test_provider.h>
#include <wire/federation.h>

namespace melody::test {

// Somebody's app.
struct Device {
    QByteArray verifier;
    QByteArray publicKey;
    static Device create();
    [[nodiscard]] QByteArray challenge() const;
};

class FederationWorld {
public:
    explicit FederationWorld(bool socialSignUp = false);

    // The callback of a sign-in as a device would send it.
    [[nodiscard]] static QJsonObject callback(const TestProvider::Redirect &redirect, const Device &device);
    Answer begin(const QString &provider, const Device &device);
    Answer finish(const QString &provider, const TestProvider::Redirect &redirect, const Device &device);
    // Both, with somebody in front of the browser.
    Answer signIn(const QString &provider, const QJsonObject &person);
    Answer signIn(const QString &provider, const QJsonObject &person, const Device &device);
    Answer link(const QString &token, const Person &person);
    QJsonObject me(const QString &accessToken);
    QStringList roles(const QString &accessToken);
    // Moves the clocks of server and providers.
    void advance(std::chrono::milliseconds by);

    [[nodiscard]] TestProvider &provider(const QString &id) { return id == u"acme" ? m_acme : m_social; }
    [[nodiscard]] RunningServer &server() { return *m_server; }
    [[nodiscard]] QList<federation::ProviderConfig> configs() const;

private:
    FakeClock m_clock; // of the providers
    TestProvider m_acme;
    TestProvider m_social;
    bool m_socialSignUp;
    std::unique_ptr<RunningServer> m_server;
};

// Of an answer to a callback.
[[nodiscard]] QString statusOf(const Answer &answer);
[[nodiscard]] Person sessionOf(const Answer &answer);
[[nodiscard]] QJsonObject linkOf(const Answer &answer);
[[nodiscard]] QJsonObject ana(const QStringList &groups = {}); // of acme.example, verified

} // namespace melody::test
