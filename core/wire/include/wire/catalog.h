// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /v1/home, /v1/albums/{id}, /v1/artists/{id}, /v1/tracks/{id}, /v1/contents/{id}; lists are {items, next_cursor}.
#pragma once

#include <wire/json.h>

namespace melody::wire {

// Longest texts, in UTF-16 code units. Ingest shortens tags to them; requests beyond them are refused.
inline constexpr int maxNameLength = 300; // of an artist or a person
inline constexpr int maxTitleLength = 500;
inline constexpr int maxLicenceLength = 200;
inline constexpr int maxAttributionLength = 2000;
inline constexpr int maxBiographyLength = 20'000;
inline constexpr int maxWordLength = 64; // kinds, roles, states, codes: a-z, 0-9 and _
inline constexpr int maxCredits = 100;
inline constexpr int maxWaveformColumns = 1000;
inline constexpr int maxTracks = 500; // of one release
inline constexpr int maxPageItems = 200;
inline constexpr int maxShelves = 50;

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
    ContentId album;       // of a track, and its place in it; null: it stands alone, or is none
    int discNumber = 0;    // 0: not known
    int trackNumber = 0;
    bool operator==(const ContentSummary &) const = default;
};

struct Credit {
    QString name;
    QString role; // "main_artist", "composer", "producer", …
    bool operator==(const Credit &) const = default;
};

struct TrackInfo {
    ContentSummary summary;
    ContentId album; // null when it stands alone
    QString albumTitle;
    ContentId artist; // null when the artist has no page
    QString artistName;
    int discNumber = 1;
    int trackNumber = 1;
    QString isrc; // empty when unknown
    qint64 playCount = 0;
    QList<Credit> credits;
    QByteArray waveform; // peaks for the seek bar: one byte (0..255) a column, at most maxWaveformColumns; may be empty in lists
    bool operator==(const TrackInfo &) const = default;
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
    bool operator==(const AlbumInfo &) const = default;
};

struct ArtistInfo {
    ContentSummary summary;
    QString biography;
    QList<ContentSummary> albums; // first page
    bool operator==(const ArtistInfo &) const = default;
};

// A row of Home: "New releases", "Popular", …; `code` is stable and translated by the app.
struct Shelf {
    QString code; // "new_releases", "popular", "shows", "artists", "all_albums"
    QList<ContentSummary> items;
    bool operator==(const Shelf &) const = default;
};

struct Home {
    QList<Shelf> shelves;
    bool operator==(const Home &) const = default;
};

struct ContentPage {
    QList<ContentSummary> items;
    QString nextCursor; // empty on the last page
    bool operator==(const ContentPage &) const = default;
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
