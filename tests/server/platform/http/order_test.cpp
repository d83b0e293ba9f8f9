// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

// Many requests at once, handlers that fail, clients that leave.
class OrderTest : public QObject {
    Q_OBJECT

    static bool tls()
    {
        QFETCH_GLOBAL(const bool, tls);
        return tls;
    }

private Q_SLOTS:
    void initTestCase_data() { overPlainAndTls(); }

    void pipelinedAnswersLeaveInTheOrderOfTheirRequests()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        QByteArray requests;
        for (int ms = 90; ms >= 0; ms -= 10) // the later ones are done first
            requests += get("/v1/wait/" + QByteArray::number(ms)) + get("/v1/hello");
        client.send(requests);
        for (int ms = 90; ms >= 0; ms -= 10) {
            QCOMPARE(client.receive().body, "{\"ms\":" + QByteArray::number(ms) + "}");
            QCOMPARE(client.receive().body, "{\"hello\":\"world\"}");
        }
    }

    void aThousandPipelinedRequestsAreAllAnswered()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        QByteArray requests;
        for (int i = 0; i < 1000; ++i)
            requests += get((i % 2 ? "/v1/pooled?" : "/v1/echo/x?q=") + QByteArray::number(i));
        client.send(requests);
        for (int i = 0; i < 1000; ++i) {
            const Reply reply = client.receive();
            QCOMPARE(reply.status, 200);
            if (i % 2 == 0)
                QVERIFY(reply.body.contains("\"q\":\"" + QByteArray::number(i) + '"'));
        }
    }

    void oneConnectionHasOnlySoManyRequestsUnderWay()
    {
        Fixture fixture(tls());
        fixture.options.limits.maxPipelined = 3;
        fixture.options.workerThreads = 8;
        fixture.start();
        RawClient client = fixture.client();
        client.send(get("/v1/gate").repeated(8));
        QVERIFY(fixture.gate.waitForArrivals(3));
        QTest::qWait(50);
        QCOMPARE(fixture.gate.arrivals(), 3);
        fixture.gate.open();
        for (int i = 0; i < 8; ++i)
            QCOMPARE(client.receive().status, 200);
    }

    void closeIsHonoured()
    {
        Fixture fixture(tls());
        fixture.start();
        for (const char *path : {"/v1/hello", "/v1/pooled", "/v1/nothing", "/v1/large/300000"}) {
            RawClient client = fixture.client();
            const Reply reply = client.ask(get(path, "Connection: close\r\n"));
            QVERIFY(reply.status > 0);
            QCOMPARE(reply.body.size(), reply.headers.value("content-length").toInt());
            QCOMPARE(reply.headers.value("connection"), "close");
            QVERIFY(client.isClosedByServer());
        }
        RawClient old = fixture.client();
        QCOMPARE(old.ask("GET /v1/hello HTTP/1.0\r\n\r\n").status, 200);
        QVERIFY(old.isClosedByServer());
    }

    void aThrowingHandlerIsAProblemOfOneRequest()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        for (const char *path : {"/v1/throw/inline", "/v1/throw/pool", "/v1/throw/int"}) {
            const Reply reply = client.ask(get(path));
            QCOMPARE(reply.status, 500);
            QCOMPARE(reply.headers.value("content-type"), "application/problem+json");
            QVERIFY(!reply.body.contains("secret"));
            QCOMPARE(client.ask(get("/v1/hello")).status, 200);
        }
        QVERIFY(!fixture.spans.named(u"GET /v1/throw/pool"_s).at(0).ok);
    }

    void tooMuchInFlightIsRefusedAtOnce()
    {
        Fixture fixture(tls());
        fixture.options.limits.maxInFlight = 4;
        fixture.start();
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 4; ++i) {
            clients.push_back(std::make_unique<RawClient>(fixture.server->port(), tls()));
            clients.back()->send(get("/v1/gate"));
        }
        QVERIFY(fixture.gate.waitForArrivals(4));
        RawClient client = fixture.client();
        const Reply refused = client.ask(get("/v1/pooled"));
        QCOMPARE(refused.status, 503);
        QCOMPARE(refused.headers.value("retry-after"), "1");
        QCOMPARE(client.ask(get("/v1/hello")).status, 200); // inline routes need no worker
        fixture.gate.open();
        for (const auto &each : clients)
            QCOMPARE(each->receive().status, 200);
        const auto served = [&] { return client.ask(get("/v1/pooled")).status == 200; };
        QVERIFY(waitUntil(served));
    }

    void clientsMayLeaveWhileTheirHandlersWork()
    {
        Fixture fixture(tls());
        fixture.start();
        {
            std::vector<std::unique_ptr<RawClient>> clients;
            for (int i = 0; i < 4; ++i) {
                clients.push_back(std::make_unique<RawClient>(fixture.server->port(), tls()));
                clients.back()->send(get("/v1/gate").repeated(3) + get("/v1/hello"));
            }
            QVERIFY(fixture.gate.waitForArrivals(4));
            for (const auto &client : clients)
                client->abort();
        }
        fixture.gate.open();
        QCOMPARE(fixture.client().ask(get("/v1/pooled")).status, 200);
    }

    void aStormOfLeavingClientsIsSurvived()
    {
        Fixture fixture(tls());
        fixture.start();
        for (int round = 0; round < 60; ++round) {
            RawClient client = fixture.client();
            switch (round % 6) {
            case 0:
                client.send(get("/v1/wait/5").repeated(5));
                break;
            case 1:
                client.send(get("/v1/large/1000000").repeated(5));
                break;
            case 2:
                client.send(post("/v1/echo/x", QByteArray(100'000, 'b')).chopped(1));
                break;
            case 3:
                client.send(get("/v1/pooled").repeated(20) + "GET");
                break;
            case 4:
                client.send("BAD\r\n\r\n");
                break;
            case 5:
                (void)client.ask(get("/v1/hello"));
                client.send(get("/v1/wait/1", "Connection: close\r\n"));
                break;
            }
            client.abort();
        }
        RawClient client = fixture.client();
        for (int i = 0; i < 10; ++i)
            QCOMPARE(client.ask(get("/v1/pooled")).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(fixture.owners->load(), 0, 20'000);
    }
};

MELODY_TEST(OrderTest)
#include "order_test.moc"
