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

ResumePosition mergePositions(const ResumePosition &stored, const ResumePosition &incoming)
{
    if (stored.session != incoming.session)
        return prevails(incoming.at, stored.at) ? incoming : stored;
    return {stored.session, std::max(stored.positionMs, incoming.positionMs), stored.finished || incoming.finished,
            std::max(stored.at, incoming.at)};
}

} // namespace melody::rules
