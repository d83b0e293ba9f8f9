// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what the listener sees is what the server said, and over it what this device wants and the server has not told back yet, by the
// rules that the server goes by, too.
#pragma once

#include <wire/library_sync.h>

#include <QtCore/QHash>

namespace melody::library {

struct Decision {
    bool yes = false;
    TimePoint at{};
    bool operator==(const Decision &) const = default;
};

using Likes = QHash<ContentId, Decision>;
using Follows = QHash<std::pair<QString, ContentId>, Decision>;
using Playlists = QHash<PlaylistId, wire::PlaylistInfo>;
using Waiting = QList<wire::Mutation>; // in the order in which they were done

[[nodiscard]] Likes withWaiting(Likes likes, const Waiting &waiting);
[[nodiscard]] Follows withWaiting(Follows follows, const Waiting &waiting);
// Their names and that they are there; how many items they have is not told here.
[[nodiscard]] Playlists withWaiting(Playlists playlists, const Waiting &waiting);
// Of one playlist, sorted, tombstones included, before and after.
[[nodiscard]] std::vector<rules::PlaylistItem> withWaiting(std::vector<rules::PlaylistItem> items, const PlaylistId &playlist,
                                                           const Waiting &waiting);
[[nodiscard]] std::optional<rules::ResumePosition> withWaiting(std::optional<rules::ResumePosition> position, const ContentId &content,
                                                               const Waiting &waiting);
// Those that somebody wants liked, or liked no more.
[[nodiscard]] QSet<ContentId> decidedContents(const Waiting &waiting);
// Those whose items somebody wants changed.
[[nodiscard]] QSet<PlaylistId> editedPlaylists(const Waiting &waiting);

} // namespace melody::library
