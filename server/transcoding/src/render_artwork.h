// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <transcoding/media_worker.h>

namespace melody::transcoding {

// The middle square of a JPEG, PNG or WebP in every size of artworkSizes that is not larger than it (at least the smallest), as
// "<size>.jpg" in the staging folder: turned as its EXIF says, flattened on white, without any metadata.
[[nodiscard]] Result<ArtworkOutcome> renderArtwork(const ArtworkRequest &request);

} // namespace melody::transcoding
