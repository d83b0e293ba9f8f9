// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What ingest hands to the catalogue once every file of a release is validated, encoded, sealed and stored.
#pragma once

#include <media/chapters.h>
#include <media/lyrics.h>
#include <media/manifest.h>
#include <objects/object_store.h>
#include <values/id.h>
#include <wire/catalog.h>

#include <vector>

namespace melody::catalog {

// Artwork in every size it was rendered in. `edge` is the length of the square's side in pixels: 64, 160, 320, 640 or 1280; sizes
// larger than the original may be left out, the next smaller one is served then.
struct PublishedImage {
    ImageId id;
    QString color;                         // "#rrggbb", dominant colour
    QByteArray contentType = "image/jpeg"; // of every size
    struct Size {
        int edge = 0;
        objects::ObjectName object;
    };
    std::vector<Size> sizes; // never empty
};

// All sealed chunks of a rung lie in one object, one after another from offset 0 in order of index, so the place of a chunk
// follows from the sizes in the manifest.
struct RungObject {
    media::Rung rung = media::Rung::Opus24;
    objects::ObjectName object;
};

struct PublishedAsset {
    media::Manifest manifest; // manifest.asset is the asset's id; manifest.rungs and `objects` hold the same rungs
    QByteArray wrappedKey;    // crypto::wrapKey(content key, manifest.asset, master key)
    std::vector<RungObject> objects;
    QByteArray waveform; // peaks, one byte a column, at most 1000
};

struct PublishedTrack {
    ContentId id; // made by ingest when the draft was made, so publishing again is recognised
    QString title;
    QString artistName; // empty: the release's
    int discNumber = 1;
    int trackNumber = 1;
    QString isrc; // empty when unknown
    bool explicitContent = false;
    QList<wire::Credit> credits;
    std::optional<media::Lyrics> lyrics;
    media::Chapters chapters;
    QString releaseDate; // of its own; empty: the release's
    QString description;
    PublishedAsset asset;
};

struct PublishedRelease {
    ContentId id;
    QString kind; // a kind with tracks: "album", "single", "ep", "compilation", "show"
    QString title;
    QString artistName;
    QString releaseDate; // "", "2009", "2009-05" or "2009-05-01"
    QString upc;         // empty when unknown
    QString licence;
    QString attribution;
    QString description;
    std::optional<UserId> publisher; // who may edit it later
    std::optional<PublishedImage> image;
    std::vector<PublishedTrack> tracks; // 1..500
};

} // namespace melody::catalog
