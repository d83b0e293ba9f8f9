// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The catalogue: what there is to hear. Owns the PostgreSQL schema and role `catalog`; everybody else reads and publishes
// through this interface. Kinds of content are rows of catalog.content_kind, so a new kind needs no schema change.
#pragma once

#include <catalog/audience.h>
#include <catalog/playable_asset.h>
#include <catalog/published_release.h>
#include <db/database.h>
#include <events/events.h>
#include <http/route.h>

namespace melody::catalog {

// Events of this service, subject is the content's id:
//   release_published {kind, title, artist_id, tracks}   content_withdrawn {kind}
// Consumed: play_counted, subject is the content's id (server/playback).

// Thread: any.
class Catalog {
public:
    virtual ~Catalog() = default;

    // Inside the caller's transaction, whatever its role: artist (found by normalised name or made), release, tracks, credits,
    // assets, images, and the event release_published: all of it becomes visible with the commit, or nothing.
    // true: published now; false: this release id was published before, nothing changed.
    // Invalid names the field by its path in the release ("tracks[2].isrc": "taken"); Conflict ("kind_unknown").
    [[nodiscard]] virtual Result<bool> publish(db::Transaction &transaction, const PublishedRelease &release) = 0;

    // Soft delete: the content and what belongs to it disappear from every read; rows and objects stay.
    // NotFound when it isn't there.
    [[nodiscard]] virtual Result<void> withdraw(db::Transaction &transaction, const ContentId &content) = 0;

    // The asset of a content that may be heard, whoever asks: parental rules are the caller's. From memory when hot, else one read.
    // NotFound when absent, withdrawn or without sound.
    [[nodiscard]] virtual Result<PlayableAssetPtr> playable(const ContentId &content) = 0;
    // The songs of a release, of an artist, or of the release that a track stands on, whoever asks. NotFound when there is none. One read.
    [[nodiscard]] virtual Result<Context> contextOf(const ContentId &content) = 0;
    // As playable(), by asset. `cachedAsset` touches memory only (null when cold); `loadAsset` reads and makes it hot.
    [[nodiscard]] virtual PlayableAssetPtr cachedAsset(const AssetId &asset) const = 0;
    [[nodiscard]] virtual Result<PlayableAssetPtr> loadAsset(const AssetId &asset) = 0;

    // The cards of those of `contents` that are there and that `reader` may be shown; in no order, each once. Not inside Database::run().
    [[nodiscard]] virtual Result<QList<wire::ContentSummary>> cards(const UserId &reader, const QSet<ContentId> &contents) = 0;

    // Forgets what the event made wrong in memory. Every process that reads hears every event of this service (events::Tail).
    virtual void invalidate(const events::Event &event) = 0;

    [[nodiscard]] virtual http::RouteTable routes() = 0;
    [[nodiscard]] virtual std::vector<events::Consumer> consumers() = 0;
};

// Catalog::contextOf() for commands.
[[nodiscard]] Result<Context> contextOf(db::Database &database, const ContentId &content);

// What a child may be shown; nothing for everybody else. From memory when hot; nothing is shown without an answer.
using ParentalStateOf = std::function<Result<std::optional<rules::ParentalState>>(const UserId &)>;

// Without `parentalStateOf` everybody is shown everything: for commands and workers, which have no readers.
[[nodiscard]] std::unique_ptr<Catalog> createCatalog(db::Database &database, objects::ObjectStore &objects, const Clock &clock,
                                                     ParentalStateOf parentalStateOf = {});

} // namespace melody::catalog
