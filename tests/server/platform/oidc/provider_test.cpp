// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The relying party against a provider over HTTP that is honest, then hostile.

#include <oidc/provider.h>
#include <support/test_main.h>
#include <support/test_provider.h>

#include <QtCore/QUrlQuery>
#include <QtNetwork/QTcpServer>

using namespace melody;
using namespace Qt::StringLiterals;
using http::Response;
using test::SigningKey;
using test::TestProvider;
using test::Tricks;

namespace {

const QByteArray discoveryPath = "/.well-known/openid-configuration";

oidc::ProviderOptions optionsFor(const TestProvider &provider)
{
    oidc::ProviderOptions options;
    options.issuer = provider.issuer();
    options.clientId = QString::fromLatin1(TestProvider::clientId);
    options.clientSecret = QString::fromLatin1(TestProvider::clientSecret);
    options.privateNetwork = true;
    return options;
}

oidc::AuthorizationParameters parameters()
{
    return {u"http://127.0.0.1:5555/callback"_s, u"the state"_s, u"the nonce"_s, QByteArray(43, 'v')};
}

Tricks answering(const QByteArray &path, const std::function<void(Response &)> &change)
{
    Tricks tricks;
    tricks.answers.insert(path, change);
    return tricks;
}

} // namespace

class ProviderTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>(SystemClock().now());
        m_provider = std::make_unique<TestProvider>(*m_clock);
        m_client = oidc::createProvider(optionsFor(*m_provider), *m_clock);
    }
    void cleanup()
    {
        m_client.reset();
        m_provider.reset();
    }

    void theWholeFlowGivesTheClaims()
    {
        m_provider->setPerson({{u"sub"_s, u"ana"_s}, {u"email"_s, u"ana@example.org"_s}, {u"email_verified"_s, true}});
        const auto claims = signIn();
        QVERIFY2(claims, claims ? "" : qPrintable(claims.error().detail));
        QCOMPARE(claims->value(u"sub"_s).toString(), u"ana"_s);
        QCOMPARE(claims->value(u"email"_s).toString(), u"ana@example.org"_s);
    }
    void everyAlgorithmWorks()
    {
        for (const SigningKey &key : {SigningKey::p256(), SigningKey::ed25519(), SigningKey::rsa(3072)}) {
            m_provider->rotateKey(key);
            m_clock->advance(std::chrono::minutes(1));
            QVERIFY2(signIn(), qPrintable(key.algorithm()));
        }
    }
    void theSecretAlsoTravelsInTheBody()
    {
        m_provider->setTricks(answering(discoveryPath, [](Response &response) {
            auto json = QJsonDocument::fromJson(response.body).object();
            json.insert(u"token_endpoint_auth_methods_supported"_s, QJsonArray{u"client_secret_post"_s});
            response = Response::json(json);
        }));
        QVERIFY(signIn());
    }
    void userinfoCompletesTheTokenAndChangesNothing()
    {
        m_provider->setPerson({{u"sub"_s, u"ana"_s}, {u"name"_s, u"Ana"_s}});
        m_provider->setUserinfo({{u"sub"_s, u"ana"_s}, {u"name"_s, u"Mallory"_s}, {u"groups"_s, QJsonArray{u"editors"_s}}});
        const auto claims = signIn();
        QCOMPARE(claims->value(u"name"_s).toString(), u"Ana"_s);
        QCOMPARE(claims->value(u"groups"_s).toArray(), QJsonArray{u"editors"_s});
    }
    void userinfoOfSomebodyElseIsRefused()
    {
        m_provider->setPerson({{u"sub"_s, u"ana"_s}});
        m_provider->setUserinfo({{u"sub"_s, u"ben"_s}, {u"email"_s, u"ben@example.org"_s}});
        QCOMPARE(signIn().error().code, u"userinfo_mismatch"_s);
    }
    void badTokensAreRefused_data()
    {
        QTest::addColumn<QString>("code");
        for (const char *code : {"issuer", "audience", "nonce", "expired", "at_hash", "algorithm", "signature", "malformed"})
            QTest::newRow(code) << u"id_token_"_s + QString::fromLatin1(code);
    }
    void badTokensAreRefused()
    {
        QFETCH(QString, code);
        Tricks tricks;
        tricks.claims = [code](QJsonObject &claims) {
            if (code == u"id_token_issuer")
                claims.insert(u"iss"_s, u"https://evil.example"_s);
            if (code == u"id_token_audience")
                claims.insert(u"aud"_s, u"another"_s);
            if (code == u"id_token_nonce")
                claims.insert(u"nonce"_s, u"replayed"_s);
            if (code == u"id_token_expired")
                claims.insert(u"exp"_s, claims.value(u"iat"_s).toInteger() - 3600);
            if (code == u"id_token_at_hash")
                claims.insert(u"at_hash"_s, u"77QmUPtjPfzWtF2AnpK9RQ"_s);
        };
        tricks.header = [code](QJsonObject &header) {
            if (code == u"id_token_algorithm")
                header.insert(u"alg"_s, u"none"_s);
        };
        tricks.idToken = [code](QByteArray &token) {
            if (code == u"id_token_algorithm")
                token.truncate(token.lastIndexOf('.') + 1);
            if (code == u"id_token_signature")
                token[token.lastIndexOf('.') + 5] = token[token.lastIndexOf('.') + 5] == 'A' ? 'B' : 'A';
            if (code == u"id_token_malformed")
                token = "no token at all";
        };
        m_provider->setTricks(tricks);
        const auto claims = signIn();
        QVERIFY(!claims);
        QCOMPARE(claims.error().code, code);
        m_provider->setTricks({});
        QVERIFY(signIn());
    }
    void theRedirectMustNameTheIssuer()
    {
        auto redirect = m_provider->visit(m_client->authorizationUrl(parameters()).value());
        for (const QString &issuer : {u""_s, u"https://evil.example"_s})
            QCOMPARE(m_client->redeem({redirect.code, issuer, parameters()}).error().code, u"issuer_mismatch"_s);
        QVERIFY(m_client->redeem({redirect.code, redirect.issuer, parameters()}));
    }
    void aCodeIsGoodOnceAndForItsVerifierOnly()
    {
        auto redirect = m_provider->visit(m_client->authorizationUrl(parameters()).value());
        QVERIFY(m_client->redeem({redirect.code, redirect.issuer, parameters()}));
        QCOMPARE(m_client->redeem({redirect.code, redirect.issuer, parameters()}).error().code, u"authorization_refused"_s);
        redirect = m_provider->visit(m_client->authorizationUrl(parameters()).value());
        auto other = parameters();
        other.codeVerifier = QByteArray(43, 'w');
        QCOMPARE(m_client->redeem({redirect.code, redirect.issuer, other}).error().code, u"authorization_refused"_s);
    }
    void documentsAreRemembered()
    {
        for (int i = 0; i < 3; ++i)
            QVERIFY(signIn());
        QCOMPARE(m_provider->requests(discoveryPath), 1);
        QCOMPARE(m_provider->requests("/keys"), 1);
        m_clock->advance(std::chrono::minutes(61));
        QVERIFY(signIn());
        QCOMPARE(m_provider->requests(discoveryPath), 2);
        QCOMPARE(m_provider->requests("/keys"), 2);
    }
    void aNewKeyIsFetchedOnceAndFloodsAreNot()
    {
        QVERIFY(signIn());
        m_provider->rotateKey(SigningKey::rsa());
        QCOMPARE(signIn().error().code, u"id_token_key_unknown"_s); // just asked
        m_clock->advance(std::chrono::seconds(31));
        QVERIFY(signIn());
        QCOMPARE(m_provider->requests("/keys"), 2);
        Tricks tricks;
        tricks.header = [](QJsonObject &header) { header.insert(u"kid"_s, u"made up"_s); };
        m_provider->setTricks(tricks);
        m_clock->advance(std::chrono::seconds(31));
        for (int i = 0; i < 10; ++i)
            QCOMPARE(signIn().error().code, u"id_token_key_unknown"_s);
        QCOMPARE(m_provider->requests("/keys"), 3);
    }
    void aProviderWithoutKeysOrDocumentForAWhileGoesOn()
    {
        QVERIFY(signIn());
        Tricks tricks;
        for (const QByteArray &path : {discoveryPath, QByteArray("/keys")})
            tricks.answers.insert(path, [](Response &response) { response = {.status = 500, .body = "{}"}; });
        m_provider->setTricks(tricks);
        m_clock->advance(std::chrono::hours(20));
        QVERIFY(signIn());
        m_clock->advance(std::chrono::hours(20));
        QCOMPARE(signIn().error().code, u"provider_failed"_s);
    }
    void hugeAnswersAreCutOff_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const QByteArray &path : {discoveryPath, QByteArray("/keys"), QByteArray("/token"), QByteArray("/userinfo")})
            QTest::newRow(path) << path;
    }
    void hugeAnswersAreCutOff()
    {
        QFETCH(QByteArray, path);
        m_provider->setTricks(answering(path, [](Response &response) { response.body.append(QByteArray(8 * 1024 * 1024, ' ')); }));
        QCOMPARE(signIn().error().code, u"provider_unreachable"_s);
    }
    void slowAnswersAreNotWaitedFor()
    {
        auto options = optionsFor(*m_provider);
        options.timeout = std::chrono::milliseconds(100);
        m_client = oidc::createProvider(options, *m_clock);
        m_provider->setTricks(answering("/token", [](Response &) { QThread::msleep(1000); }));
        QCOMPARE(signIn().error().code, u"provider_unreachable"_s);
    }
    void redirectsAreNotFollowed()
    {
        m_provider->setTricks(answering(discoveryPath, [this](Response &response) {
            response.status = 302;
            response.headers.append(std::pair<QByteArray, QByteArray>("Location", m_provider->issuer().toLatin1() + "/keys"));
        }));
        QCOMPARE(signIn().error().code, u"provider_failed"_s);
        QCOMPARE(m_provider->requests("/keys"), 0);
    }
    void aDocumentOfAnotherIssuerIsRefused()
    {
        m_provider->setTricks(
            answering(discoveryPath, [](Response &response) { response.body.replace("\"issuer\":\"http", "\"issuer\":\"https"); }));
        QCOMPARE(signIn().error().code, u"provider_unsuitable"_s);
    }
    void ourOwnNetworkIsOutOfReachUnlessTheOperatorSaysSo()
    {
        QTcpServer inside;
        QVERIFY(inside.listen(QHostAddress::LocalHost));
        auto options = optionsFor(*m_provider);
        options.issuer = u"https://localhost:%1"_s.arg(inside.serverPort());
        options.privateNetwork = false;
        options.timeout = std::chrono::milliseconds(300);
        m_client = oidc::createProvider(options, *m_clock);
        QCOMPARE(m_client->authorizationUrl(parameters()).error().code, u"provider_unreachable"_s);
        QVERIFY(!inside.waitForNewConnection(0)); // nobody came
        options.privateNetwork = true;
        m_client = oidc::createProvider(options, *m_clock);
        QCOMPARE(m_client->authorizationUrl(parameters()).error().code, u"provider_unreachable"_s);
        QVERIFY(inside.waitForNewConnection(0)); // and now somebody did
    }

private:
    Result<QJsonObject> signIn()
    {
        const auto url = m_client->authorizationUrl(parameters());
        if (!url)
            return tl::unexpected(url.error());
        const auto redirect = m_provider->visit(*url);
        if (redirect.state != parameters().state)
            return fail(ErrorKind::Internal, u"bad_authorization_url"_s, *url);
        return m_client->redeem({redirect.code, redirect.issuer, parameters()});
    }

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<TestProvider> m_provider;
    std::unique_ptr<oidc::Provider> m_client;
};

MELODY_TEST(ProviderTest)
#include "provider_test.moc"
