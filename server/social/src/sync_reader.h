// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What changed in a library since a device looked last.
#pragma once

#include "sync_token.h"

#include <db/database.h>
#include <wire/library_sync.h>

namespace melody::social {

// The page without its cards.
[[nodiscard]] wire::SyncPage readSyncPage(db::Transaction &transaction, const UserId &user, const std::optional<SyncToken> &since,
                                          int limit);

// Of a row of social.resume_position.
[[nodiscard]] std::optional<rules::Place> elsewhereOf(const db::Row &row);

// The content a change is about; null of a playlist.
[[nodiscard]] ContentId contentOf(const wire::LibraryState &state);

} // namespace melody::social
