// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sample_prices.h"

#include <plans/dunning.h>

#include <support/test_main.h>

#include <QtCore/QFile>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;
using std::chrono::days;

namespace {

const PriceBook &book()
{
    static const PriceBook prices = sampleBook();
    return prices;
}

// An active subscription that was started, without a trial, at `at`.
Subscription active(const char *at, const StartWish &wanted = wish(rules::Plan::Individual))
{
    Subscription subscription;
    subscription.hadTrial = true;
    return planStart(subscription, wanted, book(), moment(at)).value().after;
}

QString code(const Result<Plan> &plan)
{
    if (plan)
        return u"none"_s;
    return plan.error().fields.isEmpty() ? plan.error().code : plan.error().fields[0].field + u' ' + plan.error().fields[0].code;
}

} // namespace

class PlannerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstSubscriptionBeginsWithATrialThatCostsNothing()
    {
        const auto plan = planStart({}, wish(rules::Plan::Individual), book(), moment("2026-11-23T10:00:00.400Z"));
        QVERIFY(plan);
        QCOMPARE(plan->dueMinor, 0);
        QCOMPARE(plan->after.state, State::Trialing);
        QCOMPARE(plan->after.periodEnd, moment("2026-12-23T10:00:00Z"));
        const auto renewal = planRenewal(plan->after, {}, book());
        QVERIFY(renewal);
        QCOMPARE(renewal->dueMinor, 1099);
        QCOMPARE(renewal->after.periodStart, moment("2026-12-23T10:00:00Z"));
        QCOMPARE(renewal->after.periodEnd, moment("2027-01-23T10:00:00Z"));
        // The next one is dearer.
        QCOMPARE(planRenewal(renewal->after, {}, book())->dueMinor, 1199);
    }
    void anUpgradeChargesTheRestOfThePeriodAndCreditsTheOldRest()
    {
        const Subscription before = active("2026-11-01T00:00:00Z");
        const auto plan =
            planUpgrade(before, {rules::Plan::Duo, true, Period::Monthly}, wish(rules::Plan::Duo), book(), moment("2026-11-16T00:00:00Z"));
        QVERIFY(plan);
        // Half of 14.99 and 3.00, less the unused half of 10.99.
        QCOMPARE(plan->lines.size(), 3);
        QCOMPARE(plan->lines[0].amountMinor, 749);
        QCOMPARE(plan->lines[1].amountMinor, 150);
        QCOMPARE(plan->lines[2].amountMinor, -549);
        QCOMPARE(plan->dueMinor, 350);
        QCOMPARE(plan->after.periodEnd, before.periodEnd);
    }
    void aYearStartsAtOnceAndAMonthAfterTheYear()
    {
        const Subscription monthly = active("2026-11-01T00:00:00Z");
        const Terms year{rules::Plan::Individual, false, Period::Yearly};
        const auto up = planUpgrade(monthly, year, wish(rules::Plan::Individual), book(), moment("2026-11-16T00:00:00Z"));
        QVERIFY(up);
        QCOMPARE(up->dueMinor, 10990 - 549);
        QCOMPARE(up->after.periodEnd, moment("2027-11-16T00:00:00Z"));
        const auto down = planDowngrade(up->after, monthly.terms, wish(rules::Plan::Individual), book(), moment("2026-12-01T00:00:00Z"));
        QVERIFY(down);
        QCOMPARE(down->dueMinor, 0);
        QCOMPARE(down->after.terms, year);
        const auto renewed = planRenewal(down->after, {}, book());
        QCOMPARE(renewed->after.periodEnd, moment("2027-12-16T00:00:00Z"));
        QCOMPARE(renewed->dueMinor, 1199);
    }
    void aPauseTurnsTheRestIntoCreditThatResumingUsesUp()
    {
        const auto paused = planPause(active("2026-11-01T00:00:00Z"), moment("2026-11-16T00:00:00Z"));
        QVERIFY(paused);
        QCOMPARE(paused->after.balanceMinor, 549);
        QCOMPARE(entitlementsAt(paused->after, moment("2026-11-16T00:00:01Z")).plan, rules::Plan::Free);
        const auto resumed = planResume(paused->after, wish(rules::Plan::Individual), book(), moment("2026-12-01T00:00:00Z"));
        QVERIFY(resumed);
        QCOMPARE(resumed->fromBalanceMinor, 549);
        QCOMPARE(resumed->dueMinor, 550);
        QCOMPARE(resumed->after.balanceMinor, 0);
        QCOMPARE(resumed->after.periodEnd, moment("2027-01-01T00:00:00Z"));
    }
    void whoCancelsListensToTheEndOfThePeriod()
    {
        const auto plan = planCancel(active("2026-11-01T00:00:00Z"), moment("2026-11-05T00:00:00Z"));
        QVERIFY(plan);
        QCOMPARE(plan->after.state, State::Canceled);
        QCOMPARE(entitlementsAt(plan->after, moment("2026-11-30T23:59:59Z")).plan, rules::Plan::Individual);
        QCOMPARE(entitlementsAt(plan->after, moment("2026-12-01T00:00:00Z")).plan, rules::Plan::Free);
        const auto back = planReactivate(plan->after, wish(rules::Plan::Individual), {}, book(), moment("2026-11-20T00:00:00Z"));
        QCOMPARE(back->after.state, State::Active);
        QCOMPARE(back->dueMinor, 0);
    }
    void anUnpaidRenewalIsTriedAgainAndEndsWithTheGrace()
    {
        Subscription subscription = active("2026-11-01T00:00:00Z");
        const TimePoint due = subscription.periodEnd;
        QList<qint64> tries;
        while (subscription.state != State::Expired) {
            const auto step = nextDue(subscription);
            QVERIFY(step);
            tries.append(std::chrono::duration_cast<days>(step->at - due).count());
            subscription = step->trigger == Trigger::GraceEnded ? planEnd(subscription, Trigger::GraceEnded, step->at)->after
                                                                : planRenewalFailed(subscription, step->at).after;
            QVERIFY(tries.size() < 20);
        }
        QCOMPARE(tries, (QList<qint64>{0, 1, 3, 5, 8, 10}));
    }
    void aStudentWhoIsNoneAnyMorePaysAsEverybody()
    {
        StartWish student = wish(rules::Plan::Student);
        student.studentUntil = moment("2026-11-20T00:00:00Z");
        const Subscription before = active("2026-11-01T00:00:00Z", student);
        const TimePoint nextYear = moment("2027-11-20T00:00:00Z");
        QCOMPARE(planRenewal(before, {.until = nextYear}, book())->dueMinor, 549);
        QCOMPARE(planRenewal(before, {.until = nextYear}, book())->after.studentUntil, nextYear);
        QCOMPARE(planRenewal(before, {.announcedMinor = 1099}, book())->dueMinor, 1099);
        QCOMPARE(planRenewal(before, {.announcedMinor = 1099}, book())->after.terms.plan, rules::Plan::Individual);
        student.studentUntil.reset();
        QCOMPARE(code(planStart({}, student, book(), moment("2026-11-01T00:00:00Z"))), u"offer.plan no_student_proof"_s);
    }
    void nobodyBeginsToPayForWhatTheirSeatGives()
    {
        const rules::Entitlements seat{rules::Plan::Duo, false};
        const rules::Entitlements none;
        const auto at = moment("2026-11-16T00:00:00Z");
        const auto start = planStart({}, wish(rules::Plan::Individual), book(), at);
        QCOMPARE(isWorthPaying(*start, seat).error().code, u"seat_gives_as_much"_s);
        QVERIFY(isWorthPaying(*start, none));
        auto hiFi = wish(rules::Plan::Individual);
        hiFi.terms.hiFi = true;
        QVERIFY(isWorthPaying(*planStart({}, hiFi, book(), at), seat));
        QVERIFY(!isWorthPaying(*planStart({}, hiFi, book(), at), {rules::Plan::Duo, true}));
        // Who pays already may pay less or stop, and not more for nothing.
        const Subscription own = active("2026-11-01T00:00:00Z");
        QVERIFY(!isWorthPaying(*planUpgrade(own, {rules::Plan::Duo, false, Period::Monthly}, wish(rules::Plan::Duo), book(), at), seat));
        QVERIFY(isWorthPaying(*planCancel(own, at), seat));
        QVERIFY(isWorthPaying(*planPause(own, at), seat));
        const Subscription duo = active("2026-11-01T00:00:00Z", wish(rules::Plan::Duo));
        QVERIFY(isWorthPaying(*planDowngrade(duo, {rules::Plan::Individual, false, Period::Monthly}, wish(rules::Plan::Duo), book(), at),
                              seat));
        QVERIFY(!isWorthPaying(*planReactivate(planCancel(own, at)->after, wish(rules::Plan::Individual), {}, book(), at), seat));
        QVERIFY(!isWorthPaying(*planResume(planPause(own, at)->after, wish(rules::Plan::Individual), book(), at), seat));
    }
    void aPlanThatRenewsBesidesASeatIsNeedlessUnlessItGivesMore()
    {
        const auto at = moment("2026-11-16T00:00:00Z");
        const Subscription own = active("2026-11-01T00:00:00Z");
        QVERIFY(isNeedless(own, {rules::Plan::Family, false}));
        QVERIFY(!isNeedless(own, {}));
        QVERIFY(!isNeedless({}, {rules::Plan::Family, false}));
        QVERIFY(!isNeedless(planCancel(own, at)->after, {rules::Plan::Family, false}));
        QVERIFY(isNeedless(planPause(own, at)->after, {rules::Plan::Family, false})); // it resumes by itself
        Subscription hiFi = own;
        hiFi.terms.hiFi = true;
        QVERIFY(!isNeedless(hiFi, {rules::Plan::Family, false}));
        QVERIFY(isNeedless(hiFi, {rules::Plan::Family, true}));
        hiFi.nextTerms = own.terms; // without Hi-Fi from the next period on
        QVERIFY(isNeedless(hiFi, {rules::Plan::Family, false}));
    }
    void aChangeLeavesAsManySeatsAsThePlanAfterIt()
    {
        const auto at = moment("2026-11-16T00:00:00Z");
        const Subscription family = active("2026-11-01T00:00:00Z", wish(rules::Plan::Family));
        const auto down = [&](rules::Plan plan) {
            return seatsAfter(*planDowngrade(family, {plan, false, Period::Monthly}, wish(plan), book(), at));
        };
        QCOMPARE(down(rules::Plan::Duo), 2);
        QCOMPARE(down(rules::Plan::Individual), 1);
        QCOMPARE(seatsAfter(*planCancel(family, at)), 1);
        QCOMPARE(seatsAfter(*planPause(family, at)), 1);
        QCOMPARE(seatsAfter(*planRenewal(family, {}, book())), 6);
    }
    void aStudentWhoWasNotToldPaysNoMore()
    {
        StartWish student = wish(rules::Plan::Student);
        student.studentUntil = moment("2026-11-20T00:00:00Z");
        const Subscription before = active("2026-11-01T00:00:00Z", student);
        for (const StudentProof &untold : {StudentProof{}, StudentProof{.announcedMinor = 1098}}) {
            const auto renewal = planRenewal(before, untold, book());
            QCOMPARE(renewal->dueMinor, 549);
            QCOMPARE(renewal->after.terms.plan, rules::Plan::Student);
            QCOMPARE(renewal->after.studentUntil, student.studentUntil); // and is asked again the next time
        }
    }
    void theRenewalThatNeedsAProofIsTheFirstThatTheOldOneDoesNotReach()
    {
        StartWish student = wish(rules::Plan::Student);
        student.studentUntil = moment("2027-02-10T00:00:00Z");
        const Subscription before = active("2026-11-01T00:00:00Z", student);
        QCOMPARE(nextProof(before, {}, book())->renewal, moment("2027-03-01T00:00:00Z"));
        QCOMPARE(nextProof(before, {}, book())->individualMinor, 1199); // the price of that day
        QCOMPARE(nextProof(before, moment("2027-11-01T00:00:00Z"), book())->renewal, moment("2027-11-01T00:00:00Z"));
        QVERIFY(!nextProof(active("2026-11-01T00:00:00Z"), {}, book()));
        QVERIFY(!nextProof(planCancel(before, moment("2026-11-05T00:00:00Z"))->after, {}, book()));
    }
    void noOldSubscriptionBringsStudentBackWithoutAProof()
    {
        StartWish student = wish(rules::Plan::Student);
        student.studentUntil = moment("2026-11-10T00:00:00Z");
        const Subscription before = active("2026-11-01T00:00:00Z", student);
        const TimePoint later = moment("2026-11-20T00:00:00Z");
        const auto paused = planPause(before, moment("2026-11-05T00:00:00Z"));
        const auto ended = planEnd(before, Trigger::ChargedBack, moment("2026-11-05T00:00:00Z"));
        QCOMPARE(code(planResume(paused->after, {}, book(), later)), u"offer.plan no_student_proof"_s);
        QCOMPARE(code(planReactivate(ended->after, {}, {}, book(), later)), u"offer.plan no_student_proof"_s);
        student.studentUntil = moment("2027-11-10T00:00:00Z");
        QVERIFY(planResume(paused->after, student, book(), later));
        QCOMPARE(planReactivate(ended->after, student, {}, book(), later)->after.studentUntil, student.studentUntil);
    }
    void whatIsWrongIsNamed()
    {
        const TimePoint at = moment("2026-11-10T00:00:00Z");
        const Subscription now = active("2026-11-01T00:00:00Z", wish(rules::Plan::Duo));
        StartWish family = wish(rules::Plan::Family);
        family.addressConfirmed = false;
        QCOMPARE(code(planStart({}, family, book(), at)), u"address_confirmed required"_s);
        QCOMPARE(code(planStart({}, wish(rules::Plan::Free), book(), at)), u"offer.plan not_a_paid_plan"_s);
        StartWish elsewhere = wish(rules::Plan::Duo);
        elsewhere.country = u"AQ"_s;
        QCOMPARE(code(planStart({}, elsewhere, book(), at)), u"country not_sold_here"_s);
        QCOMPARE(code(planStart(now, wish(rules::Plan::Duo), book(), at)), u"not_possible_now"_s);
        QCOMPARE(code(planUpgrade(now, {rules::Plan::Individual, false, Period::Monthly}, family, book(), at)), u"not_an_upgrade"_s);
        QCOMPARE(code(planUpgrade(now, now.terms, family, book(), at)), u"same_offer"_s);
        QCOMPARE(code(planDowngrade(now, {rules::Plan::Duo, true, Period::Monthly}, family, book(), at)), u"not_a_downgrade"_s);
        QCOMPARE(code(planResume(now, wish(rules::Plan::Individual), book(), at)), u"not_possible_now"_s);
    }
    void whatIsStoredReadsBackAndChangesAddUp()
    {
        const Subscription before = active("2026-11-01T00:00:00Z");
        const Subscription after = planPause(before, moment("2026-11-05T00:00:00Z"))->after;
        QCOMPARE(readSubscription(toJson(after)).value(), after);
        QCOMPARE(withChanges(toJson(before), changesBetween(before, after)), toJson(after));
        QCOMPARE(withChanges(toJson(after), changesBetween(after, before)), toJson(before));
        QVERIFY(!readSubscription({}));
    }
    void theDrawingIsThatOfTheTable()
    {
        QFile file(QStringLiteral(MELODY_SOURCE_DIR "/docs/subscriptions.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY2(text.contains(drawing()), qPrintable(u"docs/subscriptions.md should hold:\n"_s + drawing()));
    }
};

MELODY_TEST(PlannerTest)
#include "planner_test.moc"
