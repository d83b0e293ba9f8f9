// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reconnect_plan.h"

#include <algorithm>

namespace melody::live {

std::chrono::milliseconds reconnectDelay(int failures, std::optional<qint64> retryAfterMs, const LiveLimits &limits, double random)
{
    using std::chrono::milliseconds;
    const auto part = [](milliseconds of, double share) { return milliseconds(qint64(double(of.count()) * share)); };
    const milliseconds asked(std::min(retryAfterMs.value_or(0), qint64(limits.maxBackoff.count())));
    if (failures <= 0)
        return std::max(asked, part(limits.firstBackoff, random));
    const milliseconds backoff = std::min<milliseconds>(limits.firstBackoff * (qint64(1) << std::min(failures - 1, 20)), limits.maxBackoff);
    return std::max(asked, part(backoff, 0.5 + 0.5 * random));
}

} // namespace melody::live
