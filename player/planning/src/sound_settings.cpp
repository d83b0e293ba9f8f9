// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/sound_settings.h>

#include <algorithm>
#include <cmath>

namespace melody::player {

SoundSettings withinLimits(SoundSettings settings)
{
    settings.crossfadeMs = std::clamp(settings.crossfadeMs, 0, maxCrossfadeMs);
    settings.speed = std::isfinite(settings.speed) ? std::clamp(settings.speed, minSpeed, maxSpeed) : 1.0;
    for (double &db : settings.equaliserDb)
        db = std::isfinite(db) ? std::clamp(db, -maxBandDb, maxBandDb) : 0.0;
    return settings;
}

} // namespace melody::player
