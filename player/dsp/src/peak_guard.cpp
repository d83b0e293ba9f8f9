// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stereo.h"

#include <dsp/peak_guard.h>

#include <algorithm>
#include <cmath>

namespace melody::player {
namespace {

constexpr float attackSeconds = 0.002F;
constexpr float releaseSeconds = 0.200F;
constexpr int centre = 5; // the taps around which the phases interpolate: between frame i - 6 and i - 5

// ITU-R BS.1770-4, annex 2, phases 0 and 1; phases 3 and 2 are the same backwards.
constexpr std::array<std::array<float, 12>, 2> phases{
    {{0.0017089843750F, 0.0109863281250F, -0.0196533203125F, 0.0332031250000F, -0.0594482421875F, 0.1373291015625F, 0.9721679687500F,
      -0.1022949218750F, 0.0476074218750F, -0.0266113281250F, 0.0148925781250F, -0.0083007812500F},
     {-0.0291748046875F, 0.0292968750000F, -0.0517578125000F, 0.0891113281250F, -0.1665039062500F, 0.4650878906250F, 0.7797851562500F,
      -0.2003173828125F, 0.1015625000000F, -0.0582275390625F, 0.0330810546875F, -0.0189208984375F}}};

// The largest of four interpolated values among twelve samples of one channel.
float truePeak(const float *newest)
{
    std::array<float, 4> sums{};
    for (int tap = 0; tap < 12; ++tap) {
        const float sample = newest[-tap * channels];
        for (size_t phase = 0; phase < 2; ++phase) {
            sums[phase] += sample * phases[phase][size_t(tap)];
            sums[3 - phase] += sample * phases[phase][size_t(11 - tap)];
        }
    }
    float peak = 0;
    for (const float sum : sums)
        peak = std::max(peak, std::abs(sum));
    return peak;
}

} // namespace

PeakGuard::PeakGuard(double ceilingDbtp) : m_ceiling(float(std::pow(10.0, ceilingDbtp / 20.0)))
{
}

void PeakGuard::reset()
{
    m_gain = 1.0F;
    m_before.fill(0.0F);
}

void PeakGuard::process(float *samples, int frames, int sampleRate)
{
    if (frames <= 0)
        return;
    m_window.assign(m_before.begin(), m_before.end());
    m_window.insert(m_window.end(), samples, samples + size_t(frames) * channels);
    m_wanted.assign(size_t(frames), 1.0F);
    const auto limit = [this](int frame, float peak) {
        if (frame >= 0 && peak > m_ceiling)
            m_wanted[size_t(frame)] = std::min(m_wanted[size_t(frame)], m_ceiling / peak);
    };
    for (int i = 0; i < frames; ++i) {
        for (int channel = 0; channel < channels; ++channel) {
            limit(i, std::abs(samples[i * channels + channel]));
            const float peak = truePeak(m_window.data() + (size_t(i) + taps - 1) * channels + size_t(channel));
            limit(i - centre, peak);
            limit(i - centre - 1, peak);
        }
    }
    const float attack = 1.0F / (attackSeconds * float(sampleRate));
    for (int i = frames - 2; i >= 0; --i)
        m_wanted[size_t(i)] = std::min(m_wanted[size_t(i)], m_wanted[size_t(i) + 1] + attack);
    const float release = 1.0F / (releaseSeconds * float(sampleRate));
    std::copy(m_window.end() - std::ptrdiff_t(m_before.size()), m_window.end(), m_before.begin());
    for (int i = 0; i < frames; ++i) {
        m_gain = std::min(m_wanted[size_t(i)], m_gain + release);
        if (m_gain >= 1.0F)
            continue;
        for (int channel = 0; channel < channels; ++channel)
            samples[i * channels + channel] *= m_gain;
    }
}

} // namespace melody::player
