// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tick_planner.h"

#include <support/test_main.h>

#include <random>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const TimePoint opened(milliseconds(1'700'000'000'000));

playback::Progress fresh()
{
    playback::Progress progress;
    progress.openedAt = opened;
    return progress;
}

wire::Tick tick(quint32 sequence, qint64 renderedMs)
{
    wire::Tick tick;
    tick.sequence = sequence;
    tick.renderedMs = renderedMs;
    tick.positionMs = renderedMs;
    tick.at = opened + milliseconds(renderedMs);
    return tick;
}

} // namespace

class TickPlannerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thirtySecondsMakeAPlayOnce()
    {
        const TimePoint now = opened + seconds(40);
        const auto before = playback::planTicks(fresh(), {{tick(1, 29'999)}}, now);
        QVERIFY(!before.countNow && !before.progress.counted);
        const auto at = playback::planTicks(before.progress, {{tick(2, 30'000)}}, now);
        QVERIFY(at.countNow && at.progress.counted);
        const auto after = playback::planTicks(at.progress, {{tick(3, 31'000)}}, now);
        QVERIFY(!after.countNow && after.progress.counted);
    }
    void theWholeOfAShorterTrackIsEnough()
    {
        auto progress = fresh();
        progress.countAfterMs = 11'950;
        QVERIFY(!playback::planTicks(progress, {{tick(1, 11'900)}}, opened + seconds(12)).countNow);
        QVERIFY(playback::planTicks(progress, {{tick(1, 11'960)}}, opened + seconds(12)).countNow);
    }
    // Property: in whatever order, however often and in whatever batches ticks arrive, the outcome is that of the honest sequence.
    void orderRepetitionAndBatchesChangeNothing()
    {
        std::mt19937 random(7);
        QList<wire::Tick> honest;
        for (quint32 i = 1; i <= 20; ++i) {
            honest.append(tick(i, i * 2'000));
            honest.last().underruns = int(i / 7);
            honest.last().startMs = i > 2 ? 85 : -1;
        }
        const TimePoint now = opened + seconds(41);
        const auto expected = playback::planTicks(fresh(), {honest}, now);
        for (int round = 0; round < 200; ++round) {
            QList<wire::Tick> sent = honest + honest.first(int(random() % 20));
            std::shuffle(sent.begin(), sent.end(), random);
            playback::Progress progress = fresh();
            int counted = 0;
            for (qsizetype from = 0; from < sent.size();) {
                const qsizetype size = std::min<qsizetype>(1 + qsizetype(random() % 7), sent.size() - from);
                const auto plan = playback::planTicks(progress, {sent.sliced(from, size)}, now);
                progress = plan.progress;
                counted += plan.countNow ? 1 : 0;
                from += size;
            }
            QVERIFY(progress == expected.progress);
            QCOMPARE(counted, 1);
        }
    }
    void whatWasHeardIsToldOnceAndNeverBeforeTheSession()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 200; ++round) {
            const TimePoint now = opened + seconds(41);
            QList<wire::Tick> sent;
            for (quint32 i = 1; i <= 20; ++i) {
                sent.append(tick(i, 2'000 * qint64(i)));
                sent.back().at += seconds(int(random() % 200'000) - 100'000); // clocks that are a day wrong
            }
            sent += sent.first(5);
            std::shuffle(sent.begin(), sent.end(), random);
            playback::Progress progress = fresh();
            milliseconds heard{0};
            for (qsizetype from = 0; from < sent.size(); from += 5) {
                const auto plan = playback::planTicks(progress, {sent.sliced(from, 5)}, now);
                for (const playback::Heard &stretch : plan.heard) {
                    QVERIFY(stretch.from >= opened && stretch.from < stretch.to);
                    QVERIFY(stretch.to <= now + playback::renderTolerance);
                    heard += stretch.to - stretch.from;
                }
                progress = plan.progress;
            }
            QCOMPARE(heard.count(), progress.renderedMs);
        }
    }
    void nobodyRendersFasterThanTime()
    {
        const auto plan = playback::planTicks(fresh(), {{tick(1, 1'000), tick(2, 26'000)}}, opened + seconds(10));
        QCOMPARE(plan.progress.renderedMs, 25'000);
        // What was cut is not lost: an honest tick later says it again.
        const auto later = playback::planTicks(plan.progress, {{tick(3, 31'000)}}, opened + seconds(31));
        QCOMPARE(later.progress.renderedMs, 31'000);
        QVERIFY(later.countNow);
    }
    void theTimeToTheFirstSampleIsToldOnceAndHeldWithinBounds()
    {
        auto first = tick(1, 2'000);
        first.startMs = 90;
        first.at = opened + milliseconds(2'100);
        const TimePoint now = opened + seconds(3);
        const auto plan = playback::planTicks(fresh(), {{first}}, now);
        QVERIFY(plan.start == opened + milliseconds(10));
        QVERIFY(!playback::planTicks(plan.progress, {{first}}, now).start);
        first.at = opened + std::chrono::hours(1000); // a device that lives in the future
        QVERIFY(playback::planTicks(fresh(), {{first}}, now).start == now);
        first.at = TimePoint();
        QVERIFY(playback::planTicks(fresh(), {{first}}, now).start == opened - milliseconds(90));
    }
};

MELODY_TEST(TickPlannerTest)
#include "tick_planner_test.moc"
