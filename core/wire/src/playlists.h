// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What playlists are read and written with wherever they stand.
#pragma once

#include <wire/playlists.h>

#include "parts.h"

namespace melody::wire {

inline constexpr qint64 maxRevision = 1LL << 53;

PlaylistInfo readPlaylistInfo(ObjectReader &reader);
NewPlaylist readNewPlaylist(ObjectReader &reader);
PlaylistPatch readPlaylistPatch(ObjectReader &reader);
PlaylistEdit readPlaylistEdit(ObjectReader &reader);
rules::PlaylistItem readPlaylistItem(ObjectReader &reader);
[[nodiscard]] QJsonObject toJson(const rules::PlaylistItem &item);
// All that stands in `more` goes into `json`.
void merge(QJsonObject &json, const QJsonObject &more);

} // namespace melody::wire
