// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What belongs to a listener: likes, follows, playlists, places in what was begun. Every change has a revision of its own, one sequence
// a listener, so that devices pull what is new to them (docs/sync.md). Owns the PostgreSQL schema and role `social`.
#pragma once

#include <catalog/catalog.h>
#include <db/database.h>
#include <events/events.h>
#include <http/route.h>

namespace melody::social {

// Events of this service, payload with user_id:
//   content_liked, content_unliked, followed, unfollowed: subject is the content
//   playlist_created, playlist_deleted: subject is the playlist
//   playlist_edited: subject is the playlist; {added: [content], version}
// Consumed: controls_changed, subject is a child (server/families): its devices ask for everything again.

// Thread: any.
class Social {
public:
    virtual ~Social() = default;
    // Where a listener's library stands; 0: nothing was ever in it.
    [[nodiscard]] virtual Result<qint64> revisionOf(const UserId &user) = 0;
    [[nodiscard]] virtual http::RouteTable routes() = 0;
    [[nodiscard]] virtual std::vector<events::Consumer> consumers() = 0;
};

[[nodiscard]] std::unique_ptr<Social> createSocial(db::Database &database, catalog::Catalog &catalog, const Clock &clock);

} // namespace melody::social
