// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/seam.h>

#include <algorithm>

namespace melody::player {
namespace {

constexpr qint64 channels = 2;

} // namespace

void join(std::vector<float> &samples, qint64 start, const std::vector<float> &next, qint64 nextStart, qint64 fade)
{
    const auto here = qint64(samples.size()) / channels;
    const auto coming = qint64(next.size()) / channels;
    const qint64 at = nextStart - start;
    const qint64 overlap = std::clamp<qint64>(std::min(here - at, coming), 0, fade);
    samples.resize(size_t((at + overlap) * channels)); // fills a gap with silence
    for (qint64 frame = 0; frame < overlap; ++frame) {
        const auto t = float(frame + 1) / float(overlap + 1);
        const float weight = t * t * (3 - 2 * t); // no corner at either end
        for (qint64 channel = 0; channel < channels; ++channel) {
            float &sample = samples[size_t((at + frame) * channels + channel)];
            sample += weight * (next[size_t(frame * channels + channel)] - sample);
        }
    }
    samples.insert(samples.end(), next.begin() + overlap * channels, next.end());
}

} // namespace melody::player
