// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/shows.h>

#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 mostPlays = 1LL << 53;

EpisodeInfo readEpisode(ObjectReader &reader)
{
    EpisodeInfo episode;
    episode.summary = reader.nested(u"summary"_s, true, readSummary).value_or(ContentSummary());
    episode.show = reader.optionalId<ContentId>(u"show"_s).value_or(ContentId());
    episode.showTitle = readText(reader, u"show_title"_s, maxTitleLength);
    episode.artist = reader.optionalId<ContentId>(u"artist"_s).value_or(ContentId());
    episode.artistName = readText(reader, u"artist_name"_s, maxNameLength);
    episode.season = int(reader.integer(u"season"_s, 0, 999));
    episode.number = int(reader.integer(u"number"_s, 0, 9999));
    episode.releaseDate = readDate(reader, u"release_date"_s);
    episode.description = readText(reader, u"description"_s, maxDescriptionLength);
    episode.playCount = reader.integer(u"play_count"_s, 0, mostPlays);
    episode.waveform = reader.optionalBase64(u"waveform"_s, 0, maxWaveformColumns).value_or(QByteArray());
    return episode;
}

EpisodePage readEpisodes(ObjectReader &reader)
{
    return {reader.list(u"items"_s, 0, maxPageItems, readEpisode), readText(reader, u"next_cursor"_s, maxCursorChars)};
}

ShowInfo readShow(ObjectReader &reader)
{
    ShowInfo show;
    show.summary = reader.nested(u"summary"_s, true, readSummary).value_or(ContentSummary());
    show.artist = reader.optionalId<ContentId>(u"artist"_s).value_or(ContentId());
    show.artistName = readText(reader, u"artist_name"_s, maxNameLength);
    show.description = readText(reader, u"description"_s, maxDescriptionLength);
    show.releaseDate = readDate(reader, u"release_date"_s);
    show.licence = readText(reader, u"licence"_s, maxLicenceLength);
    show.attribution = readText(reader, u"attribution"_s, maxAttributionLength);
    show.episodeCount = int(reader.integer(u"episode_count"_s, 0, 1'000'000));
    show.episodes = reader.nested(u"episodes"_s, true, readEpisodes).value_or(EpisodePage());
    return show;
}

} // namespace

QJsonObject toJson(const EpisodeInfo &episode)
{
    QJsonObject json{{u"summary"_s, toJson(episode.summary)},
                     {u"show_title"_s, episode.showTitle},
                     {u"artist_name"_s, episode.artistName},
                     {u"season"_s, episode.season},
                     {u"number"_s, episode.number},
                     {u"release_date"_s, episode.releaseDate},
                     {u"description"_s, episode.description},
                     {u"play_count"_s, episode.playCount},
                     {u"waveform"_s, QString::fromLatin1(episode.waveform.toBase64())}};
    insertId(json, u"show"_s, episode.show);
    insertId(json, u"artist"_s, episode.artist);
    return json;
}

QJsonObject toJson(const EpisodePage &page)
{
    return {{u"items"_s, toJsonArray(page.items)}, {u"next_cursor"_s, page.nextCursor}};
}

QJsonObject toJson(const ShowInfo &show)
{
    QJsonObject json{{u"summary"_s, toJson(show.summary)},    {u"artist_name"_s, show.artistName},   {u"description"_s, show.description},
                     {u"release_date"_s, show.releaseDate},   {u"licence"_s, show.licence},          {u"attribution"_s, show.attribution},
                     {u"episode_count"_s, show.episodeCount}, {u"episodes"_s, toJson(show.episodes)}};
    insertId(json, u"artist"_s, show.artist);
    return json;
}

Result<EpisodeInfo> parseEpisodeInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readEpisode);
}

Result<EpisodePage> parseEpisodePage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readEpisodes);
}

Result<ShowInfo> parseShowInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readShow);
}

} // namespace melody::wire
