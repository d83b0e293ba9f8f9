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
    void twoPlansAllowWhatEitherDoes()
    {
        using rules::Entitlements;
        using rules::Plan;
        const Entitlements nothing;
        const Entitlements alone{Plan::Individual, false};
        const Entitlements aloneHiFi{Plan::Individual, true};
        const Entitlements seat{Plan::Family, false};
        const Entitlements seatHiFi{Plan::Family, true};
        QCOMPARE(rules::together(nothing, nothing), nothing);
        QCOMPARE(rules::together(alone, nothing), alone);
        QCOMPARE(rules::together(nothing, seatHiFi), seatHiFi);
        QCOMPARE(rules::together(alone, seat), alone);
        QCOMPARE(rules::together(aloneHiFi, seat), aloneHiFi);
        QCOMPARE(rules::together(alone, seatHiFi), aloneHiFi);
        // Hi-Fi is an add-on of a paid plan and nothing without one.
        QCOMPARE(rules::together({Plan::Free, true}, seat), seat);
        QCOMPARE(rules::together(alone, {Plan::Free, true}), alone);
    }
    void aPlanOfOnesOwnIsWorthPayingForWhatTheSeatLacks()
    {
        using rules::Plan;
        QVERIFY(rules::allowsMore({Plan::Individual, false}, {}));
        QVERIFY(rules::allowsMore({Plan::Individual, true}, {Plan::Duo, false}));
        QVERIFY(!rules::allowsMore({Plan::Individual, false}, {Plan::Duo, false}));
        QVERIFY(!rules::allowsMore({Plan::Family, true}, {Plan::Duo, true}));
        QVERIFY(!rules::allowsMore({Plan::Free, true}, {Plan::Duo, false}));
    }
    void aPlanSeatsItsOwnerAndThenWhoJoinedFirst()
    {
        using rules::Plan;
        for (const Plan plan : {Plan::Free, Plan::Student, Plan::Individual}) {
            QVERIFY(rules::hasSeat(plan, 0));
            QVERIFY(!rules::hasSeat(plan, 1));
        }
        QVERIFY(rules::hasSeat(Plan::Duo, 1));
        QVERIFY(!rules::hasSeat(Plan::Duo, 2));
        QVERIFY(rules::hasSeat(Plan::Family, 5));
        QVERIFY(!rules::hasSeat(Plan::Family, 6));
    }
    void devicesCountOnOnesOwnPlanFirst()
    {
        using rules::Plan;
        using Pools = std::vector<rules::StreamPool>;
        const auto me = UserId::create(TimePoint());
        const rules::StreamPool family{UserId::create(TimePoint()), 6};
        QCOMPARE(rules::streamPools(me, Plan::Free, {}), (Pools{{me, 1}}));
        QCOMPARE(rules::streamPools(me, Plan::Duo, {}), (Pools{{me, 2}}));
        QCOMPARE(rules::streamPools(me, Plan::Free, family), Pools{family});
        QCOMPARE(rules::streamPools(me, Plan::Individual, family), (Pools{{me, 1}, family}));
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
