// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: the arithmetic of time and money. Whole minor units and whole seconds, nothing rounded twice.
#pragma once

#include <values/clock.h>

namespace melody::billing {

enum class Period { Monthly, Yearly };

// The end of the `count`th period after `anchor`, at the same time of the day in UTC. A day that the month doesn't have becomes its
// last one, and the day of the anchor comes back in the next month that has it: 31 January, 28 February, 31 March.
[[nodiscard]] TimePoint periodsAfter(TimePoint anchor, Period period, qint64 count);

[[nodiscard]] TimePoint wholeSecond(TimePoint time); // rounded down

// Two parts of an amount that was paid for a stretch of time: `used` for its first part, `unused` for the rest; together always the
// whole. By the largest remainder (Hamilton's method): both are rounded down, and a unit left over goes to the part with the larger
// fraction, to the used one when they are equal.
struct Shares {
    qint64 used = 0;
    qint64 unused = 0;
};
[[nodiscard]] Shares split(qint64 amountMinor, TimePoint from, TimePoint at, TimePoint until);

// The tax contained in a gross amount: gross · rate / (1 + rate), half rounded up. `gross` >= 0, rate in parts per million.
[[nodiscard]] qint64 taxIn(qint64 grossMinor, qint64 ratePpm);

} // namespace melody::billing
