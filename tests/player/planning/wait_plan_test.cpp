// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/wait_plan.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::player;
using std::chrono::milliseconds;

namespace {

WaitSnapshot steady(bool watched)
{
    WaitSnapshot snapshot;
    snapshot.watched = watched;
    snapshot.ring = milliseconds(1'365);
    return snapshot;
}

} // namespace

class WaitPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoIsNotWatchedWakesAtMostThriceASecond() { QVERIFY(planWait(steady(false)) >= milliseconds(333)); }
    void whoIsWatchedMovesOftenAndNotMoreThanFiftyTimes()
    {
        QVERIFY(planWait(steady(true)) <= milliseconds(100));
        QVERIFY(planWait(steady(true)) >= milliseconds(20));
    }
    void mostOfTheRingIsLeftWhateverTheRate()
    {
        for (const int ring : {1'486, 1'365, 682, 341, 60, 4}) {
            WaitSnapshot snapshot = steady(false);
            snapshot.ring = milliseconds(ring);
            QVERIFY2(planWait(snapshot) <= milliseconds(std::max(2, ring / 4)), qPrintable(QString::number(ring)));
        }
    }
    void whatCannotWaitIsLookedAtSoon()
    {
        for (bool WaitSnapshot::*urgent : {&WaitSnapshot::starved, &WaitSnapshot::isEnding, &WaitSnapshot::isLow}) {
            WaitSnapshot snapshot = steady(false);
            snapshot.*urgent = true;
            QVERIFY(planWait(snapshot) <= milliseconds(20));
        }
        for (bool WaitSnapshot::*timed : {&WaitSnapshot::isTimed, &WaitSnapshot::isFetching}) {
            WaitSnapshot snapshot = steady(false);
            snapshot.*timed = true;
            QVERIFY(planWait(snapshot) <= milliseconds(50));
        }
    }
};

MELODY_TEST(WaitPlanTest)
#include "wait_plan_test.moc"
