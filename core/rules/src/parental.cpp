// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/parental.h>

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>

namespace melody::rules {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

constexpr milliseconds aDay{86'400'000};
// Clocks change at most a few times a year; a search that meets more changes than this has no end.
constexpr int mostChanges = 8;
constexpr int mostDays = 32;

// The wall clock of a zone.
class WallClock {
public:
    explicit WallClock(const QString &name) : m_zone(name.toUtf8())
    {
        if (!m_zone.isValid())
            m_zone = QTimeZone::utc();
    }
    // Milliseconds since the epoch as the wall shows them.
    [[nodiscard]] qint64 shown(TimePoint time) const { return msOf(time) + qint64(m_zone.offsetFromUtc(instant(time))) * 1000; }
    [[nodiscard]] QDate day(TimePoint time) const { return QDate::fromJulianDay(unixEpochDay + floorDiv(shown(time))); }
    [[nodiscard]] milliseconds ofDay(TimePoint time) const
    {
        const qint64 local = shown(time);
        return milliseconds(local - floorDiv(local) * aDay.count());
    }
    [[nodiscard]] std::optional<TimePoint> nextChange(TimePoint time) const
    {
        const auto change = m_zone.nextTransition(instant(time));
        return change.atUtc.isValid() ? std::optional(TimePoint(milliseconds(change.atUtc.toMSecsSinceEpoch()))) : std::nullopt;
    }
    // The first moment after `time` when the clock shows `target` of a day, or jumps over it so that `reached` holds. Between two
    // changes of the clock it runs evenly, so each piece is looked at once.
    template<typename Reached>
    [[nodiscard]] std::optional<TimePoint> next(TimePoint time, milliseconds target, Reached reached) const
    {
        for (int i = 0; i < mostChanges; ++i) {
            milliseconds away = target - ofDay(time);
            if (away <= milliseconds(0))
                away += aDay;
            const auto change = nextChange(time);
            if (!change || time + away < *change)
                return reached(time + away) ? std::optional(time + away) : std::nullopt;
            time = *change;
            if (reached(time))
                return time;
        }
        return std::nullopt;
    }

private:
    static constexpr qint64 unixEpochDay = 2440588; // Julian day of 1970-01-01

    static qint64 msOf(TimePoint time) { return time.time_since_epoch().count(); }
    static QDateTime instant(TimePoint time) { return QDateTime::fromMSecsSinceEpoch(msOf(time), Qt::UTC); }
    static qint64 floorDiv(qint64 ms) { return (ms - (ms % aDay.count() + aDay.count()) % aDay.count()) / aDay.count(); }

    QTimeZone m_zone;
};

bool isQuiet(const QuietHours &quiet, milliseconds ofDay)
{
    const milliseconds from = std::chrono::minutes(quiet.fromMinute);
    const milliseconds until = std::chrono::minutes(quiet.untilMinute);
    if (from == until)
        return true;
    return from < until ? ofDay >= from && ofDay < until : ofDay >= from || ofDay < until;
}

std::optional<TimePoint> nextDay(const WallClock &wall, TimePoint time)
{
    const QDate today = wall.day(time);
    return wall.next(time, milliseconds(0), [&](TimePoint then) { return wall.day(then) > today; });
}

} // namespace

bool mayBeSeen(const ParentalControls &controls, const ContentFacts &content)
{
    if (content.explicitContent && !controls.explicitAllowed)
        return false;
    return content.kind.isEmpty() || !controls.allowedKinds || controls.allowedKinds->contains(content.kind);
}

ParentalVerdict mayPlay(const ParentalControls &controls, const QString &timeZone, milliseconds heardToday, TimePoint now,
                        const ContentFacts &content)
{
    if (content.explicitContent && !controls.explicitAllowed)
        return {ParentalReason::ExplicitContent};
    if (!mayBeSeen(controls, content))
        return {ParentalReason::Kind};
    const WallClock wall(timeZone);
    ParentalVerdict verdict;
    if (const auto &quiet = controls.quietHours) {
        const auto quietAt = [&](TimePoint time) { return isQuiet(*quiet, wall.ofDay(time)); };
        if (quietAt(now))
            return {ParentalReason::QuietHours,
                    wall.next(now, std::chrono::minutes(quiet->untilMinute), [&](TimePoint time) { return !quietAt(time); })};
        verdict.until = wall.next(now, std::chrono::minutes(quiet->fromMinute), quietAt);
    }
    if (controls.dailyMinutes) {
        verdict.left = std::chrono::minutes(*controls.dailyMinutes) - std::max(heardToday, milliseconds(0));
        if (*verdict.left <= milliseconds(0))
            return {ParentalReason::DailyLimit, *controls.dailyMinutes > 0 ? nextDay(wall, now) : std::nullopt};
    }
    return verdict;
}

QString reasonCode(ParentalReason reason)
{
    switch (reason) {
    case ParentalReason::None:
        break;
    case ParentalReason::ExplicitContent:
        return u"explicit_not_allowed"_s;
    case ParentalReason::Kind:
        return u"kind_not_allowed"_s;
    case ParentalReason::QuietHours:
        return u"quiet_hours"_s;
    case ParentalReason::DailyLimit:
        return u"daily_limit"_s;
    }
    return {};
}

QString reasonAdvice(ParentalReason reason)
{
    switch (reason) {
    case ParentalReason::None:
        break;
    case ParentalReason::ExplicitContent:
        return u"This is marked as explicit. Ask the owner of your family to allow it."_s;
    case ParentalReason::Kind:
        return u"Your account does not play this kind of content. Ask the owner of your family to allow it."_s;
    case ParentalReason::QuietHours:
        return u"These are your quiet hours. Listen again when they are over."_s;
    case ParentalReason::DailyLimit:
        return u"Your time for today is used up. Listen again tomorrow, or ask the owner of your family for more."_s;
    }
    return {};
}

bool isTimeZone(const QString &name)
{
    return name == u"UTC" || (name.size() <= 64 && name.contains(u'/') && QTimeZone::isTimeZoneIdAvailable(name.toUtf8()));
}

QDate dayOf(TimePoint time, const QString &timeZone)
{
    return WallClock(timeZone).day(time);
}

std::vector<HeardInDay> heardByDay(TimePoint from, TimePoint to, const QString &timeZone)
{
    const WallClock wall(timeZone);
    std::vector<HeardInDay> days;
    while (from < to) {
        const auto midnight = int(days.size()) + 1 < mostDays ? nextDay(wall, from) : std::nullopt;
        const TimePoint end = midnight ? std::min(*midnight, to) : to;
        days.push_back({wall.day(from), end - from});
        from = end;
    }
    return days;
}

} // namespace melody::rules
