// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reconnect_plan.h"

#include <support/test_main.h>

using namespace melody::live;
using namespace std::chrono_literals;

class ReconnectPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void afterAStreamThatWorkedTheClientsSpread()
    {
        QCOMPARE(reconnectDelay(0, {}, {}, 0.0), 0ms);
        QCOMPARE(reconnectDelay(0, {}, {}, 0.5), 250ms);
    }
    void eachFailureWaitsLongerUpToALimit()
    {
        QCOMPARE(reconnectDelay(1, {}, {}, 0.0), 250ms);
        QCOMPARE(reconnectDelay(2, {}, {}, 0.0), 500ms);
        QCOMPARE(reconnectDelay(4, {}, {}, 0.5), 3'000ms);
        QCOMPARE(reconnectDelay(1000, {}, {}, 0.0), 15'000ms);
        QVERIFY(reconnectDelay(1000, {}, {}, 0.999) <= 30'000ms);
    }
    void aServerThatAsksForTimeGetsItButNotForEver()
    {
        QCOMPARE(reconnectDelay(1, 5'000, {}, 0.0), 5'000ms);
        QCOMPARE(reconnectDelay(0, 5'000, {}, 0.0), 5'000ms);
        QCOMPARE(reconnectDelay(1, 500'000, {}, 0.0), 30'000ms);
    }
};

MELODY_TEST(ReconnectPlanTest)
#include "reconnect_plan_test.moc"
