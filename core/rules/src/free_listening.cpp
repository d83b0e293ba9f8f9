// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/free_listening.h>

#include <algorithm>

namespace melody::rules {

SkipBudget skipBudget(const std::vector<TimePoint> &used, TimePoint now)
{
    SkipBudget budget;
    std::optional<TimePoint> oldest;
    for (const TimePoint skip : used) {
        if (skip + skipWindow <= now)
            continue;
        --budget.left;
        oldest = oldest ? std::min(*oldest, skip) : skip;
    }
    budget.left = std::max(budget.left, 0);
    if (budget.left == 0)
        budget.nextAt = *oldest + skipWindow;
    return budget;
}

bool isBreakDue(const SinceBreak &since)
{
    return since.songs >= songsBetweenBreaks || (since.songs > 0 && since.music >= musicBetweenBreaks);
}

} // namespace melody::rules
