// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/free_listening.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::rules;
using std::chrono::minutes;

class FreeListeningTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void skipsComeBackOneByOneAnHourAfterTheirUse()
    {
        const TimePoint start(std::chrono::hours(1'000));
        std::vector<TimePoint> used;
        for (int i = 0; i < 6; ++i)
            used.push_back(start + minutes(i * 5));
        const TimePoint now = start + minutes(30);
        QCOMPARE(skipBudget(used, now).left, 0);
        QCOMPARE(skipBudget(used, now).nextAt, start + minutes(60));
        QCOMPARE(skipBudget(used, start + minutes(60)).left, 1);
        QVERIFY(!skipBudget(used, start + minutes(60)).nextAt);
        QCOMPARE(skipBudget(used, start + minutes(85)).left, 6);
    }
    // However a listener tries: in no hour more than six.
    void noHourEverHasSevenSkips()
    {
        QRandomGenerator random(6);
        qInfo("seed 6");
        TimePoint now(std::chrono::hours(5'000));
        std::vector<TimePoint> used;
        for (int i = 0; i < 20'000; ++i) {
            now += std::chrono::seconds(random.bounded(600));
            const SkipBudget budget = skipBudget(used, now);
            if (budget.left > 0)
                used.push_back(now);
            else
                QVERIFY(*budget.nextAt > now && skipBudget(used, *budget.nextAt).left > 0);
            if (used.size() > 6)
                QVERIFY(used.back() - used[used.size() - 7] >= skipWindow);
        }
    }
    void aBreakComesAfterThreeSongsOrTwelveMinutesAndNeverFirst()
    {
        QVERIFY(!isBreakDue({}));
        QVERIFY(!isBreakDue({2, minutes(8)}));
        QVERIFY(isBreakDue({3, minutes(1)}));
        QVERIFY(isBreakDue({1, minutes(12)}));
    }
};

MELODY_TEST(FreeListeningTest)
#include "free_listening_test.moc"
