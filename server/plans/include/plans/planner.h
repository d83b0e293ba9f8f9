// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a command or the passing of time makes of a subscription, and what it costs. A preview is the plan of the change.
#pragma once

#include <plans/prices.h>

#include <QtCore/QList>

namespace melody::billing {

// One line of an invoice: what a stretch of time costs, or (negative) what is given back of one.
struct Line {
    QString code; // "plan", "hi_fi", "unused_time"
    rules::Plan plan = rules::Plan::Free;
    qint64 amountMinor = 0;
    TimePoint from{};
    TimePoint until{};
    bool operator==(const Line &) const = default;
};

struct Plan {
    Trigger trigger = Trigger::Start;
    Subscription after; // once `dueMinor` is paid; its version is not counted up yet
    TimePoint effective{};
    QList<Line> lines;           // their sum is what the change costs; negative: what is credited
    qint64 fromBalanceMinor = 0; // credit that is used up
    qint64 dueMinor = 0;         // to be charged now
    [[nodiscard]] qint64 totalMinor() const;
};

// What is known of a student whose proof has run out when their plan renews.
struct StudentProof {
    std::optional<TimePoint> until;            // how long the address counts as it is confirmed now
    std::optional<qint64> announcedMinor = {}; // what a mail, sent long enough before, said that Individual will cost instead
};

struct StartWish {
    Terms terms;
    QString country;
    std::optional<TimePoint> studentUntil; // proven until then
    bool addressConfirmed = false;
};

// Invalid names the field ("offer.plan" "not_a_plan", "address_confirmed" "required", …), Conflict ("not_possible_now") what the state does
// not allow, ("same_offer"), ("not_an_upgrade"), ("not_a_downgrade").
[[nodiscard]] Result<Plan> planStart(const Subscription &now, const StartWish &wish, const PriceBook &prices, TimePoint at);
// At once; what is left of the paid time is credited. Upgrade: everything the old terms gave and more.
[[nodiscard]] Result<Plan> planUpgrade(const Subscription &now, const Terms &terms, const StartWish &wish, const PriceBook &prices,
                                       TimePoint at);
// At the end of the period; in a trial at once. The present terms take back a downgrade that was asked for.
[[nodiscard]] Result<Plan> planDowngrade(const Subscription &now, const Terms &terms, const StartWish &wish, const PriceBook &prices,
                                         TimePoint at);
[[nodiscard]] Result<Plan> planCancel(const Subscription &now, TimePoint at);
// The time that is left becomes credit, for at most longestPause.
[[nodiscard]] Result<Plan> planPause(const Subscription &now, TimePoint at);
// With Student, as any beginning: `wish.studentUntil` is a proof that counts, or Invalid ("offer.plan" "no_student_proof").
[[nodiscard]] Result<Plan> planResume(const Subscription &now, const StartWish &wish, const PriceBook &prices, TimePoint at);
// Takes back a cancellation; tries an overdue renewal again now; starts an expired subscription anew, with Student as
// planResume. `renewal` is for the overdue one.
[[nodiscard]] Result<Plan> planReactivate(const Subscription &now, const StartWish &wish, const StudentProof &renewal,
                                          const PriceBook &prices, TimePoint at);
// Free of charge until then.
[[nodiscard]] Result<Plan> planGrant(const Subscription &now, const Terms &terms, const QString &country, const QString &currency,
                                     TimePoint at, TimePoint until);
[[nodiscard]] Result<Plan> planChargeBack(const Subscription &now, TimePoint at);

// Nobody begins, or goes on, to pay for what their seat on the plan of a family gives them already. Conflict ("seat_gives_as_much"). To pay
// less, or nothing, is always possible.
[[nodiscard]] Result<void> isWorthPaying(const Plan &plan, const rules::Entitlements &seat);
// It renews by itself, and gives nothing that the seat doesn't.
[[nodiscard]] bool isNeedless(const Subscription &now, const rules::Entitlements &seat);
// People whom the subscription takes once the change has come into effect, its owner included.
[[nodiscard]] int seatsAfter(const Plan &plan);

// What time will do next by itself.
struct Due {
    TimePoint at{};
    Trigger trigger = Trigger::Renewed;
};
[[nodiscard]] std::optional<Due> nextDue(const Subscription &now);
// When the next period begins by itself, however late the renewal is done.
[[nodiscard]] TimePoint renewalOf(const Subscription &now);
// The next period, from the end of this one (from the end of the pause), however late it is done. A student without a fresh proof goes on
// as Individual if a mail announced that price or a higher one; otherwise as before for one more period, so that nobody pays more than
// they were told.
[[nodiscard]] Result<Plan> planRenewal(const Subscription &now, const StudentProof &proof, const PriceBook &prices);

// When the renewals go that need a fresh proof, and what they cost without one.
struct ProofDue {
    TimePoint renewal{};
    qint64 individualMinor = 0; // a period of the same terms as Individual, at the prices of that moment
};
// `provenUntil`: what the address proves now, should it be longer than what the subscription knows. Nothing for who is no student, will not
// renew, or whose Individual isn't sold.
[[nodiscard]] std::optional<ProofDue> nextProof(const Subscription &now, std::optional<TimePoint> provenUntil, const PriceBook &prices);
[[nodiscard]] Plan planRenewalFailed(const Subscription &now, TimePoint at);
[[nodiscard]] Result<Plan> planEnd(const Subscription &now, Trigger trigger, TimePoint at);

} // namespace melody::billing
