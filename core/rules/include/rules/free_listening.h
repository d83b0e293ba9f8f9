// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what listening costs that costs no money. How many songs may be skipped, and when an ad break comes. The server decides, the app
// asks here to show the same before.
#pragma once

#include <values/clock.h>

#include <vector>

namespace melody::rules {

inline constexpr int skipsAnHour = 6;
inline constexpr std::chrono::hours skipWindow{1};
inline constexpr int songsBetweenBreaks = 3;
inline constexpr std::chrono::minutes musicBetweenBreaks{12};
// The next item may be asked for this long before the present one can have been heard to its end, so that it is there in time. It is lent
// once: the next item's end counts from this one's.
inline constexpr std::chrono::seconds askAhead{30};

struct SkipBudget {
    int left = skipsAnHour;
    std::optional<TimePoint> nextAt; // when there is one again; only when none is left
    bool operator==(const SkipBudget &) const = default;
};

// `used`: when songs were skipped, in any order. The hour rolls: each skip comes back an hour after it was used.
[[nodiscard]] SkipBudget skipBudget(const std::vector<TimePoint> &used, TimePoint now);

// What was played since the last break, skipped songs with the whole of their length: skipping brings the break no later.
struct SinceBreak {
    int songs = 0;
    std::chrono::milliseconds music{0};
    bool operator==(const SinceBreak &) const = default;
};
[[nodiscard]] bool isBreakDue(const SinceBreak &since);

} // namespace melody::rules
