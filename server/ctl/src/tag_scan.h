// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalogue_file.h"

namespace melody::ctl {

// For folders without a catalogue.json: every folder below `folder` with music in it becomes an album, from the tags that ffprobe
// reads and from file names where there are none. cover.*, folder.* or front.* becomes the artwork. A folder of spoken word becomes a show
// with episodes: one that holds an M4B, or a file whose tags say so (its genre, MP4's kind of media, or that it is a podcast).
// Invalid when there is no music; Unavailable when ffprobe is not installed.
[[nodiscard]] Result<QList<PlannedRelease>> scanTags(const QString &folder);

} // namespace melody::ctl
