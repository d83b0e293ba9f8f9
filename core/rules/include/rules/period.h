// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The months and years that listening is told by.
#pragma once

#include <values/clock.h>

#include <QtCore/QDate>
#include <QtCore/QStringList>

namespace melody::rules {

inline constexpr int firstPeriodYear = 2000;
inline constexpr int lastPeriodYear = 2100;

struct Period {
    int year = 0;
    int month = 0; // 1 to 12; 0: the whole year
    bool operator==(const Period &) const = default;
};

// "2026-11" or "2026"; nothing for all else.
[[nodiscard]] std::optional<Period> parsePeriod(QStringView text);
[[nodiscard]] QString periodText(const Period &period);
[[nodiscard]] Period periodOf(const QDate &day, bool wholeYear);
// The one that many before (negative) or after it, of its kind; never beyond the first and the last year.
[[nodiscard]] Period periodBeside(const Period &period, int steps);
// What a chart of it has: its days ("2026-11-01") or its months ("2026-01"), in order.
[[nodiscard]] QStringList pointsOf(const Period &period);

struct Span {
    TimePoint from;
    TimePoint to; // not of it any more
};
// By the clocks on the wall of a time zone (rules::isTimeZone).
[[nodiscard]] Span spanOf(const Period &period, const QString &timeZone);

} // namespace melody::rules
