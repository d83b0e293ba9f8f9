// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "standings.h"

namespace melody::billing {
namespace {

// What a process was told of no more than so long ago, should it have missed an event. Who moves up in a family because somebody before
// them left it hears of no event, and has the seat when this is over.
constexpr std::chrono::minutes memoryLife{1};

} // namespace

std::vector<rules::StreamPool> streamPoolsOf(const UserId &user, const Standing &standing)
{
    std::optional<rules::StreamPool> shared;
    if (standing.seat && standing.seat->held)
        shared = rules::StreamPool{standing.seat->owner, rules::concurrentStreamsOf(standing.seat->has.plan)};
    return rules::streamPools(user, standing.own.plan, shared);
}

std::optional<FamilyPlace> Standings::placeOf(const UserId &user)
{
    if (!m_options.placeOf)
        return FamilyPlace{user, 0};
    const TimePoint now = m_clock.now();
    const auto known = m_places.get(user);
    if (known && now < known->second + memoryLife)
        return known->first;
    const auto place = m_options.placeOf(user);
    if (!place)
        return known ? std::optional(known->first) : std::nullopt;
    m_places.put(user, {*place, now});
    return *place;
}

rules::Entitlements Standings::ownOf(const UserId &payer)
{
    const TimePoint now = m_clock.now();
    auto known = m_subscriptions.get(payer);
    if (!known || known->read + memoryLife <= now) {
        const auto read = m_database.run(
            as(payer), [&](db::Transaction &transaction) -> Result<Subscription> { return Store(transaction, payer, now).subscription(); });
        if (read) {
            known = Known{*read, now};
            m_subscriptions.put(payer, *known);
        }
    }
    return known ? entitlementsAt(known->subscription, now) : rules::Entitlements();
}

Standing Standings::of(const UserId &user)
{
    Standing standing{ownOf(user), {}};
    const auto place = placeOf(user);
    if (place && place->owner != user) {
        const auto has = ownOf(place->owner);
        standing.seat = Seat{place->owner, has, rules::hasSeat(has.plan, place->place)};
    }
    return standing;
}

} // namespace melody::billing
