// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Providers, browsers and devices that cheat: nobody gets in.

#include "federation_world.h"

#include <support/test_main.h>

#include <latch>
#include <thread>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class HostileProviderPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<FederationWorld>();
        m_device = Device::create();
        m_world->provider(u"acme"_s).setPerson(ana());
    }
    void cleanup() { m_world.reset(); }

    void aTokenThatIsWrongSignsNobodyIn_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("code");
        QTest::newRow("issuer") << u"iss"_s << QJsonValue(u"https://login.acme.example"_s) << u"id_token_issuer"_s;
        QTest::newRow("audience") << u"aud"_s << QJsonValue(u"another client"_s) << u"id_token_audience"_s;
        QTest::newRow("nonce") << u"nonce"_s << QJsonValue(u"of another sign-in"_s) << u"id_token_nonce"_s;
        QTest::newRow("end") << u"exp"_s << QJsonValue(1'000'000'000) << u"id_token_expired"_s;
        QTest::newRow("hash of the access token") << u"at_hash"_s << QJsonValue(u"77QmUPtjPfzWtF2AnpK9RQ"_s) << u"id_token_at_hash"_s;
        QTest::newRow("no one") << u"sub"_s << QJsonValue(u""_s) << u"id_token_subject"_s;
    }
    void aTokenThatIsWrongSignsNobodyIn()
    {
        QFETCH(QString, claim);
        QFETCH(QJsonValue, value);
        QFETCH(QString, code);
        Tricks tricks;
        tricks.claims = [&](QJsonObject &claims) { claims.insert(claim, value); };
        m_world->provider(u"acme"_s).setTricks(tricks);
        const auto answer = m_world->signIn(u"acme"_s, ana());
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.code(), code);
        QCOMPARE(m_world->server().pg().execute("SELECT count(*) FROM accounts.account"), std::string("0"));
    }
    void unsignedAndForgedTokensSignNobodyIn()
    {
        Tricks tricks;
        tricks.header = [](QJsonObject &header) { header.insert(u"alg"_s, u"none"_s); };
        tricks.idToken = [](QByteArray &token) { token.truncate(token.lastIndexOf('.') + 1); };
        m_world->provider(u"acme"_s).setTricks(tricks);
        QCOMPARE(statusOf(m_world->signIn(u"acme"_s, ana())), u"401 id_token_algorithm"_s);
        tricks.header = {};
        m_world->provider(u"acme"_s).setTricks(tricks);
        QCOMPARE(statusOf(m_world->signIn(u"acme"_s, ana())), u"401 id_token_signature"_s);
    }
    void aProviderWithNewKeysGoesOn()
    {
        QCOMPARE(statusOf(m_world->signIn(u"acme"_s, ana())), u"signed_in"_s);
        m_world->provider(u"acme"_s).rotateKey(SigningKey::ed25519());
        QCOMPARE(statusOf(m_world->signIn(u"acme"_s, ana())), u"signed_in"_s);
    }
    void aProviderThatIsBrokenIsUnavailable()
    {
        Tricks tricks;
        tricks.answers.insert("/.well-known/openid-configuration",
                              [](http::Response &response) { response.body = QByteArray(8'000'000, '{'); });
        m_world->provider(u"acme"_s).setTricks(tricks);
        QCOMPARE(statusOf(m_world->signIn(u"acme"_s, ana())), u"503 provider_unreachable"_s);
    }
    void aStateIsGoodOnce()
    {
        const auto redirect = visit(u"acme"_s);
        QCOMPARE(statusOf(m_world->finish(u"acme"_s, redirect, m_device)), u"signed_in"_s);
        QCOMPARE(statusOf(m_world->finish(u"acme"_s, redirect, m_device)), u"401 authorization_unknown"_s);
    }
    void aStateBelongsToItsDevice()
    {
        const auto redirect = visit(u"acme"_s);
        QCOMPARE(statusOf(m_world->finish(u"acme"_s, redirect, Device::create())), u"401 authorization_unknown"_s);
        // Who tried to steal it has used it up.
        QCOMPARE(statusOf(m_world->finish(u"acme"_s, redirect, m_device)), u"401 authorization_unknown"_s);
        QCOMPARE(m_world->provider(u"acme"_s).requests("/token"), 0);
    }
    void aStateBelongsToItsProvider()
    {
        const auto redirect = visit(u"acme"_s);
        QCOMPARE(statusOf(m_world->finish(u"social"_s, redirect, m_device)), u"401 authorization_unknown"_s);
        QCOMPARE(m_world->provider(u"social"_s).requests("/token"), 0);
    }
    void aStateThatIsOldOrMadeUpIsRefused()
    {
        auto redirect = visit(u"acme"_s);
        m_world->advance(std::chrono::minutes(10));
        QCOMPARE(statusOf(m_world->finish(u"acme"_s, redirect, m_device)), u"401 authorization_unknown"_s);
        redirect.state = u"made up"_s;
        QCOMPARE(statusOf(m_world->finish(u"acme"_s, redirect, m_device)), u"401 authorization_unknown"_s);
        QCOMPARE(m_world->provider(u"acme"_s).requests("/token"), 0);
    }
    void anAnswerOfAnotherIssuerIsRefused()
    {
        auto redirect = visit(u"acme"_s);
        redirect.issuer = m_world->provider(u"social"_s).issuer();
        QCOMPARE(statusOf(m_world->finish(u"acme"_s, redirect, m_device)), u"401 issuer_mismatch"_s);
    }
    void aCodeOfAnotherSignInIsRefused()
    {
        auto mine = visit(u"acme"_s);
        const auto others = visit(u"acme"_s);
        mine.code = others.code; // injected: its PKCE challenge is another one
        QCOMPARE(statusOf(m_world->finish(u"acme"_s, mine, m_device)), u"401 authorization_refused"_s);
    }
    void secretsOfAFlowRestHashedAndAreForgotten()
    {
        const auto redirect = visit(u"acme"_s);
        const auto &pg = m_world->server().pg();
        QCOMPARE(pg.execute("SELECT count(*) FROM federation.pending_authorization WHERE state_hash = sha256('" +
                            redirect.state.toStdString() + "'::bytea)"),
                 std::string("1"));
        QCOMPARE(pg.execute("SELECT count(*) FROM federation.pending_authorization p WHERE p::text LIKE '%" + redirect.state.toStdString() +
                            "%'"),
                 std::string("0"));
        m_world->advance(std::chrono::minutes(11));
        (void)visit(u"acme"_s);
        QCOMPARE(pg.execute("SELECT count(*) FROM federation.pending_authorization"), std::string("1"));
    }
    void aSlowProviderLeavesTheServerToOthers()
    {
        constexpr int waiting = 4;
        const auto routes = m_world->server().application().routes();
        const auto finish = [&](const TestProvider::Redirect &redirect) {
            http::Request request;
            request.headers.insert("content-type", "application/json");
            request.parameters.insert(u"id"_s, u"acme"_s);
            request.body = QJsonDocument(FederationWorld::callback(redirect, m_device)).toJson();
            return std::find_if(routes.begin(), routes.end(),
                                [](const http::Route &route) { return route.operation == "finishAuthorization"; })
                ->handler(request);
        };
        std::vector<TestProvider::Redirect> redirects;
        for (int i = 0; i < waiting + 1; ++i)
            redirects.push_back(visit(u"acme"_s));
        std::latch arrived(waiting);
        std::latch released(1);
        Tricks tricks;
        tricks.answers.insert("/token", [&](http::Response &) {
            arrived.count_down();
            released.wait();
        });
        m_world->provider(u"acme"_s).setTricks(tricks);
        std::vector<std::thread> threads;
        for (int i = 0; i < waiting; ++i)
            threads.emplace_back([&, i] { (void)finish(redirects[size_t(i)]); });
        arrived.wait();
        const auto refused = finish(redirects.back());
        released.count_down();
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"busy"_s);
        QVERIFY(refused.error().retryAfterMs);
        // Nothing was used up: it works now.
        m_world->provider(u"acme"_s).setTricks({});
        QVERIFY(finish(redirects.back()));
    }
    void whatIsNoProviderOrNoRequestIsRefused()
    {
        QCOMPARE(m_world->begin(u"nobody"_s, m_device).status, 404);
        const auto outside = m_world->server().post(u"/v1/identity-providers/acme/authorizations"_s,
                                                    {{u"redirect_uri"_s, u"https://evil.example/callback"_s},
                                                     {u"device_challenge"_s, QString::fromLatin1(m_device.challenge().toBase64())}});
        QCOMPARE(outside.status, 422);
        QCOMPARE(outside.json().value(u"errors"_s).toArray()[0].toObject().value(u"field"_s).toString(), u"redirect_uri"_s);
    }

private:
    TestProvider::Redirect visit(const QString &provider)
    {
        const auto authorization = wire::parseAuthorization(m_world->begin(provider, m_device).json());
        return authorization ? m_world->provider(provider).visit(authorization->url) : TestProvider::Redirect();
    }

    std::unique_ptr<FederationWorld> m_world;
    Device m_device;
};

MELODY_TEST(HostileProviderPgTest)
#include "hostile_provider_pg_test.moc"
