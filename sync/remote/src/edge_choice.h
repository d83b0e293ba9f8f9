// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which of several origins is asked. They are in order of preference: one that failed is left alone for a while, longer each time it fails
// again, and then tried again, so that the player comes back to it. Pure.
#pragma once

#include <chrono>
#include <vector>

namespace melody::remote {

struct EdgeHealth {
    int failures = 0;                       // in a row
    std::chrono::nanoseconds restsUntil{0}; // monotonic
};

inline constexpr std::chrono::seconds firstRest{5};
inline constexpr std::chrono::seconds longestRest{80};
// No byte of an answer within this: another origin, if there is one, may be quicker.
inline constexpr std::chrono::milliseconds slowStart{2'500};

[[nodiscard]] EdgeHealth afterFailure(const EdgeHealth &health, std::chrono::nanoseconds now);

// Index into `edges` (never empty): the first that does not rest; when all do, the one whose rest ends first, the earlier one of two.
// `tried` were asked for the same thing already and come last, in the same order.
[[nodiscard]] int chooseEdge(const std::vector<EdgeHealth> &edges, const std::vector<bool> &tried, std::chrono::nanoseconds now);

} // namespace melody::remote
