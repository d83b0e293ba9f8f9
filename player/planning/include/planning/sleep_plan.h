// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sleep timer: when the music stops, and how it fades before.
#pragma once

#include <QtCore/QtGlobal>

#include <optional>

namespace melody::player {

inline constexpr qint64 sleepFadeMs = 8'000;
inline constexpr qint64 maxSleepMs = 24LL * 60 * 60 * 1000;

// What the listener chose: nothing, after a time, or with the end of what plays.
struct SleepTimer {
    std::optional<qint64> afterMs;
    bool endOfTrack = false;
    bool operator==(const SleepTimer &) const = default;
};

struct SleepPlan {
    float gain = 1; // linear, for now
    bool stop = false;
};

// `leftMs` until the music stops.
[[nodiscard]] SleepPlan planSleep(qint64 leftMs);

} // namespace melody::player
