// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/seek_plan.h>

namespace melody::player {

qint64 preRollSamples(const media::RungInfo &rung)
{
    return rung.rung == media::Rung::Flac ? 0 : rung.sampleRate * 80 / 1000;
}

qint64 chunkStartSample(const media::RungInfo &rung, int chunk)
{
    return media::chunkStart(chunk).count() * rung.sampleRate / 1000;
}

qint64 toSamples(const media::RungInfo &rung, qint64 positionMs)
{
    return positionMs * rung.sampleRate / 1000;
}

qint64 toMs(qint64 samples, int sampleRate)
{
    return samples * 1000 / sampleRate;
}

SeekPlan planSeek(const media::RungInfo &rung, qint64 musicSample)
{
    const qint64 target = qBound(qint64(0), musicSample, rung.samples);
    const qint64 decoded = target + rung.encoderDelay;
    const qint64 from = std::max(qint64(0), decoded - preRollSamples(rung));
    const int last = std::max(0, int(rung.chunks.size()) - 1);
    // Chunks start on whole seconds, so rounding down to a millisecond never passes a boundary.
    const int chunk = std::min(media::chunkAt(std::chrono::milliseconds(toMs(from, rung.sampleRate))), last);
    return {chunk, decoded - chunkStartSample(rung, chunk), target};
}

} // namespace melody::player
