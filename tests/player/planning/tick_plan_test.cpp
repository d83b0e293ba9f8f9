// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/tick_plan.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::player;

namespace {

Heard heard(qint64 renderedMs, qint64 startMs = 80)
{
    Heard heard;
    heard.renderedMs = renderedMs;
    heard.startMs = startMs;
    return heard;
}

} // namespace

class TickPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstSampleIsToldAtOnce()
    {
        QVERIFY(!isTickDue({}, heard(0, -1), 30'000, true));
        QVERIFY(isTickDue({}, heard(10), 30'000, false));
    }
    void fiveSecondsOfMusicMakeATick()
    {
        const wire::Tick last = nextTick({}, heard(10), TimePoint());
        QVERIFY(!isTickDue(last, heard(5'009), 30'000, false));
        QVERIFY(isTickDue(last, heard(5'010), 30'000, false));
    }
    void crossingTheCountIsToldAtOnce()
    {
        const wire::Tick last = nextTick({}, heard(29'999), TimePoint());
        QVERIFY(isTickDue(last, heard(30'000), 30'000, false));
        QVERIFY(!isTickDue(nextTick(last, heard(30'000), TimePoint()), heard(30'100), 30'000, false));
    }
    void aPauseTellsOnlyWhatIsNew()
    {
        const wire::Tick last = nextTick({}, heard(2'000), TimePoint());
        QVERIFY(!isTickDue(last, heard(2'000), 30'000, true));
        QVERIFY(isTickDue(last, heard(2'001), 30'000, true));
    }
    void theEndIsToldOnce()
    {
        Heard end = heard(2'000);
        end.ended = true;
        const wire::Tick last = nextTick({}, heard(2'000), TimePoint());
        QVERIFY(isTickDue(last, end, 30'000, false));
        QVERIFY(!isTickDue(nextTick(last, end, TimePoint()), end, 30'000, true));
    }
    void theSequenceCountsFromOne()
    {
        const wire::Tick first = nextTick({}, heard(1), TimePoint());
        QCOMPARE(first.sequence, 1U);
        QCOMPARE(nextTick(first, heard(2), TimePoint()).sequence, 2U);
    }
};

MELODY_TEST(TickPlanTest)
#include "tick_plan_test.moc"
