// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The player's shelf in the local store.
#pragma once

#include <ports/player_shelf.h>
#include <store/store.h>
#include <values/clock.h>

#include <memory>

namespace melody::shelf {

// Owns a thread that writes; the destructor waits until all is written. The death of the process takes nothing that was written; with the
// power goes at most what is younger than ten seconds, so that the disk is not woken every second. What can't be written is dropped: the
// player plays without it. `store`, whose steps have shelf::migrations(), and `clock` must outlive it.
[[nodiscard]] std::unique_ptr<ports::PlayerShelf> createStoredShelf(store::Store &store, const Clock &clock);

} // namespace melody::shelf
