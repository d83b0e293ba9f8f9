// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "edge_choice.h"

#include <algorithm>
#include <tuple>

namespace melody::remote {

EdgeHealth afterFailure(const EdgeHealth &health, std::chrono::nanoseconds now)
{
    constexpr int mostDoublings = 4;
    const int failures = std::min(health.failures + 1, mostDoublings + 1);
    return {failures, now + std::min(firstRest * (1 << (failures - 1)), longestRest)};
}

int chooseEdge(const std::vector<EdgeHealth> &edges, const std::vector<bool> &tried, std::chrono::nanoseconds now)
{
    const auto rank = [&](size_t i) {
        return std::tuple(bool(tried[i]), std::max(edges[i].restsUntil, now), i); // none that rests no more is better than another
    };
    size_t best = 0;
    for (size_t i = 1; i < edges.size(); ++i)
        best = rank(i) < rank(best) ? i : best;
    return int(best);
}

} // namespace melody::remote
