// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole flow with a certified provider that knows nothing of us.

#include "federation_world.h"

#include <support/real_provider.h>
#include <support/test_main.h>

#include <QtCore/QUrlQuery>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto redirectUri = "http://127.0.0.1:49152/callback";

QJsonObject people()
{
    return {{u"ana"_s, ana({u"staff"_s})},
            {u"eva"_s, QJsonObject{{u"email"_s, u"eva@acme.example"_s}, {u"email_verified"_s, false}, {u"name"_s, u"Eva"_s}}}};
}

} // namespace

class RealProviderPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_provider = std::make_unique<RealProvider>(people());
        m_server = std::make_unique<RunningServer>([this](server::ServerSettings &settings) {
            for (const QString &suffix : {u""_s, u"-es256"_s, u"-eddsa"_s}) {
                federation::ProviderConfig config;
                config.id = u"acme"_s + suffix;
                config.name = u"Acme"_s;
                config.protocol.issuer = m_provider->issuer();
                config.protocol.clientId = u"melody"_s + suffix;
                config.protocol.clientSecret = QString::fromLatin1(RealProvider::clientSecret);
                config.protocol.scopes.append(u"groups"_s);
                config.protocol.privateNetwork = true;
                config.protocol.timeout = std::chrono::seconds(30);
                config.domains = QStringList{u"acme.example"_s};
                config.groupsClaim = u"groups"_s;
                config.roles = {{u"staff"_s, http::Role::Editor}};
                settings.identityProviders.append(config);
            }
        });
    }
    void cleanupTestCase()
    {
        m_server.reset();
        m_provider.reset();
    }

    void somebodySignsInWithEverySignature_data()
    {
        QTest::addColumn<QString>("provider");
        for (const char *id : {"acme", "acme-es256", "acme-eddsa"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void somebodySignsInWithEverySignature()
    {
        QFETCH(QString, provider);
        const auto answer = signIn(provider, u"ana"_s);
        QVERIFY2(statusOf(answer) == u"signed_in", answer.body);
        const auto me = m_server->get(u"/v1/me"_s, sessionOf(answer).accessToken).json();
        QCOMPARE(me.value(u"email"_s).toString(), u"ana@acme.example"_s);
        QCOMPARE(me.value(u"display_name"_s).toString(), u"Ana Acme"_s);
        QCOMPARE(me.value(u"roles"_s).toArray(), (QJsonArray{u"listener"_s, u"editor"_s}));
    }
    void anAddressThatTheProviderDidNotVerifyMakesNoAccount() { QCOMPARE(statusOf(signIn(u"acme"_s, u"eva"_s)), u"link_required"_s); }
    void theCodeIsGoodOnce()
    {
        const auto device = Device::create();
        const auto redirect = authorize(u"acme"_s, u"ana"_s, device);
        QCOMPARE(statusOf(post(u"acme"_s, redirect, device)), u"signed_in"_s);
        const auto again = authorize(u"acme"_s, u"ana"_s, device);
        QCOMPARE(statusOf(post(u"acme"_s, {redirect.code, again.state, again.issuer}, device)), u"401 authorization_refused"_s);
    }

private:
    TestProvider::Redirect authorize(const QString &provider, const QString &login, const Device &device)
    {
        m_server->advance(std::chrono::seconds(15)); // the bucket of sign-ins fills slowly
        const auto begun = m_server->post(u"/v1/identity-providers/%1/authorizations"_s.arg(provider),
                                          wire::toJson(wire::AuthorizationRequest{QString::fromLatin1(redirectUri), device.challenge()}));
        Browser browser;
        const QUrlQuery query(browser.signIn(begun.json().value(u"url"_s).toString(), login));
        const auto parameter = [&](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
        return {parameter(u"code"_s), parameter(u"state"_s), parameter(u"iss"_s)};
    }
    Answer post(const QString &provider, const TestProvider::Redirect &redirect, const Device &device)
    {
        m_server->advance(std::chrono::seconds(15));
        return m_server->post(u"/v1/identity-providers/%1/callbacks"_s.arg(provider), FederationWorld::callback(redirect, device));
    }
    Answer signIn(const QString &provider, const QString &login)
    {
        const auto device = Device::create();
        return post(provider, authorize(provider, login, device), device);
    }

    std::unique_ptr<RealProvider> m_provider;
    std::unique_ptr<RunningServer> m_server;
};

MELODY_TEST(RealProviderPgTest)
#include "real_provider_pg_test.moc"
