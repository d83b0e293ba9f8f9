// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/statistics.h>

#include "parts.h"

#include <rules/period.h>

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 maxPlays = 1'000'000'000;
constexpr qint64 maxHeardMs = 10LL * 366 * 24 * 60 * 60 * 1000; // more devices than one may play

template<typename T>
void insertAmounts(QJsonObject &json, const T &of)
{
    json.insert(u"plays"_s, of.plays);
    json.insert(u"heard_ms"_s, of.heardMs);
}

template<typename T>
void readAmounts(ObjectReader &reader, T &of)
{
    of.plays = reader.integer(u"plays"_s, 0, maxPlays);
    of.heardMs = reader.integer(u"heard_ms"_s, 0, maxHeardMs);
}

QJsonObject toJson(const TopItem &item)
{
    QJsonObject json{{u"content"_s, wire::toJson(item.content)}};
    insertAmounts(json, item);
    return json;
}

QJsonObject toJson(const StatisticsPoint &point)
{
    QJsonObject json{{u"on"_s, point.on}};
    insertAmounts(json, point);
    return json;
}

template<typename T>
QJsonArray listOf(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(toJson(item));
    return array;
}

QList<TopItem> readTop(ObjectReader &reader, const QString &field)
{
    return reader.list(field, 0, maxTopItems, [](ObjectReader &nested) {
        TopItem item;
        item.content = nested.nested(u"content"_s, true, readSummary).value_or(ContentSummary());
        readAmounts(nested, item);
        return item;
    });
}

Statistics readStatistics(ObjectReader &reader)
{
    Statistics statistics;
    statistics.period = reader.string(u"period"_s, 4, 7);
    if (!statistics.period.isEmpty() && !rules::parsePeriod(statistics.period))
        reader.report(u"period"_s, u"not_a_period"_s, u"must be a month or a year"_s);
    statistics.timeZone = reader.string(u"time_zone"_s, 1, 64);
    readAmounts(reader, statistics);
    statistics.tracks = readTop(reader, u"tracks"_s);
    statistics.artists = readTop(reader, u"artists"_s);
    statistics.points = reader.list(u"points"_s, 0, maxStatisticsPoints, [](ObjectReader &nested) {
        StatisticsPoint point;
        point.on = nested.string(u"on"_s, 7, 10);
        readAmounts(nested, point);
        return point;
    });
    return statistics;
}

} // namespace

QJsonObject toJson(const Statistics &statistics)
{
    QJsonObject json{{u"period"_s, statistics.period},
                     {u"time_zone"_s, statistics.timeZone},
                     {u"tracks"_s, listOf(statistics.tracks)},
                     {u"artists"_s, listOf(statistics.artists)},
                     {u"points"_s, listOf(statistics.points)}};
    insertAmounts(json, statistics);
    return json;
}

Result<Statistics> parseStatistics(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readStatistics);
}

} // namespace melody::wire
