// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a folder of music is to become: read from its catalogue.json, or made from tags (tag_scan.h).
#pragma once

#include <wire/studio.h>

namespace melody::ctl {

// A release as the interface wants it, but with files where it wants uploads.
struct PlannedRelease {
    wire::NewRelease release; // tracks[i].upload and artwork are filled in when the files are up
    QStringList files;        // of release.tracks, absolute
    QString artwork;          // absolute, or empty
};

// catalogue.json: {"releases": [{"kind", "title", "artist_name", "release_date", "upc", "licence", "attribution", "description",
//   "artwork", "tracks": [{"file", "title", "artist_name", "disc_number", "track_number", "isrc", "explicit_content", "credits", "lyrics",
//   "release_date", "description"}]}]}. Of a show, discs are seasons and tracks episodes.
// "lyrics" is the path of a text or .lrc file; without it the .lrc file beside the sound is taken, if there is one.
// Paths are relative to `folder`; track numbers follow the order unless they are given. Keys beside "releases" are left alone.
// Invalid names every wrong field and every file that is missing.
// The text of "song.lrc" beside "song.flac"; empty when there is none.
[[nodiscard]] QString lyricsBeside(const QString &soundFile);

[[nodiscard]] Result<QList<PlannedRelease>> readCatalogueFile(const QString &file, const QString &folder);

} // namespace melody::ctl
