// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <plans/proration.h>

namespace melody::billing {
namespace {

__extension__ using Wide = __int128; // amounts of 10^12 times the seconds of years

} // namespace

TimePoint periodsAfter(TimePoint anchor, Period period, qint64 count)
{
    using namespace std::chrono;
    const auto day = floor<days>(anchor);
    const year_month_day date(day);
    const year_month month = year_month(date.year(), date.month()) + months(period == Period::Yearly ? 12 * count : count);
    const auto last = (month / std::chrono::last).day();
    return sys_days(month / std::min(date.day(), last)) + (anchor - day);
}

TimePoint wholeSecond(TimePoint time)
{
    return std::chrono::floor<std::chrono::seconds>(time);
}

Shares split(qint64 amountMinor, TimePoint from, TimePoint at, TimePoint until)
{
    const qint64 whole = (until - from).count();
    const qint64 past = std::clamp<qint64>((at - from).count(), 0, std::max<qint64>(whole, 0));
    if (whole <= 0)
        return {amountMinor, 0};
    const Wide product = Wide(amountMinor) * past;
    auto used = qint64(product / whole);
    if (2 * (product % whole) >= whole)
        ++used;
    return {used, amountMinor - used};
}

qint64 taxIn(qint64 grossMinor, qint64 ratePpm)
{
    const Wide divisor = 1'000'000 + ratePpm;
    return qint64((2 * Wide(grossMinor) * ratePpm + divisor) / (2 * divisor));
}

} // namespace melody::billing
