// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

// What the guard refuses, over the wire: it answers itself, closes, and nothing that hid behind the framing is run.
class FramingTest : public QObject {
    Q_OBJECT

    static bool tls()
    {
        QFETCH_GLOBAL(const bool, tls);
        return tls;
    }
    // A route that must never be reached.
    static void addTrap(Fixture &fixture, std::atomic<int> &reached)
    {
        for (const http::Method method : {http::Method::Get, http::Method::Post}) {
            fixture.parts.routes.push_back(route(
                method, "/admin",
                [&reached](const http::Request &) -> Result<http::Response> {
                    ++reached;
                    return http::Response::empty();
                },
                http::Execution::Inline));
        }
    }

private Q_SLOTS:
    void initTestCase_data() { overPlainAndTls(); }

    void smugglingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::newRow("length and encoding") << QByteArray("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") << 400;
        QTest::newRow("chunked") << QByteArray("Transfer-Encoding: chunked\r\n") << 501;
        QTest::newRow("encoding in disguise") << QByteArray("Transfer-Encoding:\tchunked\r\n") << 501;
        QTest::newRow("encoding with a blank") << QByteArray("Transfer-Encoding : chunked\r\n") << 400;
        QTest::newRow("two lengths") << QByteArray("Content-Length: 0\r\nContent-Length: 100\r\n") << 400;
        QTest::newRow("negative length") << QByteArray("Content-Length: -5\r\n") << 400;
        QTest::newRow("garbage length") << QByteArray("Content-Length: 5abc\r\n") << 400;
        QTest::newRow("wrapped length") << QByteArray("Content-Length: 18446744073709551616\r\n") << 400;
        QTest::newRow("folded length") << QByteArray("X-A: 1\r\n Content-Length: 5\r\n") << 400;
        QTest::newRow("line feed alone") << QByteArray("X-A: 1\nContent-Length: 5\r\n") << 400;
        QTest::newRow("NUL") << QByteArray("X-A: \0\r\n", 8) << 400;
    }
    void smugglingIsRefused()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const int, status);
        Fixture fixture(tls());
        std::atomic<int> reached = 0;
        addTrap(fixture, reached);
        fixture.start();
        const QByteArray hidden = "0\r\n\r\nGET /admin HTTP/1.1\r\nHost: a\r\n\r\n";
        const QByteArray attack = "POST /v1/echo/x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + hidden;

        RawClient fresh = fixture.client();
        const Reply first = fresh.ask(attack);
        QCOMPARE(first.status, status);
        QCOMPARE(first.headers.value("connection"), "close");
        QCOMPARE(first.headers.value("content-type"), "application/problem+json");
        QVERIFY(fresh.isClosedByServer());

        // The same behind good requests of one connection, in one write.
        RawClient kept = fixture.client();
        kept.send(get("/v1/hello") + post("/v1/echo/x", "abc") + attack);
        QCOMPARE(kept.receive().status, 200);
        QCOMPARE(kept.receive().status, 200);
        QCOMPARE(kept.receive().status, status);
        QVERIFY(kept.isClosedByServer());
        QCOMPARE(reached.load(), 0);
    }

    void aBodyIsNeverTakenForARequest()
    {
        Fixture fixture(tls());
        std::atomic<int> reached = 0;
        addTrap(fixture, reached);
        fixture.start();
        RawClient client = fixture.client();
        const QByteArray body = get("/admin");
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(post("/v1/echo/x", body)).status, 200);
        QCOMPARE(client.ask(post("/v1/nothing", body)).status, 404);
        QCOMPARE(client.ask(post("/v1/hello", body)).status, 405);
        QCOMPARE(client.ask(get("/v1/hello", "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body).status, 200);
        QCOMPARE(client.ask(get("/v1/hello")).status, 200);
        QCOMPARE(reached.load(), 0);
    }

    void whatIsNoHttpIsRefused()
    {
        Fixture fixture(tls());
        fixture.start();
        const std::vector<std::pair<QByteArray, int>> table{{"HELLO\r\n\r\n", 400},
                                                            {"\x16\x03\x01", 400},
                                                            {"GET / HTTP/2.0\r\n\r\n", 505},
                                                            {"BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n", 501},
                                                            {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 501},
                                                            {"GET / HTTP/1.1\r\n\r\n", 400},
                                                            {"GET /" + QByteArray(10'000, 'a'), 414}};
        for (const auto &[bytes, status] : table) {
            RawClient client = fixture.client();
            QCOMPARE(client.ask(bytes).status, status);
            QVERIFY(client.isClosedByServer());
        }
    }

    void aHeaderOfSixtyFourMegabytesIsRefusedEarly()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Large: ");
        const QByteArray part(64 * 1024, 'a');
        for (int i = 0; i < 1024 && client.isConnected() && client.socket().bytesAvailable() == 0; ++i)
            client.send(part);
        QCOMPARE(client.receive().status, 431);
        QVERIFY(client.isClosedByServer());
    }

    void aHeaderOfSixtyFourMegabytesSentBlindlyIsCutOff()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Large: ");
        const QByteArray part(64 * 1024, 'a');
        int sent = 0;
        for (; sent < 1024 && client.isConnected(); ++sent)
            client.send(part);
        QVERIFY(!client.isConnected());
        RawClient other = fixture.client();
        QCOMPARE(other.ask(get("/v1/hello")).status, 200);
    }

    void aThousandHeadersAreRefused()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask(get("/v1/hello", QByteArray("A: 1\r\n").repeated(1000))).status, 431);
        QVERIFY(client.isClosedByServer());
    }

    void aBodyWithoutEndIsRefusedBeforeItComes()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask("POST /v1/echo/x HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n").status, 413);
        const QByteArray part(64 * 1024, 'a');
        for (int i = 0; i < 1024 && client.isConnected(); ++i)
            client.send(part);
        QVERIFY(!client.isConnected());
        RawClient other = fixture.client();
        QCOMPARE(other.ask(get("/v1/hello")).status, 200);
    }

    void whatFollowsAClosingRequestIsNotRun()
    {
        Fixture fixture(tls());
        std::atomic<int> reached = 0;
        addTrap(fixture, reached);
        fixture.start();
        RawClient client = fixture.client();
        client.send(get("/v1/hello", "Connection: close\r\n") + get("/admin"));
        QCOMPARE(client.receive().status, 200);
        QVERIFY(client.isClosedByServer());
        QCOMPARE(reached.load(), 0);
    }
};

MELODY_TEST(FramingTest)
#include "framing_test.moc"
