// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where to start decoding to land on a sample.
#pragma once

#include <media/manifest.h>

namespace melody::player {

// An Opus decoder that starts in the middle needs 80 ms to settle (RFC 7845, section 4.6); FLAC frames stand alone.
[[nodiscard]] qint64 preRollSamples(const media::RungInfo &rung);

// First decoded sample of a chunk on the decoder's own timeline (encoder delay included).
[[nodiscard]] qint64 chunkStartSample(const media::RungInfo &rung, int chunk);

// Milliseconds to samples and back, rounding down.
[[nodiscard]] qint64 toSamples(const media::RungInfo &rung, qint64 positionMs);
[[nodiscard]] qint64 toMs(qint64 samples, int sampleRate);

struct SeekPlan {
    int chunk = 0;      // feed a fresh decoder from the start of this chunk on
    qint64 discard = 0; // drop this many decoded samples (per channel); the next one is `target`
    qint64 target = 0;  // music sample, clamped into the track
    bool operator==(const SeekPlan &) const = default;
};

[[nodiscard]] SeekPlan planSeek(const media::RungInfo &rung, qint64 musicSample);

} // namespace melody::player
