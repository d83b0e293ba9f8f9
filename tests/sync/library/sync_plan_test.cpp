// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync_plan.h"

#include <support/test_main.h>

using namespace melody;
using namespace std::chrono_literals;
using library::Step;
using library::SyncFacts;

class SyncPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nobodyHasNothingToDo() { QCOMPARE(step({}), Step::Nothing); }
    void oneThingAtATime() { QCOMPARE(step({.hasUser = true, .isBusy = true, .unsent = 3}), Step::Nothing); }
    void atTheBeginningItLooks() { QCOMPARE(step({.hasUser = true}), Step::Pull); }
    void wishesGoFirst() { QCOMPARE(step({.hasUser = true, .unsent = 1}), Step::Push); }
    void whatWasHeardOfIsPulled()
    {
        QCOMPARE(step({.hasUser = true, .revision = 4, .told = 5, .isStale = false, .hasLive = true}), Step::Pull);
        QCOMPARE(step({.hasUser = true, .revision = 5, .told = 5, .isStale = false, .hasLive = true}), Step::Nothing);
        QCOMPARE(step({.hasUser = true, .revision = 5, .isStale = false, .more = true, .hasLive = true}), Step::Pull);
    }
    void withoutNewsItLooksFromTimeToTime()
    {
        SyncFacts facts{.hasUser = true, .isStale = false, .lookedAt = 1000ms, .now = 2000ms};
        QCOMPARE(library::nextStep(facts, m_options), (library::SyncStep{Step::Wait, m_options.pollEvery - 1s}));
        facts.now = facts.lookedAt + m_options.pollEvery;
        QCOMPARE(step(facts), Step::Pull);
    }
    void afterAFailureItWaits()
    {
        const SyncFacts facts{.hasUser = true, .unsent = 2, .notBefore = 700ms, .now = 500ms};
        QCOMPARE(library::nextStep(facts, m_options), (library::SyncStep{Step::Wait, 200ms}));
    }
    void pausesGrowUpToALimitAndTheServersWordGoesFirst()
    {
        QCOMPARE(library::backoff(1, {}, m_options, 1.0), m_options.firstBackoff);
        QVERIFY(library::backoff(1, {}, m_options, 0.0) >= m_options.firstBackoff / 2);
        for (int failures = 1; failures < 100; ++failures) {
            QVERIFY(library::backoff(failures, {}, m_options, 0.5) <= m_options.maxBackoff);
            QVERIFY(library::backoff(failures + 1, {}, m_options, 0.5) >= library::backoff(failures, {}, m_options, 0.5));
        }
        QCOMPARE(library::backoff(9, 1234, m_options, 0.5), 1234ms);
        QVERIFY(library::backoff(9, 1'000'000'000, m_options, 0.5) <= m_options.maxBackoff * 10);
    }

private:
    Step step(const SyncFacts &facts) { return library::nextStep(facts, m_options).step; }
    const library::Options m_options{};
};

MELODY_TEST(SyncPlanTest)
#include "sync_plan_test.moc"
