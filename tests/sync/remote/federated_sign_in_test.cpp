// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The app's half of a sign-in through the browser, against a server in a few lines; the test is the browser.

#include "remote_bench.h"

#include <QtCore/QCryptographicHash>
#include <QtNetwork/QTcpSocket>

using namespace melody;
using namespace melody::remote;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject authorization(const QString &url = u"https://id.example/authorize?x=1"_s)
{
    return wire::toJson(wire::Authorization{url, u"the state"_s, 600'000});
}

FederatedRequest request()
{
    return {u"acme"_s, u"Desk"_s, u"es"_s};
}

// What the browser gets for a target on the listener.
QByteArray visit(quint16 port, const QByteArray &target, const QByteArray &host = {})
{
    QTcpSocket browser;
    browser.connectToHost(QHostAddress::LocalHost, port);
    if (!browser.waitForConnected(10'000))
        return "refused";
    browser.write("GET " + target + " HTTP/1.1\r\nHost: " + (host.isEmpty() ? "127.0.0.1:" + QByteArray::number(port) : host) + "\r\n\r\n");
    QByteArray page;
    while (browser.waitForReadyRead(10'000))
        page += browser.readAll();
    return page;
}

} // namespace

class FederatedSignInTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_outcome.reset();
        m_opened = QUrl();
        m_service = std::make_unique<FakeService>();
        m_callback = [this] { return jsonReply(wire::toJson(wire::FederatedSignIn(session()))); };
        m_service->override = [this](const HttpRequestSeen &seen) -> std::optional<HttpReply> {
            if (seen.path == u"/v1/identity-providers/acme/authorizations")
                return jsonReply(m_authorization, 201);
            if (seen.path == u"/v1/identity-providers/acme/callbacks")
                return m_callback();
            return std::nullopt;
        };
        m_authorization = authorization();
        m_server = std::make_unique<HttpTestServer>(std::ref(*m_service));
        m_bench = std::make_unique<RemoteBench>(m_server->url());
    }
    void cleanup()
    {
        m_bench.reset();
        m_server.reset();
    }

    void theBrowserComesBackAndTheDeviceIsSignedIn()
    {
        const quint16 port = begin();
        QCOMPARE(m_opened, QUrl(u"https://id.example/authorize?x=1"_s));
        QVERIFY(visit(port, "/callback?code=the%20code&state=the%20state&iss=https%3A%2F%2Fid.example")
                    .contains("Ya puedes cerrar esta ventana"));
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 60'000);
        QCOMPARE(std::get<UserId>(**m_outcome), m_service->user);
        QCOMPARE(m_bench->api().signInState(), SignInState::SignedIn);
        QVERIFY(m_bench->secrets->read(u"refresh_token"_s));
        const auto sent =
            wire::parseAuthorizationCallback(jsonOf(m_server->seen("POST", u"/v1/identity-providers/acme/callbacks"_s)[0].body));
        QVERIFY(sent);
        QCOMPARE(sent->code, u"the code"_s);
        QCOMPARE(sent->issuer, u"https://id.example"_s);
        QCOMPARE(sent->deviceName, u"Desk"_s);
        QCOMPARE(QCryptographicHash::hash(sent->deviceVerifier, QCryptographicHash::Sha256), asked().deviceChallenge);
    }
    void anAccountThatMustProveItselfIsHandedOn()
    {
        m_callback = [] {
            return jsonReply(wire::toJson(wire::FederatedSignIn(wire::LinkRequired{u"token"_s, u"a@example.org"_s, 600'000})));
        };
        visit(begin(), "/callback?code=c&state=the%20state");
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 60'000);
        QCOMPARE(std::get<wire::LinkRequired>(**m_outcome).linkToken, u"token"_s);
        QCOMPARE(m_bench->api().signInState(), SignInState::SignedOut);
    }
    void strangersAtTheDoorAreSentAwayAndTheSignInGoesOn()
    {
        const quint16 port = begin();
        for (const QByteArray &target : {QByteArray("/"), QByteArray("/favicon.ico"), QByteArray("/callback?code=evil&state=guessed"),
                                         QByteArray("/callback?error=access_denied&state=guessed"), QByteArray("/callback?code=evil")})
            QVERIFY(visit(port, target).startsWith("HTTP/1.1 404"));
        QVERIFY(visit(port, "/callback?code=evil&state=the%20state", "evil.example").startsWith("HTTP/1.1 404"));
        QVERIFY(!visit(port, "/" + QByteArray(20'000, 'x')).contains("200 OK"));
        QVERIFY(m_server->seen("POST", u"/v1/identity-providers/acme/callbacks"_s).isEmpty());
        QVERIFY(visit(port, "/callback?code=c&state=the%20state").startsWith("HTTP/1.1 200"));
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 60'000);
        QVERIFY(m_outcome->has_value());
        // The state is used up, too.
        QVERIFY(!visit(port, "/callback?code=c&state=the%20state").contains("200 OK"));
        QCOMPARE(m_server->seen("POST", u"/v1/identity-providers/acme/callbacks"_s).size(), 1);
    }
    void aRefusalIsARefusal()
    {
        QVERIFY(visit(begin(), "/callback?error=access_denied&state=the%20state").contains("No se inici"));
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 60'000);
        QCOMPARE(m_outcome->error().code, u"authorization_denied"_s);
    }
    void whoDoesNotComeBackIsNotWaitedForForever()
    {
        auto impatient = request();
        impatient.timeout = std::chrono::milliseconds(300);
        begin(impatient);
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 60'000);
        QCOMPARE(m_outcome->error().code, u"authorization_timeout"_s);
    }
    void aSecondSignInEndsTheFirst()
    {
        begin();
        std::optional<Result<FederatedOutcome>> second;
        m_bench->make().federatedSignIn().signIn(
            request(), [](const QUrl &) {}, this, [&](const Result<FederatedOutcome> &outcome) { second = outcome; });
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 60'000);
        QCOMPARE(m_outcome->error().code, u"cancelled"_s);
        m_bench->make().federatedSignIn().cancel();
        QTRY_VERIFY_WITH_TIMEOUT(second, 60'000);
        QCOMPARE(second->error().code, u"cancelled"_s);
    }
    void aServerMayNotOpenAnythingElse()
    {
        for (const QString &url :
             {u"file:///etc/passwd"_s, u"javascript:alert(1)"_s, u"http://id.example/"_s, u"melody:x"_s, u"https:///x"_s}) {
            m_outcome.reset();
            m_authorization = authorization(url);
            start(request());
            QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 60'000);
            QCOMPARE(m_outcome->error().code, u"bad_answer"_s);
            QVERIFY(m_opened.isEmpty());
        }
    }
    void theServersRefusalIsHandedOn()
    {
        m_callback = [] { return problemReply(401, u"id_token_nonce"_s); };
        visit(begin(), "/callback?code=c&state=the%20state");
        QTRY_VERIFY_WITH_TIMEOUT(m_outcome, 60'000);
        QCOMPARE(m_outcome->error().code, u"id_token_nonce"_s);
        QCOMPARE(m_server->seen("POST", u"/v1/identity-providers/acme/callbacks"_s).size(), 1); // never tried again
    }

private:
    wire::SignedIn session() { return {m_service->user, u"access"_s, 900'000, u"refresh"_s}; }
    void start(const FederatedRequest &wanted)
    {
        m_bench->make().federatedSignIn().signIn(
            wanted, [this](const QUrl &url) { m_opened = url; }, this,
            [this](const Result<FederatedOutcome> &outcome) { m_outcome = outcome; });
    }
    // Until the browser is open; the port that it will come back to.
    quint16 begin(const FederatedRequest &wanted = request())
    {
        start(wanted);
        [this] { QTRY_VERIFY_WITH_TIMEOUT(!m_opened.isEmpty(), 60'000); }();
        return quint16(QUrl(asked().redirectUri).port());
    }
    wire::AuthorizationRequest asked() const
    {
        return wire::parseAuthorizationRequest(
                   jsonOf(m_server->seen("POST", u"/v1/identity-providers/acme/authorizations"_s).constLast().body))
            .value();
    }

    std::unique_ptr<FakeService> m_service;
    std::unique_ptr<HttpTestServer> m_server;
    std::unique_ptr<RemoteBench> m_bench;
    QJsonObject m_authorization;
    std::function<HttpReply()> m_callback;
    std::optional<Result<FederatedOutcome>> m_outcome;
    QUrl m_opened;
};

MELODY_TEST(FederatedSignInTest)
#include "federated_sign_in_test.moc"
