// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/library.h>

#include <algorithm>

namespace melody::rules {

bool prevails(TimePoint written, TimePoint stored)
{
    return written >= stored;
}

TimePoint writtenAt(TimePoint deviceClock, TimePoint now)
{
    return std::min(deviceClock, now);
}

Place placeOf(const ResumePosition &position)
{
    return {position.session, position.positionMs};
}

ResumePosition mergePositions(const ResumePosition &stored, const ResumePosition &incoming, const std::optional<Place> &knew)
{
    ResumePosition merged = stored;
    std::optional<Place> passed; // over which the other is later
    if (stored.session == incoming.session) {
        merged.positionMs = std::max(stored.positionMs, incoming.positionMs);
        merged.finished = stored.finished || incoming.finished;
        merged.at = std::max(stored.at, incoming.at);
    } else if (prevails(incoming.at, stored.at)) {
        merged = incoming;
        if (stored.elsewhere && stored.elsewhere->session == incoming.session)
            merged.positionMs = std::max(incoming.positionMs, stored.elsewhere->positionMs);
        passed = placeOf(stored);
    } else {
        passed = placeOf(incoming);
    }
    merged.elsewhere.reset();
    for (const std::optional<Place> &place : {passed, stored.elsewhere}) {
        const bool isKnown = place && knew && place->session == knew->session && place->positionMs <= knew->positionMs;
        const qint64 furthest = merged.elsewhere ? merged.elsewhere->positionMs : merged.positionMs;
        if (place && !isKnown && !merged.finished && place->positionMs > furthest)
            merged.elsewhere = place;
    }
    return merged;
}

} // namespace melody::rules
