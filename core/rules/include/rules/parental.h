// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a child account may hear, and when. The server asks here when a session opens and while it plays, the app when it is
// offline, so that they never disagree. Days and times are those of the wall clock in the family's time zone (IANA time zone
// database), so a day has 23 or 25 hours when the clocks change.
#pragma once

#include <values/clock.h>

#include <QtCore/QDate>
#include <QtCore/QStringList>

#include <vector>

namespace melody::rules {

inline constexpr int minutesOfADay = 1440;

// From `fromMinute` until just before `untilMinute` of the day, 0..1439; across midnight when it ends before it begins, the whole day
// when both are the same.
struct QuietHours {
    int fromMinute = 0;
    int untilMinute = 0;
    bool operator==(const QuietHours &) const = default;
};

// Without a value there is no such limit.
struct ParentalControls {
    bool explicitAllowed = true;
    std::optional<int> dailyMinutes; // 0..1440
    std::optional<QuietHours> quietHours;
    std::optional<QStringList> allowedKinds; // of what can be played: "track", "episode"
    bool operator==(const ParentalControls &) const = default;
};

// What the rules ask about a child.
struct ParentalState {
    ParentalControls controls;
    QString timeZone; // of the family
    bool operator==(const ParentalState &) const = default;
};

// What the rules ask about a content. `kind` is that of what can be played; of a release, the kind of what stands in it.
struct ContentFacts {
    QString kind;
    bool explicitContent = false;
};

enum class ParentalReason { None, ExplicitContent, Kind, QuietHours, DailyLimit };

struct ParentalVerdict {
    ParentalReason reason = ParentalReason::None;
    // When this reason ends; nothing when time alone won't end it. Of what is allowed: when quiet hours begin, if they do.
    std::optional<TimePoint> until = {};
    // Of what is allowed: how much may be heard until the day's limit is reached.
    std::optional<std::chrono::milliseconds> left = {};
    [[nodiscard]] bool allowed() const { return reason == ParentalReason::None; }
    bool operator==(const ParentalVerdict &) const = default;
};

// Whether a content may be shown at all, whatever the time is.
[[nodiscard]] bool mayBeSeen(const ParentalControls &controls, const ContentFacts &content);

// Whether playing may begin or go on. `heardToday`: in the day of `now`, in that zone. An unknown zone is UTC.
[[nodiscard]] ParentalVerdict mayPlay(const ParentalControls &controls, const QString &timeZone, std::chrono::milliseconds heardToday,
                                      TimePoint now, const ContentFacts &content);

// The stable word of a reason ("explicit_not_allowed", "kind_not_allowed", "quiet_hours", "daily_limit"; empty for None), and what a
// listener may do about it, in English.
[[nodiscard]] QString reasonCode(ParentalReason reason);
[[nodiscard]] QString reasonAdvice(ParentalReason reason);

[[nodiscard]] bool isTimeZone(const QString &name);
[[nodiscard]] QDate dayOf(TimePoint time, const QString &timeZone);

// What was heard without a break from `from` to `to`, by the day it was heard in. At most 32 days: what is older counts for the first.
struct HeardInDay {
    QDate day;
    std::chrono::milliseconds heard{0};
    bool operator==(const HeardInDay &) const = default;
};
[[nodiscard]] std::vector<HeardInDay> heardByDay(TimePoint from, TimePoint to, const QString &timeZone);

} // namespace melody::rules
