// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/entitlements.h>
#include <rules/plays.h>
#include <support/test_main.h>

using namespace melody;

class RulesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void losslessNeedsAPaidPlanAndHiFi()
    {
        using rules::Plan;
        QCOMPARE(rules::highestRung({Plan::Free, false}), media::Rung::Opus128);
        QCOMPARE(rules::highestRung({Plan::Free, true}), media::Rung::Opus128);
        QCOMPARE(rules::highestRung({Plan::Student, false}), media::Rung::Opus192);
        QCOMPARE(rules::highestRung({Plan::Family, true}), media::Rung::Flac);
    }
    void everyPlanHasANameAndAPlaceForEachOfItsPeople()
    {
        using rules::Plan;
        for (const Plan plan : {Plan::Free, Plan::Individual, Plan::Duo, Plan::Family, Plan::Student})
            QCOMPARE(rules::parsePlan(rules::planName(plan)), std::optional(plan));
        QCOMPARE(rules::parsePlan(u"gold"), std::nullopt);
        QCOMPARE(rules::seatsOf(Plan::Duo), 2);
        QCOMPARE(rules::concurrentStreamsOf(Plan::Family), 6);
        QCOMPARE(rules::concurrentStreamsOf(Plan::Student), 1);
    }
    void aPlayIsThirtySecondsOrTheWholeOfAShorterTrack()
    {
        QCOMPARE(rules::countAfterMs(300'000), 30'000);
        QCOMPARE(rules::countAfterMs(30'000), 30'000);
        QCOMPARE(rules::countAfterMs(12'000), 11'950);
        QCOMPARE(rules::countAfterMs(20), 1);
    }
};

MELODY_TEST(RulesTest)
#include "rules_test.moc"
