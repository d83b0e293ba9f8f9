// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spoken word: GET /v1/shows/{id}, /v1/shows/{id}/episodes, /v1/episodes/{id}.
#pragma once

#include <wire/catalog.h>

namespace melody::wire {

inline constexpr int maxDescriptionLength = 4000; // of a show or an episode, in UTF-16 code units

struct EpisodeInfo {
    ContentSummary summary;
    ContentId show;
    QString showTitle;
    ContentId artist; // null when whoever speaks has no page
    QString artistName;
    int season = 1;
    int number = 1;      // within the season
    QString releaseDate; // "", "2009" or "2009-05-01"
    QString description; // plain text
    qint64 playCount = 0;
    QByteArray waveform; // as TrackInfo's; empty in lists
    bool operator==(const EpisodeInfo &) const = default;
};

struct EpisodePage {
    QList<EpisodeInfo> items; // newest first
    QString nextCursor;       // empty on the last page
    bool operator==(const EpisodePage &) const = default;
};

struct ShowInfo {
    ContentSummary summary;
    ContentId artist;
    QString artistName;
    QString description;
    QString releaseDate;
    QString licence;
    QString attribution;
    int episodeCount = 0;
    EpisodePage episodes; // the first page
    bool operator==(const ShowInfo &) const = default;
};

[[nodiscard]] QJsonObject toJson(const EpisodeInfo &episode);
[[nodiscard]] QJsonObject toJson(const EpisodePage &page);
[[nodiscard]] QJsonObject toJson(const ShowInfo &show);
[[nodiscard]] Result<EpisodeInfo> parseEpisodeInfo(const QJsonObject &json);
[[nodiscard]] Result<EpisodePage> parseEpisodePage(const QJsonObject &json);
[[nodiscard]] Result<ShowInfo> parseShowInfo(const QJsonObject &json);

} // namespace melody::wire
