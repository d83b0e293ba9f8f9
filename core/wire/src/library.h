// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the states of a library are read with.
#pragma once

#include <wire/library.h>

#include "playlists.h"

namespace melody::wire {

LibraryChange readLibraryChange(ObjectReader &reader);
inline constexpr qint64 maxPositionMs = std::chrono::milliseconds(std::chrono::hours(24 * 31)).count();

// How far a listening came.
QJsonObject toJson(const rules::Place &place);
rules::Place readPlace(ObjectReader &reader);

} // namespace melody::wire
