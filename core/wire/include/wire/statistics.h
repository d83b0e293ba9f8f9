// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What somebody listened to in a month or a year: GET /v1/me/statistics?period=.
#pragma once

#include <wire/catalog.h>

namespace melody::wire {

inline constexpr int maxTopItems = 10;
inline constexpr int maxStatisticsPoints = 31;

// A track or an artist, and how much of it was heard.
struct TopItem {
    ContentSummary content;
    qint64 plays = 0;
    qint64 heardMs = 0;
    bool operator==(const TopItem &) const = default;
};

// A day of a month, or a month of a year.
struct StatisticsPoint {
    QString on; // "2026-11-01" or "2026-11"
    qint64 plays = 0;
    qint64 heardMs = 0;
    bool operator==(const StatisticsPoint &) const = default;
};

// Counted plays only, each once, on the day that it began.
struct Statistics {
    QString period;   // rules/period.h
    QString timeZone; // whose days these are
    qint64 plays = 0;
    qint64 heardMs = 0;
    QList<TopItem> tracks;         // most plays first
    QList<TopItem> artists;        // the same
    QList<StatisticsPoint> points; // all of the period, in order, also where nothing was heard
    bool operator==(const Statistics &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Statistics &statistics);
[[nodiscard]] Result<Statistics> parseStatistics(const QJsonObject &json);

} // namespace melody::wire
