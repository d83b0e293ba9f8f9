// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <transcoding/media_worker.h>

namespace melody::transcoding {

// Decodes once; measures, encodes and seals every rung on the way. One thread: a worker has one core's worth of work, and
// several workers run beside each other.
[[nodiscard]] Result<AudioOutcome> transcode(const AudioRequest &request);

} // namespace melody::transcoding
