// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sessions and plays in PostgreSQL, one transaction each, as the user whose they are.
#pragma once

#include "free_listening.h"
#include "tick_planner.h"

#include <db/database.h>
#include <http/message.h>
#include <rules/parental.h>

namespace melody::playback {

struct NewSession {
    PlaybackId id;
    http::Principal caller;
    ContentId content;
    AssetId asset;
    media::Rung highestRung = media::Rung::Opus24;
    qint64 countAfterMs = 30'000;
    TraceContext trace; // of the request that opened it
    TimePoint openedAt{};
    // Of who is led: what must be so before, and is so after.
    struct Led {
        FreeRun before;
        FreeRun after;
    };
    std::optional<Led> led = {};
};

struct TakenTicks {
    TickPlan plan;
    TraceContext trace; // of the request that opened the session
    ContentId content;
    std::chrono::milliseconds heardToday{0}; // of a child, these ticks included
};

// Thread: any.
class SessionStore {
public:
    explicit SessionStore(db::Database &database) : m_database(database) {}

    // The session and its stream_started; of who is led also where they are now: Conflict ("run_moved") when another request was faster.
    [[nodiscard]] Result<void> open(const NewSession &session);
    // The progress, and with the tick that makes it a play, the play and its play_counted; an ad break was rendered with that tick, which
    // is no play (break_rendered). Forbidden ("session_not_yours") for somebody else's session as for one that isn't there: the answers are
    // the same. Of a child what was heard is added to its days, in the same transaction: each minute once, however often and late it is
    // told.
    [[nodiscard]] Result<TakenTicks> takeTicks(const UserId &user, const PlaybackId &session, const wire::TickBatch &batch, TimePoint now,
                                               const std::optional<rules::ParentalState> &child);
    // Forbidden ("session_not_yours") as takeTicks().
    [[nodiscard]] Result<void> mustBeTheirs(const UserId &user, const PlaybackId &session);
    // How much a child heard on a day.
    [[nodiscard]] Result<std::chrono::milliseconds> heardOn(const UserId &user, QDate day);
    [[nodiscard]] Result<void> close(const UserId &user, const PlaybackId &session, TimePoint now);

private:
    db::Database &m_database;
};

} // namespace melody::playback
