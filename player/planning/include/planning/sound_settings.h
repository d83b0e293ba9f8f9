// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a listener wants music to sound.
#pragma once

#include <array>

namespace melody::player {

enum class Loudness { Off, Track, Album };

inline constexpr int maxCrossfadeMs = 12'000;
inline constexpr double minSpeed = 0.5;
inline constexpr double maxSpeed = 3.0;
inline constexpr double maxBandDb = 12.0;
inline constexpr int equaliserBands = 10;
using EqualiserDb = std::array<double, equaliserBands>;

struct SoundSettings {
    Loudness loudness = Loudness::Track;
    int crossfadeMs = 0;          // 0..12,000; between songs that are not meant to follow each other
    double speed = 1.0;           // 0.5..3; of speech, without a change of pitch
    bool trimSilence = false;     // of speech
    EqualiserDb equaliserDb = {}; // -12..12 each
    bool operator==(const SoundSettings &) const = default;
};

// Everything within its limits; what is no number is what it was by default.
[[nodiscard]] SoundSettings withinLimits(SoundSettings settings);

} // namespace melody::player
