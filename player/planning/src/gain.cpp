// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/gain.h>

#include <algorithm>
#include <cmath>

namespace melody::player {

double normalisationGain(double loudnessLufs, double truePeakDbtp)
{
    if (!std::isfinite(loudnessLufs) || !std::isfinite(truePeakDbtp) || loudnessLufs <= unknownLufs)
        return 1.0;
    const double wantedDb = std::min(targetLufs - loudnessLufs, maxBoostDb);
    // A peak already above the ceiling forbids a boost; it does not force the track below its target.
    const double headroomDb = std::max(peakCeilingDbtp - truePeakDbtp, 0.0);
    return std::pow(10.0, std::min(wantedDb, headroomDb) / 20.0);
}

double levelGain(Loudness mode, const LevelFacts &track, const std::optional<LevelFacts> &album)
{
    if (mode == Loudness::Off)
        return 1.0;
    const LevelFacts &facts = mode == Loudness::Album ? album.value_or(track) : track;
    return normalisationGain(facts.loudnessLufs, facts.truePeakDbtp);
}

double volumeGain(double position)
{
    const double clamped = std::isfinite(position) ? std::clamp(position, 0.0, 1.0) : 0.0;
    return clamped * clamped * clamped;
}

} // namespace melody::player
