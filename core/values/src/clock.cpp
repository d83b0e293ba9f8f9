// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/clock.h>

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

namespace melody {

QString formatTime(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<TimePoint> parseTime(QStringView text)
{
    if (text.size() < 20 || text.size() > 30 || !text.endsWith(u'Z') || text[10] != u'T')
        return std::nullopt;
    const QDateTime parsed = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!parsed.isValid())
        return std::nullopt;
    return TimePoint(std::chrono::milliseconds(parsed.toMSecsSinceEpoch()));
}

TimePoint SystemClock::now() const
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::nanoseconds SystemClock::monotonic() const
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace melody
