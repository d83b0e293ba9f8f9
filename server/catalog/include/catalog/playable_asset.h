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
    PublishedAsset asset;
};

using PlayableAssetPtr = std::shared_ptr<const PlayableAsset>;

} // namespace melody::catalog
