// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/sleep_plan.h>

namespace melody::player {

SleepPlan planSleep(qint64 leftMs)
{
    const float left = float(qBound(qint64(0), leftMs, sleepFadeMs)) / float(sleepFadeMs);
    return {left * left, leftMs <= 0};
}

} // namespace melody::player
