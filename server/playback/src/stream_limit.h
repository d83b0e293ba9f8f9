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

    // Makes the caller's device one of those that play. Conflict ("stream_limit_reached") names the device that would end, unless the
    // caller takes over: then those that were heard of least lately end.
    [[nodiscard]] Result<void> begin(const http::Principal &caller, bool takeOver, TimePoint now);
    // Still one of them? At most one write in a third of a minute. A device that begins again by itself is asked in begin().
    [[nodiscard]] Result<bool> goesOn(const http::Principal &caller, TimePoint now);

private:
    [[nodiscard]] UserId payerOf(const UserId &user) const { return m_options.payerOf ? m_options.payerOf(user) : user; }

    db::Database &m_database;
    const Options &m_options;
    LruCache<SignInId, TimePoint> m_touched{100'000};
};

} // namespace melody::playback
