// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs of listeners without a plan, in PostgreSQL: reads where one is, asks the planner, and finds the recording that is next.
#pragma once

#include "free_run.h"

#include <db/database.h>
#include <playback/playback.h>
#include <wire/playback.h>

namespace melody::playback {

// What is next for a listener, not yet begun.
struct NextItem {
    catalog::PlayableAssetPtr playable;
    FreeRun before; // what begin() must find
    RunStep step;
    bool again = false; // what plays already; only its session is new, and a break begins anew
};

// Thread: any.
class FreeListening {
public:
    FreeListening(db::Database &database, catalog::Catalog &catalog) : m_database(database), m_catalog(catalog) {}

    // A listener wants to hear `content`, or from it. NotFound when there is no song in it that they may hear.
    [[nodiscard]] Result<NextItem> open(const UserId &user, const ContentId &content, const std::optional<rules::ParentalState> &child,
                                        TimePoint now);
    // A listener has done with `session`. Conflict ("not_led") when it is none of theirs that plays; besides as planStep().
    [[nodiscard]] Result<NextItem> advance(const UserId &user, const PlaybackId &session, bool skipped,
                                           const std::optional<rules::ParentalState> &child, TimePoint now);

    // The run as it is once `item` has its session; what save() must be given.
    [[nodiscard]] static FreeRun begun(const NextItem &item, const PlaybackId &session, TimePoint now);
    // In the transaction that stores the session. Conflict ("run_moved") when another request was faster.
    [[nodiscard]] static Result<void> save(db::Transaction &transaction, const UserId &user, const FreeRun &before, const FreeRun &after,
                                           const ContentId &content);

private:
    struct Kept {
        FreeRun run;
        ContentId content;
        bool rendered = false;
        std::vector<ContentId> ads;
    };
    Result<Kept> read(const UserId &user);
    Result<NextItem> choose(const Kept &kept, Wish wish, const catalog::Context &context, const std::optional<rules::ParentalState> &child,
                            TimePoint now);
    Result<NextItem> again(const Kept &kept);

    db::Database &m_database;
    catalog::Catalog &m_catalog;
};

} // namespace melody::playback
