// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What was done to a playlist here while another device deleted or renamed it: kept until the listener has chosen.
#pragma once

#include "overlay.h"

#include <library/library.h>
#include <store/store.h>

namespace melody::library {

// Those that the server has, and that were changed here without its knowing: as they are shown here.
[[nodiscard]] QList<Contested> changedHere(store::Transaction &transaction, const UserId &user);
// Keeps those that are gone from the mirror.
void keepDeleted(store::Transaction &transaction, const UserId &user, const QList<Contested> &changed);
// Keeps what a refused wish was about, if it is for the listener to choose: true.
[[nodiscard]] bool keepRefused(store::Transaction &transaction, const UserId &user, const wire::MutationResult &result,
                               const Waiting &unsent, const QList<Contested> &changed);
[[nodiscard]] QList<Contested> readContested(store::Transaction &transaction, const UserId &user);
void dropContested(store::Transaction &transaction, const UserId &user, const PlaylistId &playlist);

} // namespace melody::library
