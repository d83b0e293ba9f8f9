// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/plays.h>

#include <algorithm>

namespace melody::rules {

qint64 countAfterMs(qint64 durationMs)
{
    constexpr qint64 fullPlayMs = 30'000;
    constexpr qint64 roundingMs = 50;
    if (durationMs >= fullPlayMs)
        return fullPlayMs;
    return std::max<qint64>(1, durationMs - roundingMs);
}

} // namespace melody::rules
