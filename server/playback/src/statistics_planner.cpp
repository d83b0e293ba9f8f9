// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statistics_planner.h"

#include <algorithm>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

constexpr size_t candidates = 100; // of each kind

bool isBefore(const HeardContent &a, const HeardContent &b)
{
    if (a.plays != b.plays)
        return a.plays > b.plays;
    return a.heardMs != b.heardMs ? a.heardMs > b.heardMs : a.content < b.content;
}

QList<wire::TopItem> top(const std::vector<HeardContent> &heard, const QHash<ContentId, wire::ContentSummary> &cards, const QString &kind)
{
    QList<wire::TopItem> items;
    for (const HeardContent &entry : heard) {
        const auto card = cards.constFind(entry.content);
        if (card != cards.cend() && card->kind == kind && items.size() < wire::maxTopItems)
            items.append({*card, entry.plays, entry.heardMs});
    }
    return items;
}

} // namespace

std::vector<HeardContent> byArtist(const Listened &listened)
{
    QHash<ContentId, HeardContent> sums;
    for (const HeardContent &heard : listened.contents) {
        const auto artist = listened.artists.constFind(heard.content);
        if (artist == listened.artists.cend())
            continue;
        HeardContent &sum = sums[*artist];
        sum.content = *artist;
        sum.plays += heard.plays;
        sum.heardMs += heard.heardMs;
    }
    std::vector<HeardContent> sorted(sums.cbegin(), sums.cend());
    std::sort(sorted.begin(), sorted.end(), isBefore);
    return sorted;
}

QSet<ContentId> cardsWanted(const Listened &listened)
{
    QSet<ContentId> wanted;
    for (const auto &heard : {listened.contents, byArtist(listened)}) {
        for (size_t i = 0; i < std::min(heard.size(), candidates); ++i)
            wanted.insert(heard[i].content);
    }
    return wanted;
}

wire::Statistics planStatistics(const rules::Period &period, const QString &timeZone, const Listened &listened,
                                const QList<wire::ContentSummary> &cards)
{
    QHash<ContentId, wire::ContentSummary> byId;
    for (const wire::ContentSummary &card : cards)
        byId.insert(card.id, card);
    wire::Statistics statistics;
    statistics.period = rules::periodText(period);
    statistics.timeZone = timeZone;
    statistics.tracks = top(listened.contents, byId, u"track"_s);
    statistics.artists = top(byArtist(listened), byId, u"artist"_s);
    for (const QString &on : rules::pointsOf(period)) {
        wire::StatisticsPoint point = listened.points.value(on);
        point.on = on;
        statistics.plays += point.plays;
        statistics.heardMs += point.heardMs;
        statistics.points.append(point);
    }
    return statistics;
}

} // namespace melody::playback
