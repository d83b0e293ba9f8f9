// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/catalog.h>

#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 maxCount = 1LL << 53;

QString readColor(ObjectReader &reader, const QString &field)
{
    const QString color = readText(reader, field, 7);
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'); };
    const bool good = color.size() == 7 && color[0] == u'#' && std::all_of(color.begin() + 1, color.end(), isHex);
    if (!color.isEmpty() && !good)
        reader.report(field, u"not_a_color"_s, u"must be a colour such as #1a2b3c"_s);
    return color;
}

TrackInfo readTrack(ObjectReader &reader)
{
    TrackInfo track;
    track.summary = reader.nested(u"summary"_s, true, readSummary).value_or(ContentSummary());
    track.album = reader.optionalId<ContentId>(u"album"_s).value_or(ContentId());
    track.albumTitle = readText(reader, u"album_title"_s, maxTitleLength);
    track.artist = reader.optionalId<ContentId>(u"artist"_s).value_or(ContentId());
    track.artistName = readText(reader, u"artist_name"_s, maxNameLength);
    track.discNumber = int(reader.integer(u"disc_number"_s, 0, 999));
    track.trackNumber = int(reader.integer(u"track_number"_s, 0, 9999));
    track.isrc = readText(reader, u"isrc"_s, 12);
    track.playCount = reader.integer(u"play_count"_s, 0, maxCount);
    track.credits = reader.list(u"credits"_s, 0, maxCredits, readCredit);
    track.waveform = reader.optionalBase64(u"waveform"_s, 0, maxWaveformColumns).value_or(QByteArray());
    return track;
}

AlbumInfo readAlbum(ObjectReader &reader)
{
    AlbumInfo album;
    album.summary = reader.nested(u"summary"_s, true, readSummary).value_or(ContentSummary());
    album.artist = reader.optionalId<ContentId>(u"artist"_s).value_or(ContentId());
    album.artistName = readText(reader, u"artist_name"_s, maxNameLength);
    album.releaseDate = readDate(reader, u"release_date"_s);
    album.upc = readText(reader, u"upc"_s, 13);
    album.licence = readText(reader, u"licence"_s, maxLicenceLength);
    album.attribution = readText(reader, u"attribution"_s, maxAttributionLength);
    album.tracks = reader.list(u"tracks"_s, 0, maxTracks, readTrack);
    return album;
}

ArtistInfo readArtist(ObjectReader &reader)
{
    ArtistInfo artist;
    artist.summary = reader.nested(u"summary"_s, true, readSummary).value_or(ContentSummary());
    artist.biography = readText(reader, u"biography"_s, maxBiographyLength);
    artist.albums = reader.list(u"albums"_s, 0, maxPageItems, readSummary);
    return artist;
}

Shelf readShelf(ObjectReader &reader)
{
    return {readWord(reader, u"code"_s), reader.list(u"items"_s, 0, maxPageItems, readSummary)};
}

Home readHome(ObjectReader &reader)
{
    return {reader.list(u"shelves"_s, 0, maxShelves, readShelf)};
}

ContentPage readContents(ObjectReader &reader)
{
    return {reader.list(u"items"_s, 0, maxPageItems, readSummary), readText(reader, u"next_cursor"_s, maxCursorChars)};
}

QJsonObject toJson(const Shelf &shelf)
{
    return {{u"code"_s, shelf.code}, {u"items"_s, toJsonArray(shelf.items)}};
}

} // namespace

ContentSummary readSummary(ObjectReader &reader)
{
    ContentSummary summary;
    summary.id = reader.id<ContentId>(u"id"_s);
    summary.kind = readWord(reader, u"kind"_s);
    summary.title = reader.string(u"title"_s, 0, maxTitleLength);
    summary.subtitle = readText(reader, u"subtitle"_s, maxTitleLength);
    summary.image = reader.optionalId<ImageId>(u"image"_s);
    summary.imageColor = readColor(reader, u"image_color"_s);
    summary.explicitContent = reader.boolean(u"explicit_content"_s, false);
    summary.durationMs = reader.integer(u"duration_ms"_s, 0, maxCount);
    summary.album = reader.optionalId<ContentId>(u"album"_s).value_or(ContentId());
    summary.discNumber = int(reader.optionalInteger(u"disc_number"_s, 0, 999).value_or(0));
    summary.trackNumber = int(reader.optionalInteger(u"track_number"_s, 0, 9999).value_or(0));
    return summary;
}

QJsonObject toJson(const ContentSummary &summary)
{
    QJsonObject json{{u"id"_s, summary.id.toString()},
                     {u"kind"_s, summary.kind},
                     {u"title"_s, summary.title},
                     {u"subtitle"_s, summary.subtitle},
                     {u"image_color"_s, summary.imageColor},
                     {u"explicit_content"_s, summary.explicitContent},
                     {u"duration_ms"_s, summary.durationMs}};
    if (summary.image)
        json.insert(u"image"_s, summary.image->toString());
    if (!summary.album.isNull()) {
        json.insert(u"album"_s, summary.album.toString());
        json.insert(u"disc_number"_s, summary.discNumber);
        json.insert(u"track_number"_s, summary.trackNumber);
    }
    return json;
}

QJsonObject toJson(const TrackInfo &track)
{
    QJsonObject json{{u"summary"_s, toJson(track.summary)},
                     {u"album_title"_s, track.albumTitle},
                     {u"artist_name"_s, track.artistName},
                     {u"disc_number"_s, track.discNumber},
                     {u"track_number"_s, track.trackNumber},
                     {u"isrc"_s, track.isrc},
                     {u"play_count"_s, track.playCount},
                     {u"credits"_s, toJsonArray(track.credits)},
                     {u"waveform"_s, QString::fromLatin1(track.waveform.toBase64())}};
    insertId(json, u"album"_s, track.album);
    insertId(json, u"artist"_s, track.artist);
    return json;
}

QJsonObject toJson(const AlbumInfo &album)
{
    QJsonObject json{{u"summary"_s, toJson(album.summary)},   {u"artist_name"_s, album.artistName},
                     {u"release_date"_s, album.releaseDate},  {u"upc"_s, album.upc},
                     {u"licence"_s, album.licence},           {u"attribution"_s, album.attribution},
                     {u"tracks"_s, toJsonArray(album.tracks)}};
    insertId(json, u"artist"_s, album.artist);
    return json;
}

QJsonObject toJson(const ArtistInfo &artist)
{
    return {{u"summary"_s, toJson(artist.summary)}, {u"biography"_s, artist.biography}, {u"albums"_s, toJsonArray(artist.albums)}};
}

QJsonObject toJson(const Home &home)
{
    QJsonArray shelves;
    for (const Shelf &shelf : home.shelves)
        shelves.append(toJson(shelf));
    return {{u"shelves"_s, shelves}};
}

QJsonObject toJson(const ContentPage &page)
{
    return {{u"items"_s, toJsonArray(page.items)}, {u"next_cursor"_s, page.nextCursor}};
}

Result<ContentSummary> parseContentSummary(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readSummary);
}

Result<TrackInfo> parseTrackInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readTrack);
}

Result<AlbumInfo> parseAlbumInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readAlbum);
}

Result<ArtistInfo> parseArtistInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readArtist);
}

Result<Home> parseHome(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readHome);
}

Result<ContentPage> parseContentPage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readContents);
}

} // namespace melody::wire
