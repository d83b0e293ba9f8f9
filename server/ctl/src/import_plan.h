// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: which releases an import is to make, out of a catalogue.json or out of the names of files and folders.
#pragma once

#include <wire/studio.h>

namespace melody::ctl {

struct PlannedTrack {
    QString file;         // relative to the imported folder
    wire::NewTrack track; // without its upload
};

struct PlannedRelease {
    wire::NewRelease release; // without tracks and artwork
    QString artworkFile;      // may be empty
    std::vector<PlannedTrack> tracks;
};

// {"releases":[{kind,title,artist_name,release_date,upc,licence,attribution,artwork,tracks:[{file,title,…}]}]}; every wrong field is named.
[[nodiscard]] Result<std::vector<PlannedRelease>> planFromCatalogue(const QJsonObject &catalogue);

// `files` are paths relative to the imported folder. Each folder with audio files is an album: "Artist/Album/01 - Title.flac",
// "Artist - Album/01 Title.flac"; an image called cover, folder or front is its artwork.
[[nodiscard]] Result<std::vector<PlannedRelease>> planFromFiles(const QStringList &files);

} // namespace melody::ctl
