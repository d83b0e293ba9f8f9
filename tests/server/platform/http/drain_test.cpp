// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace melody::test;
using namespace std::chrono_literals;

class DrainTest : public QObject {
    Q_OBJECT

    static bool tls()
    {
        QFETCH_GLOBAL(const bool, tls);
        return tls;
    }

private Q_SLOTS:
    void initTestCase_data() { overPlainAndTls(); }

    void whatIsInFlightIsAnsweredAndSaysGoodbye()
    {
        Fixture fixture(tls());
        fixture.options.ioThreads = 1; // once one connection is closed, all have been told
        fixture.start();
        RawClient idle = fixture.client();
        QCOMPARE(idle.ask(get("/v1/hello")).status, 200);
        RawClient silent = fixture.client();
        RawClient busy = fixture.client();
        busy.send(get("/v1/gate").repeated(2));
        QVERIFY(fixture.gate.waitForArrivals(2));
        std::atomic<bool> drained = false;
        std::jthread drainer([&] {
            fixture.server->drain(20s);
            drained = true;
        });
        QVERIFY(idle.isClosedByServer());
        QVERIFY(silent.isClosedByServer());
        QVERIFY(!drained);
        RawClient late(fixture.server->port(), false);
        QVERIFY(!late.isConnected());
        fixture.gate.open();
        const Reply first = busy.receive();
        QCOMPARE(first.status, 200);
        QVERIFY(!first.headers.contains("connection"));
        const Reply last = busy.receive();
        QCOMPARE(last.status, 200);
        QCOMPARE(last.headers.value("connection"), "close");
        QVERIFY(busy.isClosedByServer());
        drainer.join();
        QVERIFY(drained);
        fixture.server->drain(20s); // again is no harm
    }

    void aHandlerThatHangsDoesNotHoldTheDrain()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        client.send(get("/v1/gate"));
        QVERIFY(fixture.gate.waitForArrivals(1));
        fixture.server->drain(100ms);
        QVERIFY(client.isClosedByServer());
        fixture.gate.open();
    }

    void aLargeAnswerIsSentToItsEnd()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        client.send(get("/v1/large/20000000"));
        QVERIFY(waitUntil([&] { return fixture.owners->load() == 1; }));
        std::jthread drainer([&] { fixture.server->drain(20s); });
        QCOMPARE(client.receive().body.size(), 20'000'000);
        drainer.join();
    }

    void aServerMayGoWithoutHavingListened()
    {
        Fixture fixture(tls());
        fixture.server = http::createServer(fixture.options, fixture.parts);
        fixture.server->drain(1s);
    }
};

MELODY_TEST(DrainTest)
#include "drain_test.moc"
