// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What somebody listened to, put together. Pure.
#pragma once

#include <rules/period.h>
#include <wire/statistics.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <vector>

namespace melody::playback {

struct HeardContent {
    ContentId content;
    qint64 plays = 0;
    qint64 heardMs = 0;
    bool operator==(const HeardContent &) const = default;
};

// All of one listener and one period.
struct Listened {
    std::vector<HeardContent> contents; // most plays first
    QHash<QString, wire::StatisticsPoint> points;
    QHash<ContentId, ContentId> artists; // of the contents that have one
};

// Plays of the same artist added up; most plays first, then what was heard longer, then the older id.
[[nodiscard]] std::vector<HeardContent> byArtist(const Listened &listened);

// Of which the cards are wanted: more than are shown, since some may not be there any more, or be none of the listener's business.
[[nodiscard]] QSet<ContentId> cardsWanted(const Listened &listened);

// Tops are of what has a card; only tracks among the tracks. The sums and the points count everything.
[[nodiscard]] wire::Statistics planStatistics(const rules::Period &period, const QString &timeZone, const Listened &listened,
                                              const QList<wire::ContentSummary> &cards);

} // namespace melody::playback
