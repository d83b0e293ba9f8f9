// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/period.h>

#include <QtCore/QTimeZone>

namespace melody::rules {
namespace {

using namespace Qt::StringLiterals;

TimePoint midnight(const QDate &day, const QString &timeZone)
{
    const QTimeZone zone(timeZone.toUtf8());
    return TimePoint(std::chrono::milliseconds(day.startOfDay(zone.isValid() ? zone : QTimeZone::utc()).toMSecsSinceEpoch()));
}

// Not the whole text: what QString::toInt() reads beyond digits is refused.
int numberIn(QStringView digits)
{
    const bool all = std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return all ? digits.toInt() : 0;
}

} // namespace

std::optional<Period> parsePeriod(QStringView text)
{
    if (text.size() != 4 && (text.size() != 7 || text[4] != u'-'))
        return std::nullopt;
    const Period period{numberIn(text.first(4)), text.size() == 4 ? 0 : numberIn(text.sliced(5))};
    const bool isMonth = text.size() == 4 || (period.month >= 1 && period.month <= 12);
    const bool isYear = period.year >= firstPeriodYear && period.year <= lastPeriodYear;
    return isMonth && isYear ? std::optional(period) : std::nullopt;
}

QString periodText(const Period &period)
{
    return period.month == 0 ? QString::number(period.year) : u"%1-%2"_s.arg(period.year).arg(period.month, 2, 10, QLatin1Char('0'));
}

Period periodOf(const QDate &day, bool wholeYear)
{
    return {day.year(), wholeYear ? 0 : day.month()};
}

Period periodBeside(const Period &period, int steps)
{
    if (period.month == 0)
        return {std::clamp(period.year + steps, firstPeriodYear, lastPeriodYear), 0};
    const int months = std::clamp(period.year * 12 + period.month - 1 + steps, firstPeriodYear * 12, lastPeriodYear * 12 + 11);
    return {months / 12, months % 12 + 1};
}

QStringList pointsOf(const Period &period)
{
    QStringList points;
    if (period.month == 0) {
        for (int month = 1; month <= 12; ++month)
            points.append(periodText({period.year, month}));
        return points;
    }
    const int days = QDate(period.year, period.month, 1).daysInMonth();
    for (int day = 1; day <= days; ++day)
        points.append(QDate(period.year, period.month, day).toString(Qt::ISODate));
    return points;
}

Span spanOf(const Period &period, const QString &timeZone)
{
    const QDate first(period.year, std::max(period.month, 1), 1);
    return {midnight(first, timeZone), midnight(period.month == 0 ? first.addYears(1) : first.addMonths(1), timeZone)};
}

} // namespace melody::rules
