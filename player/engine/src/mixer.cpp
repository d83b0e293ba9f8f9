// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mixer.h"

#include <cstring>

namespace melody::player {
namespace {

constexpr float fadeSeconds = 0.010F;
constexpr float volumeSeconds = 0.020F; // from silence to full

float approach(float value, float target, float step)
{
    return value < target ? std::min(value + step, target) : std::max(value - step, target);
}

} // namespace

void Mixer::clearMeter(int meter)
{
    TrackMeter &cleared = m_meters[size_t(meter)];
    cleared.renderedFrames = 0;
    cleared.positionFrames = 0;
    cleared.firstSampleNs = -1;
    cleared.endedNs = -1;
    cleared.endedGeneration = 0;
    cleared.underruns = 0;
}

int Mixer::pull(float *out, int frames)
{
    int done = 0;
    while (done < frames) {
        const PcmBlock *block = m_ring.front();
        if (!block)
            break;
        const bool stale = block->generation != m_wantedGeneration.load(std::memory_order_acquire);
        const bool audible = !stale && m_playing.load(std::memory_order_acquire);
        const bool fresh = block->generation != m_heardGeneration;
        if (stale && (fresh || m_fade <= 0)) { // nobody heard its beginning, or it is faded out by now
            m_ring.pop();
            m_offset = 0;
            m_due = false;
            continue;
        }
        if (!audible && (fresh || m_fade <= 0))
            break;
        if (fresh)
            begin(*block);
        const int taken =
            mix(*block, out + qsizetype(done) * AudioFormat::channels, std::min(frames - done, block->frames - m_offset), audible);
        account(*block, taken);
        done += taken;
        if (m_offset == block->frames)
            finish(*block);
    }
    if (done > 0)
        m_dry = false;
    return done;
}

void Mixer::begin(const PcmBlock &block)
{
    m_fade = block.fadeIn ? 0.0F : 1.0F;
    m_volume = m_wantedVolume;
}

// Mixes at most `frames` frames; fewer when a fade-out reaches silence.
int Mixer::mix(const PcmBlock &block, float *out, int frames, bool audible)
{
    const float *in = block.samples.data() + qsizetype(m_offset) * AudioFormat::channels;
    const float fadeTarget = audible ? 1.0F : 0.0F;
    const float volume = m_wantedVolume;
    if (m_fade == fadeTarget && m_volume == volume) {
        const float factor = m_volume;
        if (factor == 1.0F) // to the bit
            std::memcpy(out, in, size_t(frames) * AudioFormat::channels * sizeof(float));
        else
            std::transform(in, in + qsizetype(frames) * AudioFormat::channels, out, [factor](float sample) { return sample * factor; });
        return frames;
    }
    const float rate = float(m_sampleRate.load());
    const float fadeStep = 1.0F / (fadeSeconds * rate);
    const float volumeStep = 1.0F / (volumeSeconds * rate);
    int i = 0;
    for (; i < frames && (audible || m_fade > 0); ++i) {
        m_fade = approach(m_fade, fadeTarget, fadeStep);
        m_volume = approach(m_volume, volume, volumeStep);
        const float factor = m_fade * m_volume;
        for (int c = 0; c < AudioFormat::channels; ++c)
            out[i * AudioFormat::channels + c] = in[i * AudioFormat::channels + c] * factor;
    }
    return i;
}

void Mixer::account(const PcmBlock &block, int frames)
{
    m_offset += frames;
    for (const PcmBlock::Share &share : block.shares) {
        if (share.meter < 0)
            continue;
        TrackMeter &meter = m_meters[size_t(share.meter)];
        if (frames > 0 && meter.firstSampleNs.load(std::memory_order_relaxed) < 0)
            meter.firstSampleNs = m_clock.monotonic().count();
        meter.renderedFrames += frames;
        meter.positionFrames = share.position + (block.frames > 0 ? share.span * m_offset / block.frames : share.span);
        meter.rung = share.rung;
    }
    m_lastMeter = block.shares.front().meter;
    m_due = true;
    m_heardGeneration = block.generation; // after the position, so that whoever sees it finds the position new
}

void Mixer::finish(const PcmBlock &block)
{
    const PcmBlock::Share &first = block.shares.front();
    if (first.last) {
        m_meters[size_t(first.meter)].endedNs = m_clock.monotonic().count();
        m_meters[size_t(first.meter)].endedGeneration = block.generation;
        if (block.shares.back().meter < 0)
            m_due = false; // a following track that is late is a late start, not an underrun
    }
    m_ring.pop();
    m_offset = 0;
}

void Mixer::ranDry()
{
    if (m_dry || !m_due || !m_playing || m_heardGeneration != m_wantedGeneration)
        return;
    ++m_meters[size_t(m_lastMeter)].underruns;
    m_dry = true;
    m_fade = 0; // what comes after the hole fades in
}

} // namespace melody::player
