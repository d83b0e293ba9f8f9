// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what the listener asks for as what goes into the outbox.
#pragma once

#include <wire/library_sync.h>

namespace melody::library {

// When something is decided: not before what it decides about, whatever this device's clock says, or it would count for less than what the
// listener has seen.
[[nodiscard]] TimePoint decidedAt(TimePoint now, TimePoint seen);

// Inserts that stand one behind the other, the first behind `after`; in edits of at most rules::maxPlaylistOperations.
[[nodiscard]] QList<wire::MutationBody> insertions(const PlaylistId &playlist, qint64 baseVersion, const QList<ContentId> &contents,
                                                   std::optional<PlaylistItemId> after, TimePoint now);
[[nodiscard]] QList<wire::MutationBody> removals(const PlaylistId &playlist, qint64 baseVersion, const QList<PlaylistItemId> &items);

} // namespace melody::library
