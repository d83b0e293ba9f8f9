// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Joins what two decoders give of the same music, where a track goes from Opus to FLAC or back.
#pragma once

#include <QtCore/QtGlobal>

#include <vector>

namespace melody::player {

// Interleaved stereo. `samples` begins at frame `start` of the music, `next` at frame `nextStart`. From there on `next` is heard; over
// the frames that both have, at most `fade`, the one goes into the other (both are the same sound, so their weights add up to one).
// Frames that neither has are silent. `start` <= `nextStart`.
void join(std::vector<float> &samples, qint64 start, const std::vector<float> &next, qint64 nextStart, qint64 fade);

} // namespace melody::player
