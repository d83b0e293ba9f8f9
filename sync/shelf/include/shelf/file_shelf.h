// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A shelf of files, one a record: written beside, synced, renamed, so that one is there whole or as it was.
#pragma once

#include <ports/player_shelf.h>

#include <memory>

namespace melody::shelf {

// Makes `folder` (mode 0700). Owns a thread that writes; the destructor waits until all is written. What can't be written is dropped:
// the player plays without it. Names are of a-z and _.
[[nodiscard]] std::unique_ptr<ports::PlayerShelf> createFileShelf(const QString &folder);

} // namespace melody::shelf
