// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many devices may play on a plan at the same time. A device is live for a minute after it was last heard of.
#pragma once

#include <db/database.h>
#include <http/message.h>
#include <playback/playback.h>
#include <values/lru_cache.h>

namespace melody::playback {

// Thread: any.
class StreamLimit {
public:
    StreamLimit(db::Database &database, const Options &options) : m_database(database), m_options(options) {}

    // Makes the caller's device one of those that play, in the first of their pools that has room. Conflict ("stream_limit_reached") names
    // the device that would end, unless the caller takes over: then that happens in the first pool, and the caller's own devices end first,
    // and of those, as of all others, the one that was heard of least lately.
    [[nodiscard]] Result<void> begin(const http::Principal &caller, bool takeOver, TimePoint now);
    // Still one of them? At most one write in a third of a minute. A device that begins again by itself is asked in begin().
    [[nodiscard]] Result<bool> goesOn(const http::Principal &caller, TimePoint now);
    // The name of the device that took the caller's stream over; empty when nobody did, or it isn't known.
    [[nodiscard]] Result<QString> takenBy(const http::Principal &caller);

private:
    [[nodiscard]] std::vector<rules::StreamPool> poolsOf(const UserId &user) const
    {
        return m_options.streamPoolsOf ? m_options.streamPoolsOf(user) : std::vector{rules::StreamPool{user, 1}};
    }
    struct Device {
        SignInId signIn;
        UserId listener;
    };
    // Nothing when the device plays now; else the one that would end.
    [[nodiscard]] Result<std::optional<Device>> enter(const rules::StreamPool &pool, const http::Principal &caller, bool takeOver,
                                                      TimePoint now);
    // Of a device that plays in one pool now and may have played in another.
    [[nodiscard]] Result<void> leave(const rules::StreamPool &pool, const http::Principal &caller);
    [[nodiscard]] QString nameOf(const UserId &listener, const SignInId &signIn) const
    {
        return m_options.deviceNameOf ? m_options.deviceNameOf(listener, signIn) : QString();
    }

    db::Database &m_database;
    const Options &m_options;
    LruCache<SignInId, TimePoint> m_touched{100'000};
};

} // namespace melody::playback
