// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <http/server.h>
#include <http_client/http_client.h>
#include <support/certificate.h>
#include <support/test_main.h>
#include <telemetry/telemetry.h>

#include <QtCore/QTemporaryDir>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QTcpServer>

#include <thread>

using namespace melody;
using namespace melody::http_client;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Result<http::Response> answerTo(const http::Request &request)
{
    const QString what = request.parameters[u"what"_s];
    if (what == u"large")
        return http::Response{.body = QByteArray(100'000, 'x')};
    if (what == u"elsewhere") {
        http::Response response = http::Response::empty(302);
        response.headers.emplaceBack("Location", "/v1/large");
        return response;
    }
    if (what == u"slow")
        std::this_thread::sleep_for(5s);
    http::Response response =
        http::Response::json({{u"body"_s, QString::fromUtf8(request.body)}, {u"x"_s, QString::fromUtf8(request.header("x-given"))}}, 201);
    response.headers.emplaceBack("X-Said", "yes");
    return response;
}

} // namespace

class HttpClientTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const test::Certificate certificate = test::makeCertificate();
        write(u"ca.pem"_s, certificate.certificatePem);
        write(u"other.pem"_s, test::makeCertificate().certificatePem);
        http::RouteTable routes;
        for (const auto method : {http::Method::Get, http::Method::Post, http::Method::Delete})
            routes.push_back({.method = method,
                              .path = "/v1/{what}",
                              .operation = QByteArray::number(int(method)),
                              .roles = http::Role::Anonymous,
                              .handler = answerTo});
        http::ServerOptions options;
        options.limits.rates.fill({1'000'000, 1'000'000});
        options.tls = QSslConfiguration();
        options.tls->setLocalCertificate(QSslCertificate(certificate.certificatePem));
        options.tls->setPrivateKey(QSslKey(certificate.keyPem, QSsl::Ec));
        m_server = http::createServer(options, {std::move(routes), {}, nullptr, *m_telemetry, m_clock});
        QVERIFY(m_server->listen());
    }
    void aRequestGoesAndItsAnswerComes()
    {
        const auto client = this->client(u"ca.pem"_s);
        const auto posted = client->send({"POST", url(u"x"_s), {{"X-Given", "1"}, {"Content-Type", "text/plain"}}, "hello"});
        QVERIFY2(posted, posted ? "" : qPrintable(posted.error().detail));
        QCOMPARE(posted->status, 201);
        QCOMPARE(posted->body, QByteArray("{\"body\":\"hello\",\"x\":\"1\"}"));
        QCOMPARE(posted->headers.value("x-said"), QByteArray("yes"));
        QCOMPARE(client->send({"GET", url(u"x"_s)})->status, 201);
        QCOMPARE(client->send({"DELETE", url(u"x"_s)})->status, 201);
        QCOMPARE(client->send({"GET", url(u"x/y/z"_s)})->status, 404);
    }
    void onlyThePinnedAuthorityIsBelieved()
    {
        for (const QString &authority : {u"other.pem"_s, u"absent.pem"_s, QString()}) {
            const auto answer = client(authority)->send({"GET", url(u"x"_s)});
            QVERIFY(!answer);
            QCOMPARE(answer.error().kind, ErrorKind::Unavailable);
            QCOMPARE(answer.error().code, u"unreachable"_s); // nothing of the request was sent
        }
    }
    void redirectsAreNotFollowedAndLargeAnswersNotTaken()
    {
        const auto client = createHttpClient({.caFile = m_folder.filePath(u"ca.pem"_s), .maxAnswerBytes = 50'000});
        QCOMPARE(client->send({"GET", url(u"elsewhere"_s)})->status, 302);
        const auto large = client->send({"GET", url(u"large"_s)});
        QVERIFY(!large);
        QCOMPARE(large.error().code, u"no_answer"_s);
    }
    void silenceIsNoAnswerAndNobodyIsUnreachable()
    {
        const auto client = createHttpClient({.caFile = m_folder.filePath(u"ca.pem"_s), .totalTimeout = 1s});
        QCOMPARE(client->send({"GET", url(u"slow"_s)}).error().code, u"no_answer"_s);
        quint16 port = 0;
        {
            QTcpServer free;
            QVERIFY(free.listen(QHostAddress::LocalHost));
            port = free.serverPort();
        }
        QCOMPARE(client->send({"GET", u"https://127.0.0.1:%1/"_s.arg(port)}).error().code, u"unreachable"_s);
    }
    void whatMayNotBeAskedIsNot_data()
    {
        QTest::addColumn<QString>("url");
        for (const char *url :
             {"http://pay.example/", "ftp://127.0.0.1/", "file:///etc/passwd", "https://user:word@pay.example/", "https://", "", "pay"})
            QTest::newRow(url) << QString::fromLatin1(url);
    }
    void whatMayNotBeAskedIsNot()
    {
        QFETCH(QString, url);
        QCOMPARE(client(u"ca.pem"_s)->send({"GET", url}).error().kind, ErrorKind::Invalid);
    }
    void aHeaderCanNotBreakOut()
    {
        QCOMPARE(client(u"ca.pem"_s)->send({"GET", url(u"x"_s), {{"X-Given", "1\r\nX-Evil: 1"}}}).error().kind, ErrorKind::Invalid);
    }
    void manyThreadsMayAskAtOnce()
    {
        const auto client = this->client(u"ca.pem"_s);
        std::atomic<int> wrong{0};
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 20; ++i) {
                    const QByteArray word = QByteArray::number(t * 100 + i);
                    const auto answer = client->send({"POST", url(u"x"_s), {}, word});
                    wrong += answer && answer->body.contains('"' + word + '"') ? 0 : 1;
                }
            });
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }

private:
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s", qPrintable(file.errorString()));
    }
    [[nodiscard]] std::unique_ptr<HttpClient> client(const QString &authority) const
    {
        return createHttpClient({.caFile = authority.isEmpty() ? QString() : m_folder.filePath(authority)});
    }
    [[nodiscard]] QString url(const QString &what) const { return u"https://127.0.0.1:%1/v1/%2"_s.arg(m_server->port()).arg(what); }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry = telemetry::createTelemetry(m_clock, telemetry::Level::Error);
    std::unique_ptr<http::Server> m_server;
};

MELODY_TEST(HttpClientTest)
#include "http_client_test.moc"
