// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <plans/planner.h>

#include <plans/dunning.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> notPossible()
{
    return fail(ErrorKind::Conflict, u"not_possible_now"_s, u"The subscription does not allow this now."_s);
}

// A plan that changes the state as the table says, and nothing else.
Result<Plan> begin(const Subscription &now, Trigger trigger, TimePoint at)
{
    const auto to = next(now.state, trigger);
    if (!to)
        return notPossible();
    Plan plan{trigger, now, wholeSecond(at), {}, 0, 0};
    plan.after.state = *to;
    plan.after.failures = 0;
    plan.after.graceUntil.reset();
    plan.after.pausedUntil.reset();
    return plan;
}

// Credit is used up first; what is credited becomes credit.
void balance(Plan &plan)
{
    const qint64 total = plan.totalMinor();
    plan.fromBalanceMinor = std::clamp<qint64>(total, 0, plan.after.balanceMinor);
    plan.dueMinor = std::max<qint64>(total, 0) - plan.fromBalanceMinor;
    plan.after.balanceMinor -= std::min(total, plan.fromBalanceMinor);
}

// Pays `terms` for [from, periodEnd) of the period: a share of the price, line by line. False when something has no price.
bool pay(Plan &plan, const PriceBook &prices, TimePoint from)
{
    Subscription &after = plan.after;
    const auto whole = prices.price(after.terms, after.currency, from);
    const auto base = prices.price(rules::planName(after.terms.plan), after.terms.period, after.currency, from);
    if (!whole || !base)
        return false;
    const auto share = [&](qint64 amount) { return split(amount, after.periodStart, from, after.periodEnd).unused; };
    after.periodPriceMinor = *whole;
    after.paidFrom = from;
    after.paidMinor = 0;
    const auto add = [&](const QString &code, qint64 amount) {
        plan.lines.append({code, after.terms.plan, amount, from, after.periodEnd});
        after.paidMinor += amount;
    };
    add(u"plan"_s, share(*base));
    if (after.terms.hiFi)
        add(u"hi_fi"_s, share(*whole - *base));
    return true;
}

void giveBackUnused(Plan &plan, const Subscription &now)
{
    const qint64 unused = split(now.paidMinor, now.paidFrom, plan.effective, now.periodEnd).unused;
    if (unused > 0)
        plan.lines.append({u"unused_time"_s, now.terms.plan, -unused, plan.effective, now.periodEnd});
}

tl::unexpected<Error> noPrice()
{
    return failField(u"offer.plan"_s, u"not_sold_here"_s, u"is not sold in this country"_s);
}

void startPeriodsAt(Subscription &subscription, TimePoint at)
{
    subscription.anchor = at;
    subscription.periodIndex = 0;
    subscription.periodStart = at;
    subscription.periodEnd = periodsAfter(at, subscription.terms.period, 1);
}

// A new row of periods from now on, paid at once.
Result<Plan> fresh(const Subscription &now, Trigger trigger, const PriceBook &prices, TimePoint at)
{
    auto plan = begin(now, trigger, at);
    if (!plan)
        return plan;
    plan->after.nextTerms.reset();
    startPeriodsAt(plan->after, plan->effective);
    if (!pay(*plan, prices, plan->effective))
        return noPrice();
    balance(*plan);
    return plan;
}

Result<void> mayHave(const Terms &terms, const StartWish &wish, TimePoint at)
{
    if (terms.plan == rules::Plan::Free)
        return failField(u"offer.plan"_s, u"not_a_paid_plan"_s, u"must be a paid plan"_s);
    if (terms.plan == rules::Plan::Family && !wish.addressConfirmed)
        return failField(u"address_confirmed"_s, u"required"_s, u"must be confirmed: all members live at one address"_s);
    if (terms.plan == rules::Plan::Student && (!wish.studentUntil || *wish.studentUntil <= at))
        return failField(u"offer.plan"_s, u"no_student_proof"_s,
                         u"needs an e-mail address of a university that was confirmed within the last year"_s);
    return {};
}

// A beginning with what was subscribed to before.
Result<void> mayHaveAgain(Subscription &before, const StartWish &wish, TimePoint at)
{
    if (before.terms.plan != rules::Plan::Student)
        return {};
    const TimePoint known = before.studentUntil.value_or(TimePoint());
    StartWish proof{before.terms, before.country, std::max(known, wish.studentUntil.value_or(TimePoint()))};
    before.studentUntil = proof.studentUntil;
    return mayHave(before.terms, proof, at);
}

Terms asIndividual(Terms terms)
{
    terms.plan = rules::Plan::Individual;
    return terms;
}

int rank(rules::Plan plan)
{
    switch (plan) {
    case rules::Plan::Free:
        return 0;
    case rules::Plan::Student:
        return 1;
    case rules::Plan::Individual:
        return 2;
    case rules::Plan::Duo:
        return 3;
    case rules::Plan::Family:
        return 4;
    }
    return 0;
}

bool givesNothingMore(const Subscription &own, const rules::Entitlements &seat)
{
    const Terms terms = own.nextTerms.value_or(own.terms);
    return seat.plan != rules::Plan::Free && !rules::allowsMore({terms.plan, terms.hiFi}, seat);
}

bool givesAllOf(const Terms &more, const Terms &less)
{
    return rank(more.plan) >= rank(less.plan) && more.hiFi >= less.hiFi && more.period >= less.period;
}

} // namespace

TimePoint renewalOf(const Subscription &now)
{
    return now.state == State::Paused ? now.pausedUntil.value_or(now.periodEnd) : now.periodEnd;
}

qint64 Plan::totalMinor() const
{
    qint64 sum = 0;
    for (const Line &line : lines)
        sum += line.amountMinor;
    return sum;
}

Result<Plan> planStart(const Subscription &now, const StartWish &wish, const PriceBook &prices, TimePoint at)
{
    if (!next(now.state, Trigger::Start))
        return notPossible();
    if (const auto may = mayHave(wish.terms, wish, at); !may)
        return tl::unexpected(may.error());
    const auto currency = prices.currencyOf(wish.country);
    if (!currency)
        return failField(u"country"_s, u"not_sold_here"_s, u"must be a country where Melody is sold"_s);
    if (now.balanceMinor > 0 && now.currency != *currency)
        return fail(ErrorKind::Conflict, u"currency_differs"_s, u"There is credit in another currency."_s);
    Subscription before = now;
    before.terms = wish.terms;
    before.country = wish.country;
    before.currency = *currency;
    before.studentUntil = wish.terms.plan == rules::Plan::Student ? wish.studentUntil : std::nullopt;
    if (now.hadTrial || now.state != State::None)
        return fresh(before, Trigger::Start, prices, at);
    auto plan = begin(before, Trigger::StartTrial, at);
    if (!plan)
        return plan;
    const auto price = prices.price(wish.terms, *currency, at);
    if (!price)
        return noPrice();
    Subscription &after = plan->after;
    after.hadTrial = true;
    after.anchor = plan->effective + trialTime;
    after.periodIndex = -1;
    after.periodStart = after.paidFrom = plan->effective;
    after.periodEnd = after.anchor;
    after.periodPriceMinor = after.paidMinor = 0;
    return plan;
}

Result<Plan> planUpgrade(const Subscription &now, const Terms &terms, const StartWish &wish, const PriceBook &prices, TimePoint at)
{
    auto plan = begin(now, Trigger::Upgrade, at);
    if (!plan)
        return plan;
    if (const auto may = mayHave(terms, wish, at); !may)
        return tl::unexpected(may.error());
    if (terms == now.terms)
        return fail(ErrorKind::Conflict, u"same_offer"_s, u"That is what the subscription has already."_s);
    if (!givesAllOf(terms, now.terms))
        return fail(ErrorKind::Conflict, u"not_an_upgrade"_s, u"That gives less in some way; ask for a downgrade."_s);
    plan->after.nextTerms.reset();
    plan->after.terms = terms;
    if (terms.plan != rules::Plan::Student)
        plan->after.studentUntil.reset();
    if (now.state == State::Trialing)
        return prices.price(terms, now.currency, at) ? plan : noPrice();
    if (terms.period != now.terms.period)
        startPeriodsAt(plan->after, plan->effective);
    if (!pay(*plan, prices, plan->effective))
        return noPrice();
    giveBackUnused(*plan, now);
    balance(*plan);
    return plan;
}

Result<Plan> planDowngrade(const Subscription &now, const Terms &terms, const StartWish &wish, const PriceBook &prices, TimePoint at)
{
    auto plan = begin(now, Trigger::Downgrade, at);
    if (!plan)
        return plan;
    const bool takesBack = terms == now.terms && now.nextTerms;
    if (!takesBack) {
        if (const auto may = mayHave(terms, wish, at); !may)
            return tl::unexpected(may.error());
        if (terms == now.nextTerms.value_or(now.terms))
            return fail(ErrorKind::Conflict, u"same_offer"_s, u"That is what the subscription has already."_s);
        if (givesAllOf(terms, now.terms))
            return fail(ErrorKind::Conflict, u"not_a_downgrade"_s, u"That gives more; ask for an upgrade."_s);
        if (!prices.price(terms, now.currency, at))
            return noPrice();
    }
    if (terms.plan == rules::Plan::Student)
        plan->after.studentUntil = wish.studentUntil;
    if (now.state == State::Trialing)
        plan->after.terms = terms;
    else
        plan->after.nextTerms = takesBack ? std::nullopt : std::optional(terms);
    return plan;
}

Result<Plan> planCancel(const Subscription &now, TimePoint at)
{
    const auto to = next(now.state, Trigger::Cancel);
    if (to == State::Expired)
        return planEnd(now, Trigger::Cancel, at);
    auto plan = begin(now, Trigger::Cancel, at);
    if (plan)
        plan->after.nextTerms.reset();
    return plan;
}

Result<Plan> planPause(const Subscription &now, TimePoint at)
{
    auto plan = begin(now, Trigger::Pause, at);
    if (!plan)
        return plan;
    giveBackUnused(*plan, now);
    balance(*plan);
    Subscription &after = plan->after;
    after.pausedUntil = plan->effective + longestPause;
    after.periodEnd = after.paidFrom = plan->effective;
    after.paidMinor = 0;
    return plan;
}

Result<Plan> planResume(const Subscription &now, const StartWish &wish, const PriceBook &prices, TimePoint at)
{
    if (!next(now.state, Trigger::Resume))
        return notPossible();
    Subscription before = now;
    if (now.nextTerms)
        before.terms = *now.nextTerms;
    if (const auto may = mayHaveAgain(before, wish, at); !may)
        return tl::unexpected(may.error());
    return fresh(before, Trigger::Resume, prices, at);
}

Result<Plan> planReactivate(const Subscription &now, const StartWish &wish, const StudentProof &renewal, const PriceBook &prices,
                            TimePoint at)
{
    if (now.state == State::PastDue)
        return planRenewal(now, renewal, prices);
    if (now.state == State::Expired) {
        Subscription before = now;
        if (const auto may = mayHaveAgain(before, wish, at); !may)
            return tl::unexpected(may.error());
        return fresh(before, Trigger::Start, prices, at);
    }
    const bool inTrial = now.periodIndex < 0;
    return begin(now, inTrial ? Trigger::ReactivateTrial : Trigger::Reactivate, at);
}

Result<Plan> planGrant(const Subscription &now, const Terms &terms, const QString &country, const QString &currency, TimePoint at,
                       TimePoint until)
{
    auto plan = begin(now, Trigger::Grant, at);
    if (!plan)
        return plan;
    if (now.balanceMinor > 0 && now.currency != currency)
        return fail(ErrorKind::Conflict, u"currency_differs"_s, u"There is credit in another currency."_s);
    Subscription &after = plan->after;
    after.terms = terms;
    after.nextTerms.reset();
    after.country = country;
    after.currency = currency;
    after.anchor = after.periodEnd = wholeSecond(until);
    after.periodIndex = 0;
    after.periodStart = after.paidFrom = plan->effective;
    after.periodPriceMinor = after.paidMinor = 0;
    return plan;
}

Result<Plan> planChargeBack(const Subscription &now, TimePoint at)
{
    return planEnd(now, Trigger::ChargedBack, at);
}

Result<void> isWorthPaying(const Plan &plan, const rules::Entitlements &seat)
{
    if (plan.trigger == Trigger::Downgrade || plan.trigger == Trigger::Cancel || plan.trigger == Trigger::Pause)
        return {};
    if (!givesNothingMore(plan.after, seat))
        return {};
    return fail(ErrorKind::Conflict, u"seat_gives_as_much"_s,
                u"Your place in the family gives you all of this already. Leave the family first if you want a plan of your own."_s);
}

bool isNeedless(const Subscription &now, const rules::Entitlements &seat)
{
    const auto due = nextDue(now);
    return due && due->trigger == Trigger::Renewed && givesNothingMore(now, seat);
}

int seatsAfter(const Plan &plan)
{
    const Subscription &after = plan.after;
    const bool ends = after.state == State::Canceled || after.state == State::Paused || after.state == State::Expired;
    return rules::seatsOf(ends ? rules::Plan::Free : after.nextTerms.value_or(after.terms).plan);
}

std::optional<Due> nextDue(const Subscription &now)
{
    switch (now.state) {
    case State::Trialing:
    case State::Active:
        return Due{now.periodEnd, Trigger::Renewed};
    case State::PastDue: {
        const TimePoint at = nextAttempt(now.periodEnd, std::max(now.failures, 1));
        return Due{at, at >= now.graceUntil.value_or(at) ? Trigger::GraceEnded : Trigger::Renewed};
    }
    case State::Paused:
        return Due{now.pausedUntil.value_or(now.periodEnd), Trigger::Renewed};
    case State::Canceled:
        return Due{now.periodEnd, Trigger::PeriodEnded};
    case State::None:
    case State::Expired:
        break;
    }
    return std::nullopt;
}

std::optional<ProofDue> nextProof(const Subscription &now, std::optional<TimePoint> provenUntil, const PriceBook &prices)
{
    const auto due = nextDue(now);
    const Terms terms = now.nextTerms.value_or(now.terms);
    if (!due || due->trigger != Trigger::Renewed || now.state == State::PastDue || terms.plan != rules::Plan::Student)
        return std::nullopt;
    const TimePoint until = std::max(now.studentUntil.value_or(TimePoint()), provenUntil.value_or(TimePoint()));
    const bool anew = now.state == State::Paused || terms.period != now.terms.period; // periods are counted from the next one on
    const TimePoint first = renewalOf(now);
    TimePoint renewal = first;
    for (qint64 i = 1; renewal < until; ++i)
        renewal = anew ? periodsAfter(first, terms.period, i) : periodsAfter(now.anchor, terms.period, now.periodIndex + 1 + i);
    const auto price = prices.price(asIndividual(terms), now.currency, renewal);
    return price ? std::optional(ProofDue{renewal, *price}) : std::nullopt;
}

Result<Plan> planRenewal(const Subscription &now, const StudentProof &proof, const PriceBook &prices)
{
    const TimePoint start = renewalOf(now);
    auto plan = begin(now, Trigger::Renewed, start);
    if (!plan)
        return plan;
    Subscription &after = plan->after;
    after.terms = now.nextTerms.value_or(now.terms);
    after.nextTerms.reset();
    if (after.terms.plan == rules::Plan::Student && after.studentUntil.value_or(TimePoint()) <= start) {
        const auto individual = prices.price(asIndividual(after.terms), after.currency, start);
        if (proof.until.value_or(TimePoint()) > start)
            after.studentUntil = proof.until;
        else if (individual && proof.announcedMinor && *individual <= *proof.announcedMinor)
            after.terms.plan = rules::Plan::Individual;
    }
    if (after.terms.plan != rules::Plan::Student)
        after.studentUntil.reset();
    if (now.state == State::Paused || after.terms.period != now.terms.period) {
        startPeriodsAt(after, start);
    } else {
        ++after.periodIndex;
        after.periodStart = start;
        after.periodEnd = periodsAfter(after.anchor, after.terms.period, after.periodIndex + 1);
    }
    if (!pay(*plan, prices, start))
        return noPrice();
    balance(*plan);
    return plan;
}

Plan planRenewalFailed(const Subscription &now, TimePoint at)
{
    Plan plan{Trigger::RenewalFailed, now, wholeSecond(at), {}, 0, 0};
    Subscription &after = plan.after;
    after.state = next(now.state, Trigger::RenewalFailed).value_or(now.state);
    if (now.state == State::Paused) { // as if a period had ended with the pause
        after.periodStart = after.periodEnd = after.anchor = after.paidFrom = now.pausedUntil.value_or(now.periodEnd);
        after.periodIndex = -1;
        after.pausedUntil.reset();
    }
    after.failures = now.failures + 1;
    if (!after.graceUntil)
        after.graceUntil = after.periodEnd + graceTime;
    return plan;
}

Result<Plan> planEnd(const Subscription &now, Trigger trigger, TimePoint at)
{
    auto plan = begin(now, trigger, at);
    if (!plan)
        return plan;
    plan->after.nextTerms.reset();
    plan->after.studentUntil.reset();
    plan->after.paidMinor = 0;
    return plan;
}

} // namespace melody::billing
