// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of a queue between the player, which knows titles, and the server, which keeps ids. Pure, but for what was learnt.
#pragma once

#include <engine/player.h>
#include <wire/player.h>
#include <wire/shows.h>

#include <QtCore/QHash>

namespace melody::handover {

// What other devices may know of a player. Of a longer queue the rows around the current one; a break begins anew wherever it is heard.
[[nodiscard]] wire::PlayerState stateOf(const player::PlayerState &player, const SignInId &self);

// Tracks by id: what this device has seen in its queue, and what it was told.
class RowBook {
public:
    void learn(const player::PlayQueue &queue);
    void learn(const wire::TrackInfo &track);
    void learn(const wire::AlbumInfo &album);
    void learn(const wire::EpisodeInfo &episode);
    // Nobody knows it: it is not asked for again.
    void giveUp(const ContentId &content) { m_unknown.insert(content); }
    [[nodiscard]] std::optional<player::QueueItem> find(const ContentId &content) const;
    // The row nearest to the current one, forwards, that nothing is known about.
    [[nodiscard]] std::optional<ContentId> missing(const wire::PlayerState &state) const;
    [[nodiscard]] player::PlayQueue queueOf(const wire::PlayerState &state) const;
    // Fills rows without a title.
    void describe(player::PlayQueue &queue) const;
    // Around what plays, which goes on, the rows of `state`.
    void adopt(player::PlayQueue &queue, const wire::PlayerState &state) const;

private:
    static constexpr qsizetype maxKnown = 5'000;
    void put(player::QueueItem item);
    [[nodiscard]] player::QueueItem rowOf(const ContentId &content) const;

    QHash<ContentId, player::QueueItem> m_known;
    QSet<ContentId> m_unknown;
};

} // namespace melody::handover
