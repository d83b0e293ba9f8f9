// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace melody::test;
using namespace std::chrono_literals;

// Clients that take their time, and many of them.
class PatienceTest : public QObject {
    Q_OBJECT

    static bool tls()
    {
        QFETCH_GLOBAL(const bool, tls);
        return tls;
    }

private Q_SLOTS:
    void initTestCase_data() { overPlainAndTls(); }

    void headersThatDripInAreGivenUp()
    {
        Fixture fixture(tls());
        fixture.options.limits.headerTimeout = 400ms;
        fixture.start();
        RawClient client = fixture.client();
        QByteArray drip = get("/v1/hello");
        drip.chop(2);
        Reply reply;
        for (int i = 0; i < 2000 && client.isConnected() && client.socket().bytesAvailable() == 0; ++i) {
            client.send(i == 0 ? drip : QByteArray("X-A: b\r\n")); // each line comes in good time
            (void)client.socket().waitForReadyRead(20);
        }
        QCOMPARE(client.receive().status, 408);
        QVERIFY(client.isClosedByServer());
    }

    void aBodyThatDripsInIsGivenUp()
    {
        Fixture fixture(tls());
        fixture.options.limits.bodyTimeout = 400ms;
        fixture.start();
        RawClient client = fixture.client();
        client.send("POST /v1/echo/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
        for (int i = 0; i < 2000 && client.isConnected() && client.socket().bytesAvailable() == 0; ++i) {
            client.send("b");
            (void)client.socket().waitForReadyRead(20);
        }
        QCOMPARE(client.receive().status, 408);
        QVERIFY(client.isClosedByServer());
    }

    void aSlowSecondRequestIsGivenUpToo()
    {
        Fixture fixture(tls());
        fixture.options.limits.headerTimeout = 400ms;
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask(get("/v1/hello") + "GET /v1").status, 200);
        QCOMPARE(client.receive().status, 408);
        QVERIFY(client.isClosedByServer());
    }

    void anIdleConnectionIsClosedWithoutAWord()
    {
        Fixture fixture(tls());
        fixture.options.limits.idleTimeout = 400ms;
        fixture.start();
        RawClient silent = fixture.client();
        RawClient used = fixture.client();
        QCOMPARE(used.ask(get("/v1/hello")).status, 200);
        QVERIFY(silent.isClosedByServer());
        QVERIFY(used.isClosedByServer());
    }

    void aHandlerMayTakeLongerThanAClient()
    {
        Fixture fixture(tls());
        fixture.options.limits.idleTimeout = fixture.options.limits.headerTimeout = fixture.options.limits.bodyTimeout = 200ms;
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask(get("/v1/wait/1000")).status, 200);
    }

    void aHandshakeThatDoesNotComeIsGivenUp()
    {
        if (!tls())
            QSKIP("plain TCP has no handshake");
        Fixture fixture(true);
        fixture.options.limits.headerTimeout = 400ms; // the handshake's 3 s are capped by it
        fixture.start();
        RawClient silent(fixture.server->port(), false);
        QVERIFY(silent.isClosedByServer());
        RawClient plainText(fixture.server->port(), false);
        plainText.send(get("/v1/hello"));
        QTRY_VERIFY_WITH_TIMEOUT(!plainText.isConnected(), 20'000);
        QCOMPARE(fixture.client().ask(get("/v1/hello")).status, 200);
    }

    void threeHundredSilentConnectionsHinderNobody()
    {
        Fixture fixture(tls());
        fixture.start();
        std::vector<std::unique_ptr<RawClient>> silent;
        for (int i = 0; i < 300; ++i) { // some say nothing at all, some stop in the middle
            silent.push_back(std::make_unique<RawClient>(fixture.server->port(), tls() && i % 3 != 0));
            if (i % 3 == 1)
                silent.back()->send("GET /v1/he");
        }
        for (int i = 0; i < 20; ++i) {
            RawClient client = fixture.client();
            QCOMPARE(client.ask(get("/v1/hello")).status, 200);
            QCOMPARE(client.ask(get("/v1/pooled")).status, 200);
        }
        silent[1]->send("llo HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(silent[1]->receive().status, 200);
    }

    void connectionsAboveTheLimitAreTurnedAway()
    {
        Fixture fixture(tls());
        fixture.options.limits.maxConnections = 10;
        fixture.start();
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<RawClient>(fixture.server->port(), tls()));
            QCOMPARE(clients.back()->ask(get("/v1/hello")).status, 200);
        }
        RawClient refused(fixture.server->port(), false);
        if (!tls())
            QCOMPARE(refused.receive().status, 503);
        QVERIFY(refused.isClosedByServer());
        clients.pop_back();
        const auto served = [&] { return fixture.client().ask(get("/v1/hello")).status == 200; };
        QVERIFY(waitUntil(served));
        QCOMPARE(clients.front()->ask(get("/v1/hello")).status, 200);
    }

    void aClientThatReadsNothingIsGivenUp()
    {
        Fixture fixture(tls());
        fixture.options.limits.idleTimeout = 400ms;
        fixture.options.limits.maxConnections = 1;
        fixture.start();
        RawClient client = fixture.client();
        client.send(get("/v1/large/30000000"));
        QVERIFY(waitUntil([&] { return fixture.owners->load() > 0; }));                           // it was let in, and fills the only place
        QVERIFY(waitUntil([&] { return fixture.client().ask(get("/v1/hello")).status == 200; })); // there is room again
        QVERIFY(waitUntil([&] { return fixture.owners->load() == 0; }));                          // its answer goes right after its place
        QVERIFY(client.receive().body.size() < 30'000'000);
    }

    void aClientThatAsksMuchAndReadsNothingGetsLittleMemory()
    {
        Fixture fixture(tls());
        fixture.options.limits.maxPipelined = 64;
        fixture.start();
        RawClient client = fixture.client();
        client.send(get("/v1/large/4000000").repeated(50));
        QVERIFY(waitUntil([&] { return fixture.owners->load() > 0; }));
        std::this_thread::sleep_for(100ms);
        QVERIFY2(fixture.owners->load() <= 2, QByteArray::number(fixture.owners->load())); // the rest waits for it to read
        for (int i = 0; i < 50; ++i)
            QCOMPARE(client.receive().body.size(), 4'000'000);
    }
};

MELODY_TEST(PatienceTest)
#include "patience_test.moc"
