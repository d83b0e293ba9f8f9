// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What playback must know about a content to stream it.
#pragma once

#include <catalog/published_release.h>

namespace melody::catalog {

struct PlayableAsset {
    ContentId content;
    QString kind;
    QString title;
    QString artistName;
    bool explicitContent = false;
    ContentId release; // that it stands on
    std::optional<ImageId> image;
    // Of the whole release, where any of it can be heard.
    struct Level {
        double loudnessLufs = -70;
        double truePeakDbtp = -70;
    };
    std::optional<Level> releaseLevel;
    PublishedAsset asset;
};

// One song of what a listener chose to hear.
struct ContextSong {
    ContentId content;
    QString kind;
    QString artistName;
    bool explicitContent = false;
};
struct Context {
    ContentId id;                   // of a track: its release
    std::vector<ContextSong> songs; // in the order of the release, at most 500
};

using PlayableAssetPtr = std::shared_ptr<const PlayableAsset>;

} // namespace melody::catalog
