// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: when a playback session counts as one play.
#pragma once

#include <QtCore/QtGlobal>

namespace melody::rules {

// Milliseconds that must be rendered: 30 s, or the whole of a shorter track. "The whole" allows the last 50 ms to be missing,
// because devices report in blocks and round down.
[[nodiscard]] qint64 countAfterMs(qint64 durationMs);

} // namespace melody::rules
