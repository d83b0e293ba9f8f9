// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/crossfade.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace melody::player {

namespace {

constexpr int placesPerDisc = 10'000;

// The next on its disc, or the first of the next disc.
bool follows(int coming, int ending)
{
    const bool isNextDisc = coming % placesPerDisc == 1 && coming / placesPerDisc == ending / placesPerDisc + 1;
    return ending > 0 && (coming == ending + 1 || isNextDisc);
}

} // namespace

int albumPlace(int disc, int track)
{
    return track > 0 && track < placesPerDisc ? std::max(0, disc - 1) * placesPerDisc + track : 0;
}

qint64 crossfadeMs(const CrossfadeSide &ending, const CrossfadeSide &coming, qint64 wantedMs)
{
    if (!ending.mayFade || !coming.mayFade)
        return 0;
    const bool continuous = !ending.album.isNull() && ending.album == coming.album && follows(coming.albumPosition, ending.albumPosition);
    if (continuous)
        return 0;
    return std::clamp<qint64>(std::min(ending.durationMs, coming.durationMs) / 2, 0, std::max<qint64>(wantedMs, 0));
}

CrossfadeGains equalPower(double t)
{
    const double angle = std::clamp(t, 0.0, 1.0) * std::numbers::pi / 2;
    return {float(std::cos(angle)), float(std::sin(angle))};
}

} // namespace melody::player
