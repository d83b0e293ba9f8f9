// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine's part that catches many payers up together. It does what everybody needs; whoever is left (somebody else holds the
// subscription, a payment was declined, something went wrong) is caught up alone, where every step may be done again.
//
// Locks are taken in one order, so that two such transactions never wait for each other: subscriptions by their payers' ids, then counters
// of invoices by country.

#include "engine.h"

#include <billing/sql.h>
#include <telemetry/telemetry.h>

#include <algorithm>
#include <thread>

namespace melody::billing {
namespace {

constexpr size_t askedAtOnce = 8; // of the provider, by one worker

} // namespace

struct Engine::Payer {
    UserId user;
    Subscription subscription;
    size_t place = 0; // among those who were asked about
    bool operator<(const Payer &other) const
    {
        return std::tie(subscription.country, user) < std::tie(other.subscription.country, other.user);
    }
};

struct Engine::Asked {
    UserId user;
    Intent intent;
    std::optional<Charge> charge = {}; // nothing: the provider didn't say
};

std::vector<Result<void>> Engine::catchUpAll(const std::vector<UserId> &users)
{
    std::vector<UserId> payers = users;
    std::sort(payers.begin(), payers.end());
    payers.erase(std::unique(payers.begin(), payers.end()), payers.end());
    const QSet<UserId> done = renewTogether(payers);
    QHash<UserId, Result<void>> outcomes;
    for (const UserId &payer : payers)
        outcomes.insert(payer, done.contains(payer) ? Result<void>() : catchUp(payer));
    std::vector<Result<void>> answers;
    for (const UserId &user : users)
        answers.push_back(outcomes.value(user));
    return answers;
}

// Who is done; the others are to be caught up alone.
QSet<UserId> Engine::renewTogether(const std::vector<UserId> &payers)
{
    const auto book = prices();
    if (!book)
        return {};
    QSet<UserId> done;
    auto asked = lookAll(payers, *book, done);
    if (!asked || asked->empty())
        return asked ? done : QSet<UserId>();
    askAll(*asked);
    const auto settled = settleAll(*asked, *book);
    return settled ? done + *settled : done;
}

Result<std::vector<Engine::Asked>> Engine::lookAll(const std::vector<UserId> &payers, const PriceBook &prices, QSet<UserId> &done)
{
    const TimePoint time = m_clock.now();
    std::vector<UserId> changed;
    auto asked = m_database.run({"melody_billing"}, [&](db::Transaction &transaction) -> Result<std::vector<Asked>> {
        done.clear();
        changed.clear();
        transaction.exec(sql::planOnce);
        std::vector<Payer> locked;
        for (const UserId &user : payers) {
            const db::UserScope scope(transaction, user);
            auto subscription = Store(transaction, user, time).lockSubscriptionIfFree();
            if (subscription && *subscription)
                locked.push_back({user, **std::move(subscription)});
        }
        std::sort(locked.begin(), locked.end());
        std::vector<Asked> open;
        for (const Payer &payer : locked) {
            const db::UserScope scope(transaction, payer.user);
            Store store(transaction, payer.user, time);
            const auto step = look(store, payer.subscription, {}, prices);
            if (!step)
                continue;
            if (step->ask)
                open.push_back({payer.user, *step->ask});
            else if (step->again)
                changed.push_back(payer.user);
            else if (!step->needsProof)
                done.insert(payer.user);
        }
        return open;
    });
    if (asked)
        std::for_each(changed.begin(), changed.end(), [this](const UserId &user) { m_standings.forgetSubscription(user); });
    return asked;
}

void Engine::askAll(std::vector<Asked> &asked)
{
    std::atomic<size_t> next = 0;
    const auto trace = telemetry::CurrentTrace::get();
    const auto work = [&] {
        for (size_t i = next++; i < asked.size(); i = next++) {
            try {
                if (const auto charge = ask(asked[i].user, asked[i].intent))
                    asked[i].charge = *charge;
            } catch (const std::exception &) {
                // Asked again when the payer is caught up alone, where the failure is the job's.
            }
        }
    };
    std::vector<std::jthread> others;
    for (size_t i = 1; i < std::min(askedAtOnce, asked.size()); ++i) {
        others.emplace_back([&] {
            const telemetry::CurrentTrace current(trace.value_or(TraceContext::create()));
            work();
        });
    }
    work();
}

Result<QSet<UserId>> Engine::settleAll(const std::vector<Asked> &asked, const PriceBook &prices)
{
    const TimePoint time = m_clock.now();
    std::vector<UserId> changed;
    auto settled = m_database.run({"melody_billing"}, [&](db::Transaction &transaction) -> Result<QSet<UserId>> {
        changed.clear();
        transaction.exec(sql::planOnce);
        QSet<UserId> done;
        std::vector<Payer> locked;
        for (size_t i = 0; i < asked.size(); ++i) {
            const db::UserScope scope(transaction, asked[i].user);
            if (!asked[i].charge)
                continue;
            auto subscription = Store(transaction, asked[i].user, time).lockSubscription();
            if (subscription)
                locked.push_back({asked[i].user, *std::move(subscription), i});
        }
        std::sort(locked.begin(), locked.end());
        for (const Payer &payer : locked) {
            const db::UserScope scope(transaction, payer.user);
            Store store(transaction, payer.user, time);
            const Intent &intent = asked[payer.place].intent;
            const auto outcome = settle(store, payer.subscription, intent.id, *asked[payer.place].charge, prices);
            if (!outcome)
                continue;
            if (*outcome == Outcome::Waiting) {
                done.insert(payer.user);
                continue;
            }
            changed.push_back(payer.user);
            const auto plan = *outcome == Outcome::Paid ? readPlan(intent.plan) : tl::unexpected(Error());
            const auto due = plan ? nextDue(plan->after) : std::nullopt;
            if (due && due->at > time)
                done.insert(payer.user);
        }
        return done;
    });
    if (settled)
        std::for_each(changed.begin(), changed.end(), [this](const UserId &user) { m_standings.forgetSubscription(user); });
    return settled;
}

} // namespace melody::billing
