// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Carries plans out. A payment is written down as an intent, then the provider is asked outside of any transaction, then whoever hears how
// it ended (the answer, a question later, a webhook) settles the intent, once. While an intent is open its subscription stands still.
// Every step may be cut off anywhere and done again.
#pragma once

#include "standings.h"
#include "store.h"

#include <QtCore/QSet>

#include <mutex>

namespace melody::billing {

// Thread: any.
class Engine {
public:
    Engine(db::Database &database, const Clock &clock, const Options &options, Standings &standings)
        : m_database(database), m_clock(clock), m_options(options), m_standings(standings)
    {
    }

    // Does what time has brought for this payer: renewals, their repetition, ends; asks how open payments are. Unavailable when the
    // provider can't be asked; then it is to be called again.
    [[nodiscard]] Result<void> catchUp(const UserId &user);
    // The same for many payers, in their order: what can be done together is, in one transaction before the provider is asked and in one
    // after.
    [[nodiscard]] std::vector<Result<void>> catchUpAll(const std::vector<UserId> &users);

    // A command of the payer at `quote` or now. PlanRequired ("payment_method_required", "payment_declined") when money is missing,
    // Conflict
    // ("payment_pending", "version_conflict", "quote_expired") and what the planner says. True when it is done, false while the
    // payment waits for the payer or the provider.
    [[nodiscard]] Result<bool> command(const UserId &user, const wire::SubscriptionCommand &command);
    [[nodiscard]] Result<wire::Preview> preview(const UserId &user, const wire::SubscriptionCommand &command);
    [[nodiscard]] Result<wire::SubscriptionInfo> info(const UserId &user);
    [[nodiscard]] Result<void> grant(const UserId &user, const Gift &gift);

    // The truth is asked of the provider, so what a webhook says may come twice, late and in any order.
    [[nodiscard]] Result<void> takeEvent(const GatewayEvent &event);
    // Gives money back that came after all when nobody waited for it any more.
    [[nodiscard]] Result<void> refund(const UserId &user, const IntentId &id);
    // What an operator gives back of a payment, and the job that does it.
    [[nodiscard]] Result<Money> requestRefund(const RefundWish &wish);
    [[nodiscard]] Result<void> payRefund(const UserId &user, const RefundId &id);

    // What a student is to be told of: nothing when their address proves them long enough.
    [[nodiscard]] Result<std::optional<ProofDue>> proofDue(const UserId &user);

    [[nodiscard]] Result<PriceBook> prices();
    void forgetPrices();

private:
    // What the first transaction of a step found out.
    struct Step {
        std::optional<Intent> ask; // a payment whose end isn't known
        bool again = false;        // something was done: look again
        bool needsProof = false;   // whether they are still a student
    };
    enum class Outcome { Paid, Declined, Waiting };
    // What a command is judged by, besides the subscription.
    struct Known {
        StudentProof proof;       // for commands that may need it
        rules::Entitlements seat; // that others pay for
    };

    struct Payer; // of those who are caught up together
    struct Asked;

    [[nodiscard]] Result<Step> look(const UserId &user, const std::optional<StudentProof> &proof, const PriceBook &prices);
    [[nodiscard]] Result<Step> look(Store &store, const Subscription &now, const std::optional<StudentProof> &proof,
                                    const PriceBook &prices);
    [[nodiscard]] QSet<UserId> renewTogether(const std::vector<UserId> &payers);
    [[nodiscard]] Result<std::vector<Asked>> lookAll(const std::vector<UserId> &payers, const PriceBook &prices, QSet<UserId> &done);
    void askAll(std::vector<Asked> &asked);
    [[nodiscard]] Result<QSet<UserId>> settleAll(const std::vector<Asked> &asked, const PriceBook &prices);
    [[nodiscard]] Result<Charge> ask(const UserId &user, const Intent &intent);
    [[nodiscard]] Result<Outcome> settle(const UserId &user, const IntentId &id, const Charge &charge);
    [[nodiscard]] Result<Outcome> settle(Store &store, const Subscription &now, const IntentId &id, const Charge &charge,
                                         const PriceBook &prices);
    [[nodiscard]] Outcome settleOpen(Store &store, const Subscription &now, Intent &intent, const Charge &charge, const PriceBook &prices);
    void takeDispute(Store &store, const Subscription &now, Intent &intent, GatewayEvent::Kind kind, const PriceBook &prices);
    void takeRefund(Store &store, const Subscription &now, Intent &intent, qint64 refundedMinor, const PriceBook &prices);
    // How long the address proves a student as it is confirmed now: a year. Nothing when it proves none, or no longer.
    [[nodiscard]] Result<std::optional<TimePoint>> studentUntil(const UserId &user);
    [[nodiscard]] Result<Plan> plan(const Subscription &now, const wire::SubscriptionCommand &command, const PriceBook &prices,
                                    TimePoint at, const Known &known) const;
    [[nodiscard]] Result<Known> knownFor(const wire::SubscriptionCommand &command, const UserId &user);
    [[nodiscard]] Result<QStringList> losingSeats(const UserId &owner, int seatsNow, int seatsThen) const;

    db::Database &m_database;
    const Clock &m_clock;
    const Options &m_options;
    Standings &m_standings;
    std::mutex m_mutex;
    std::optional<std::pair<TimePoint, PriceBook>> m_prices;
};

} // namespace melody::billing
