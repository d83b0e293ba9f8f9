// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /v1/home, /v1/albums/{id}, /v1/artists/{id}, /v1/tracks/{id}, /v1/contents/{id}; lists are {items, next_cursor}.
#pragma once

#include <wire/json.h>

namespace melody::wire {

// What a card or a row shows, whatever the kind ("track", "album", "artist", "show", "episode", …).
struct ContentSummary {
    ContentId id;
    QString kind;
    QString title;
    QString subtitle;             // artist of an album or track, empty where there is none
    std::optional<ImageId> image; // GET /v1/images/{id}?size=64|160|320|640|1280
    QString imageColor;           // "#rrggbb", dominant colour, for placeholders; empty without an image
    bool explicitContent = false;
    qint64 durationMs = 0; // of what can be played; 0 otherwise
};

struct Credit {
    QString name;
    QString role; // "main_artist", "composer", "producer", …
};

struct TrackInfo {
    ContentSummary summary;
    ContentId album;
    QString albumTitle;
    ContentId artist;
    QString artistName;
    int discNumber = 1;
    int trackNumber = 1;
    QString isrc; // empty when unknown
    qint64 playCount = 0;
    QList<Credit> credits;
    QByteArray waveform; // peaks for the seek bar: one byte (0..255) a column, at most 1000; may be empty in lists
};

struct AlbumInfo {
    ContentSummary summary;
    ContentId artist;
    QString artistName;
    QString releaseDate; // "2009" or "2009-05-01"; may be empty
    QString upc;
    QString licence;     // SPDX expression or words
    QString attribution; // where the music comes from, shown with the album
    QList<TrackInfo> tracks;
};

struct ArtistInfo {
    ContentSummary summary;
    QString biography;
    QList<ContentSummary> albums; // first page
};

// A row of Home: "New releases", "Popular", …; `code` is stable and translated by the app.
struct Shelf {
    QString code; // "new_releases", "popular", "artists", "all_albums"
    QList<ContentSummary> items;
};

struct Home {
    QList<Shelf> shelves;
};

struct ContentPage {
    QList<ContentSummary> items;
    QString nextCursor; // empty on the last page
};

[[nodiscard]] QJsonObject toJson(const ContentSummary &summary);
[[nodiscard]] QJsonObject toJson(const TrackInfo &track);
[[nodiscard]] QJsonObject toJson(const AlbumInfo &album);
[[nodiscard]] QJsonObject toJson(const ArtistInfo &artist);
[[nodiscard]] QJsonObject toJson(const Home &home);
[[nodiscard]] QJsonObject toJson(const ContentPage &page);
[[nodiscard]] Result<ContentSummary> parseContentSummary(const QJsonObject &json);
[[nodiscard]] Result<TrackInfo> parseTrackInfo(const QJsonObject &json);
[[nodiscard]] Result<AlbumInfo> parseAlbumInfo(const QJsonObject &json);
[[nodiscard]] Result<ArtistInfo> parseArtistInfo(const QJsonObject &json);
[[nodiscard]] Result<Home> parseHome(const QJsonObject &json);
[[nodiscard]] Result<ContentPage> parseContentPage(const QJsonObject &json);

} // namespace melody::wire
