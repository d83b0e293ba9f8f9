// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Levels. Loudness is levelled toward a target the way ReplayGain 2.0 and the streaming services do: one static gain a track
// from its integrated loudness (EBU R 128, ITU-R BS.1770-4), never so high that the true peak passes the ceiling.
#pragma once

#include <planning/sound_settings.h>

#include <optional>

namespace melody::player {

inline constexpr double targetLufs = -14.0;
inline constexpr double peakCeilingDbtp = -1.0;
inline constexpr double maxBoostDb = 12.0;
// At or below this the loudness is not known (or the track is silence) and nothing is changed.
inline constexpr double unknownLufs = -70.0;

// Linear factor for every sample of the track.
[[nodiscard]] double normalisationGain(double loudnessLufs, double truePeakDbtp);

// Integrated loudness and true peak of a track, or of a whole album.
struct LevelFacts {
    double loudnessLufs = unknownLufs;
    double truePeakDbtp = unknownLufs;
    bool operator==(const LevelFacts &) const = default;
};

// Album: one gain for all of it, so that its songs keep their distances; a track without known album has its own.
[[nodiscard]] double levelGain(Loudness mode, const LevelFacts &track, const std::optional<LevelFacts> &album);

// Linear factor of a volume slider at `position` (0..1): cubic, so that equal steps sound about equal.
[[nodiscard]] double volumeGain(double position);

} // namespace melody::player
