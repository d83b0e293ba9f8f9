// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When the server is told how far a session got.
#pragma once

#include <wire/playback.h>

namespace melody::player {

inline constexpr qint64 tickEveryMs = 5'000; // of music rendered

// What is known about a session now. Cumulative, see wire::Tick.
struct Heard {
    qint64 renderedMs = 0;
    qint64 positionMs = 0;
    media::Rung rung = media::Rung::Opus24;
    int underruns = 0;
    qint64 startMs = -1;
    bool ended = false;
};

// At a moment the listener makes (pause, seek, stop) `now` is true: then a tick is due if anything was heard since the last.
[[nodiscard]] bool isTickDue(const std::optional<wire::Tick> &last, const Heard &heard, qint64 countAfterMs, bool now);

[[nodiscard]] wire::Tick nextTick(const std::optional<wire::Tick> &last, const Heard &heard, TimePoint at);

} // namespace melody::player
