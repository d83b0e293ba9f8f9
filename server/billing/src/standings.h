// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where people stand: their own plan, and their seat on that of their family's owner. Remembered, for it is asked at every playback.
#pragma once

#include "store.h"

#include <values/lru_cache.h>

namespace melody::billing {

struct Standing {
    rules::Entitlements own;
    std::optional<Seat> seat; // in somebody else's family
    // The owner's plan when it takes them, else nothing.
    [[nodiscard]] rules::Entitlements seated() const { return seat && seat->held ? seat->has : rules::Entitlements(); }
};

[[nodiscard]] std::vector<rules::StreamPool> streamPoolsOf(const UserId &user, const Standing &standing);

// Thread: any.
class Standings {
public:
    Standings(db::Database &database, const Clock &clock, const Options &options) : m_database(database), m_clock(clock), m_options(options)
    {
    }

    // Without a database what is remembered, else the free plan.
    [[nodiscard]] Standing of(const UserId &user);
    // The same with their place in a family read anew: for what is decided about their money.
    [[nodiscard]] Standing freshOf(const UserId &user)
    {
        forgetPlace(user);
        return of(user);
    }
    void forgetSubscription(const UserId &user) { m_subscriptions.erase(user); }
    void forgetPlace(const UserId &user) { m_places.erase(user); }

private:
    struct Known {
        Subscription subscription;
        TimePoint read{};
    };
    [[nodiscard]] std::optional<FamilyPlace> placeOf(const UserId &user);
    [[nodiscard]] rules::Entitlements ownOf(const UserId &payer);

    static constexpr size_t remembered = 200'000;

    db::Database &m_database;
    const Clock &m_clock;
    const Options &m_options;
    LruCache<UserId, Known> m_subscriptions{remembered};
    LruCache<UserId, std::pair<FamilyPlace, TimePoint>> m_places{remembered};
};

} // namespace melody::billing
