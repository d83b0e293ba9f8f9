// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Playlists of one listener: reads, and the changes that go through a LibraryWriter.
#pragma once

#include "library_writer.h"

namespace melody::social {

// What a change was made from, where the caller insists on it.
using ExpectedVersion = std::optional<qint64>;

[[nodiscard]] Result<Done> createPlaylist(LibraryWriter &library, const wire::NewPlaylist &wish);
[[nodiscard]] Result<Done> changePlaylist(LibraryWriter &library, const wire::ChangePlaylist &wish, const ExpectedVersion &expected);
[[nodiscard]] Result<Done> deletePlaylist(LibraryWriter &library, const wire::DeletePlaylist &wish, const ExpectedVersion &expected);
[[nodiscard]] Result<Done> editPlaylist(LibraryWriter &library, const wire::EditPlaylist &wish);

// NotFound when it isn't there, or is deleted.
[[nodiscard]] Result<wire::PlaylistInfo> readPlaylist(db::Transaction &transaction, const UserId &user, const PlaylistId &playlist);

// Those with revisions below `below`, last changed first.
[[nodiscard]] wire::PlaylistPage readPlaylists(db::Transaction &transaction, const UserId &user, qint64 below, int limit);
// Edits that led to versions below `below`, newest first.
[[nodiscard]] wire::PlaylistHistory readHistory(db::Transaction &transaction, const UserId &user, const PlaylistId &playlist, qint64 below,
                                                int limit);

struct Place { // of an item in the order
    qint64 position = -1;
    QUuid item;
};
[[nodiscard]] QList<rules::PlaylistItem> readLivingItems(db::Transaction &transaction, const UserId &user, const PlaylistId &playlist,
                                                         const Place &after, int limit);

} // namespace melody::social
