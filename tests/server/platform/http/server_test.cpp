// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

QJsonObject json(const Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object();
}

} // namespace

// What a well-behaved client sees.
class ServerTest : public QObject {
    Q_OBJECT

    static bool tls()
    {
        QFETCH_GLOBAL(const bool, tls);
        return tls;
    }

private Q_SLOTS:
    void initTestCase_data() { overPlainAndTls(); }

    void aRouteAnswersInlineAndFromThePool()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        for (const char *path : {"/v1/hello", "/v1/pooled", "/v1/hello"}) {
            const Reply reply = client.ask(get(path));
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.body, "{\"hello\":\"world\"}");
            QCOMPARE(reply.headers.value("content-type"), "application/json");
            QVERIFY(!reply.headers.contains("connection"));
        }
    }

    void parametersQueryAndBodyArrive()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        const QJsonObject asked = json(client.ask(get("/v1/echo/caf%C3%A9?q=a%20b&x=1")));
        QCOMPARE(asked[u"name"], QJsonValue(u"café"_s));
        QCOMPARE(asked[u"q"], QJsonValue(u"a b"_s));
        QCOMPARE(asked[u"remote"], QJsonValue(u"127.0.0.1"_s));
        for (const int size : {0, 1, 5000, 1'000'000, 2 * 1024 * 1024}) {
            const Reply reply = client.ask(post("/v1/echo/x", QByteArray(size, 'b')));
            QCOMPARE(reply.status, 200);
            QCOMPARE(json(reply)[u"body_bytes"], QJsonValue(size));
        }
    }

    void aRequestMayComeInAnyPieces()
    {
        Fixture fixture(tls());
        fixture.start();
        const QByteArray request = post("/v1/echo/x", "{\"a\":1}") + get("/v1/hello");
        RawClient client = fixture.client();
        for (const char byte : request)
            client.send(QByteArray(1, byte));
        QCOMPARE(json(client.receive())[u"body_bytes"], QJsonValue(7));
        QCOMPARE(client.receive().status, 200);
    }

    void headHasTheHeadersOfGetAndNoBody()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        for (const char *path : {"/v1/hello", "/v1/pooled", "/v1/nothing", "/v1/large/200000"}) {
            const Reply full = client.ask(get(path));
            const Reply head = client.ask("HEAD " + get(path).sliced(4));
            QCOMPARE(head.status, full.status);
            QCOMPARE(head.headers.value("content-length"), full.headers.value("content-length"));
            QCOMPARE(head.headers.value("content-type"), full.headers.value("content-type"));
            QVERIFY(head.headers.value("content-length").toInt() > 0);
        }
        QCOMPARE(client.ask(get("/v1/hello")).status, 200); // no body of HEAD is in its way
    }

    void whatIsNotThereAndWhatIsNotAllowedAreProblems()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        const Reply missing = client.ask(get("/v1/nothing"));
        QCOMPARE(missing.status, 404);
        QCOMPARE(missing.headers.value("content-type"), "application/problem+json");
        QCOMPARE(json(missing)[u"code"], QJsonValue(u"not_found"_s));
        QVERIFY(missing.headers.value("traceparent").contains(json(missing)[u"trace_id"].toString().toLatin1()));
        const Reply refused = client.ask("DELETE /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(refused.status, 405);
        QCOMPARE(refused.headers.value("allow"), "GET, HEAD");
        QCOMPARE(client.ask(get("/v1/hello")).status, 200); // both left the connection in order
    }

    void everyAnswerCarriesTheHeadersThatKeepClientsSafe()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        for (const char *path : {"/v1/hello", "/v1/nothing", "/v1/throw/pool"}) {
            const Reply reply = client.ask(get(path));
            QCOMPARE(reply.headers.value("x-content-type-options"), "nosniff");
            QCOMPARE(reply.headers.value("cache-control"), "no-store");
            QCOMPARE(reply.headers.contains("strict-transport-security"), tls());
            QVERIFY(reply.headers.contains("date"));
        }
    }

    void theTraceGoesFromTheCallerThroughTheHandlerIntoTheSpan()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        const Reply reply = client.ask(get("/v1/trace", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n"));
        const auto answered = TraceContext::parse(reply.headers.value("traceparent"));
        QVERIFY(answered);
        QCOMPARE(answered->traceId, "0af7651916cd43dd8448eb211c80319c");
        QVERIFY(answered->spanId != "b7ad6b7169203331");
        QCOMPARE(json(reply)[u"trace"].toString().toLatin1(), answered->toTraceparent());
        const auto spans = fixture.spans.named(u"GET /v1/trace"_s);
        QCOMPARE(spans.size(), size_t(1));
        QCOMPARE(spans[0].context, *answered);
        QCOMPARE(spans[0].parentSpanId, "b7ad6b7169203331");
        QVERIFY(fixture.telemetry->prometheusText().contains("melody_http_request_seconds_count{"));
    }

    void aStrangeTraceIsReplaced()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        const Reply reply = client.ask(get("/v1/trace", "traceparent: 00-garbage\r\n"));
        QVERIFY(TraceContext::parse(reply.headers.value("traceparent")));
        QVERIFY(fixture.spans.named(u"GET /v1/trace"_s).at(0).parentSpanId.isEmpty());
    }

    void onlyJsonIsTakenForJson()
    {
        Fixture fixture(tls());
        fixture.parts.routes.push_back(route(http::Method::Post, "/v1/json", [](const http::Request &request) -> Result<http::Response> {
            const auto body = request.json();
            return body ? Result<http::Response>(http::Response::json(*body)) : tl::unexpected(body.error());
        }));
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask(post("/v1/json", "{\"a\":[1]}")).body, "{\"a\":[1]}");
        QCOMPARE(client.ask(post("/v1/json", "{\"a\":")).status, 400);
        QCOMPARE(client.ask(post("/v1/json", "[1]")).status, 400);
        QCOMPARE(client.ask("POST /v1/json HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}").status, 415);
        QCOMPARE(client.ask("POST /v1/json HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}").status, 415);
    }

    void repeatedHeadersAreJoined()
    {
        Fixture fixture(tls());
        fixture.parts.routes.push_back(route(http::Method::Get, "/v1/header", [](const http::Request &request) -> Result<http::Response> {
            return http::Response::json({{u"x"_s, QString::fromLatin1(request.header("x-list"))}});
        }));
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(json(client.ask(get("/v1/header", "X-List: a\r\nx-list: b\r\n")))[u"x"], QJsonValue(u"a, b"_s));
    }

    void memoryOfALargeBodyLivesUntilItIsSent()
    {
        Fixture fixture(tls());
        fixture.start();
        {
            RawClient client = fixture.client();
            QByteArray expected;
            for (const int size : {16 * 1024, 128 * 1024, 1024 * 1024, 100'000}) {
                expected.resize(size);
                for (qsizetype i = 0; i < size; ++i)
                    expected[i] = char('a' + i % 23);
                const Reply reply = client.ask(get("/v1/large/" + QByteArray::number(size)));
                QCOMPARE(reply.status, 200);
                QVERIFY(reply.body == expected);
            }
            QTRY_COMPARE_WITH_TIMEOUT(fixture.owners->load(), 0, 20'000);
            client.send(get("/v1/large/20000000")); // more than buffers hold, and the client leaves before it read all
            (void)client.socket().waitForReadyRead(20'000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(fixture.owners->load(), 0, 20'000);
    }

    void aTakenPortIsSaidToBeTaken()
    {
        Fixture first(tls());
        first.start();
        Fixture second(tls());
        second.options.port = first.server->port();
        second.server = http::createServer(second.options, second.parts);
        const auto port = second.server->listen();
        QVERIFY(!port);
        QCOMPARE(port.error().code, u"address_unavailable"_s);
    }
};

MELODY_TEST(ServerTest)
#include "server_test.moc"
