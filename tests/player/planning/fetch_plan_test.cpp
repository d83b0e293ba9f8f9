// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/fetch_plan.h>
#include <support/test_main.h>

#include <media/ladder.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::player;

namespace {

FetchSnapshot fiveMinutes()
{
    FetchSnapshot snapshot;
    snapshot.chunkCount = media::chunkCount(std::chrono::minutes(5));
    return snapshot;
}

} // namespace

class FetchPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNearestChunksComeFirst()
    {
        FetchSnapshot snapshot = fiveMinutes();
        QCOMPARE(planFetch(snapshot), (std::vector<int>{0, 1}));
        snapshot.inFlight = {0};
        QCOMPARE(planFetch(snapshot), (std::vector<int>{1}));
        snapshot.inFlight = {0, 1};
        QVERIFY(planFetch(snapshot).empty());
        snapshot.inFlight = {};
        snapshot.present = {0, 1, 3};
        QCOMPARE(planFetch(snapshot), (std::vector<int>{2, 4}));
    }
    void nothingIsFetchedBeyondTheTarget()
    {
        FetchSnapshot snapshot = fiveMinutes();
        snapshot.aheadMs = 4'000;
        snapshot.maxInFlight = 100;
        QCOMPARE(planFetch(snapshot), (std::vector<int>{0, 1, 2}));
    }
    void theChunkThatIsNeededIsFetchedEvenWithoutATarget()
    {
        FetchSnapshot snapshot = fiveMinutes();
        snapshot.from = 10;
        snapshot.aheadMs = 0;
        QCOMPARE(planFetch(snapshot), (std::vector<int>{10}));
    }
    void aHoleEndsWhatIsBuffered()
    {
        FetchSnapshot snapshot = fiveMinutes();
        snapshot.present = {0, 1, 3};
        QCOMPARE(bufferedToMs(snapshot), 2'000);
        snapshot.present = {};
        QCOMPARE(bufferedToMs(snapshot), 0);
    }
    // Carried out step by step, the plan brings all that is wanted, each chunk once, and stops.
    void thePlanComesToAnEnd()
    {
        QRandomGenerator random(11);
        for (int round = 0; round < 500; ++round) {
            FetchSnapshot snapshot;
            snapshot.chunkCount = 1 + int(random.bounded(200));
            snapshot.from = int(random.bounded(snapshot.chunkCount));
            snapshot.positionMs = media::chunkStart(snapshot.from).count();
            snapshot.aheadMs = random.bounded(120'000);
            snapshot.maxInFlight = 1 + int(random.bounded(4));
            std::set<int> asked;
            while (!isSatisfied(snapshot)) {
                const auto plan = planFetch(snapshot);
                QVERIFY(!plan.empty());
                QVERIFY(int(plan.size()) <= snapshot.maxInFlight);
                for (const int chunk : plan) {
                    QVERIFY(chunk >= snapshot.from && chunk < snapshot.chunkCount);
                    QVERIFY(asked.insert(chunk).second);
                    snapshot.present.insert(chunk);
                }
            }
            QVERIFY(planFetch(snapshot).empty());
            const qint64 wanted = std::min<qint64>(snapshot.positionMs + snapshot.aheadMs, media::chunkStart(snapshot.chunkCount).count());
            QVERIFY(bufferedToMs(snapshot) >= wanted);
        }
    }
};

MELODY_TEST(FetchPlanTest)
#include "fetch_plan_test.moc"
