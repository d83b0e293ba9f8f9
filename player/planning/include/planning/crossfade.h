// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether and how long one song goes into the next.
#pragma once

#include <values/id.h>

namespace melody::player {

struct CrossfadeSide {
    ContentId album;
    int albumPosition = 0; // 1, 2, … in the order of the album, or albumPlace(); 0: not known
    qint64 durationMs = 0;
    bool mayFade = true; // it is music, and nothing that must be heard whole
};

// Where a track stands on its album: one more than the one before it, and the same as its number on the first disc. 0: not known.
[[nodiscard]] int albumPlace(int disc, int track);

// Milliseconds of overlap; 0: they follow without a gap. An album that plays in its own order is meant to be continuous. A song is never in
// two overlaps at once: at most half of it is in one.
[[nodiscard]] qint64 crossfadeMs(const CrossfadeSide &ending, const CrossfadeSide &coming, qint64 wantedMs);

// How loud either is, is its own gain's (gain.h), through the overlap and behind it. Where the listener wants no levelling (Loudness::Off)
// there is none in the overlap either: a song that is moved toward its neighbour for some seconds must move back where it is alone, and
// that swell is heard as a fault of the recording. Linear factors at `t` of the overlap, 0..1: of equal power, so that songs that have
// nothing in common keep their loudness together.
struct CrossfadeGains {
    float ending = 1;
    float coming = 0;
};
[[nodiscard]] CrossfadeGains equalPower(double t);

} // namespace melody::player
