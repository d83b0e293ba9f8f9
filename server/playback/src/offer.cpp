// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "offer.h"

namespace melody::playback {

media::Manifest offered(const media::Manifest &manifest, media::Rung highest)
{
    media::Manifest offer = manifest;
    std::erase_if(offer.rungs, [&](const media::RungInfo &info) { return info.rung > highest; });
    return offer;
}

media::Rung firstRung(const media::Manifest &offer, media::Rung wished)
{
    media::Rung chosen = offer.rungs.front().rung;
    for (const media::RungInfo &info : offer.rungs) {
        if (info.rung <= wished)
            chosen = info.rung;
    }
    return chosen;
}

} // namespace melody::playback
