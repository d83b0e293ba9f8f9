// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "voice.h"

#include <planning/gain.h>

#include <cmath>

namespace melody::player {

void Voice::reset()
{
    m_begun = m_end = m_fadeIn = false;
    m_trim.reset();
    m_tempo.reset();
    m_map = {};
    m_out = 0;
    m_samples.clear();
    m_taken = 0;
}

void Voice::begin(int outputRate, const SoundSettings &settings)
{
    if (std::exchange(m_begun, true))
        return;
    const ports::Stream &stream = m_track->stream();
    std::optional<LevelFacts> album;
    if (stream.album)
        album = LevelFacts{stream.album->loudnessLufs, stream.album->truePeakDbtp};
    m_gain = float(levelGain(settings.loudness, {stream.manifest.loudnessLufs, stream.manifest.truePeakDbtp}, album));
    m_speed = m_speech ? settings.speed : 1.0;
    if (m_speech && settings.trimSilence)
        m_trim = std::make_unique<SilenceTrim>(outputRate);
    if (m_speed != 1.0)
        m_tempo = std::make_unique<Tempo>(m_speed, outputRate);
}

Track::Read Voice::fill(int frames, int outputRate, const SoundSettings &settings)
{
    if (!m_track->isOpen())
        return Track::Read::Starved;
    begin(outputRate, settings);
    if (!m_block)
        m_block = std::make_unique<PcmBlock>();
    while (available() < frames && !m_end) {
        const Track::Read read = m_track->read(*m_block, outputRate);
        if (read == Track::Read::Starved)
            return available() > 0 ? Track::Read::Block : read;
        if (read == Track::Read::Block)
            append(*m_block, outputRate);
        if (read == Track::Read::End || m_block->last)
            finish();
    }
    return available() > 0 ? Track::Read::Block : Track::Read::End;
}

void Voice::append(const PcmBlock &block, int outputRate)
{
    m_rung = block.rung;
    m_fadeIn = m_fadeIn || block.fadeIn;
    if (m_taken > 0) {
        m_samples.erase(m_samples.begin(), m_samples.begin() + qsizetype(m_taken * AudioFormat::channels));
        m_taken = 0;
    }
    const size_t before = m_samples.size();
    const float *samples = block.samples.data();
    int frames = block.frames;
    if (m_trim) {
        m_trimmed.clear();
        m_trim->process(samples, frames, block.position, m_trimmed, m_map);
        samples = m_trimmed.data();
        frames = int(m_trimmed.size() / AudioFormat::channels);
    } else {
        m_map.add(block.position, frames);
    }
    if (!m_tempo) {
        m_samples.insert(m_samples.end(), samples, samples + size_t(frames) * AudioFormat::channels);
    } else if (!m_tempo->feed(samples, frames, m_samples)) {
        m_tempo = std::make_unique<Tempo>(1.0, outputRate); // never seen; better at its own speed than not at all
        m_speed = 1.0;
    }
    if (m_gain != 1.0F)
        std::for_each(m_samples.begin() + qsizetype(before), m_samples.end(), [this](float &sample) { sample *= m_gain; });
}

void Voice::finish()
{
    m_end = true;
    const size_t before = m_samples.size();
    m_trimmed.clear();
    if (m_trim)
        m_trim->flush(m_trimmed, m_map);
    if (m_tempo) {
        // What can't be had of the last moment is left out.
        if (m_tempo->feed(m_trimmed.data(), int(m_trimmed.size() / AudioFormat::channels), m_samples))
            (void)m_tempo->flush(m_samples);
    } else {
        m_samples.insert(m_samples.end(), m_trimmed.begin(), m_trimmed.end());
    }
    if (m_gain != 1.0F)
        std::for_each(m_samples.begin() + qsizetype(before), m_samples.end(), [this](float &sample) { sample *= m_gain; });
}

qint64 Voice::leftFrames(int outputRate) const
{
    return std::max<qint64>(0, m_track->leftFrames(outputRate)) + available();
}

Voice::Taken Voice::take(float *out, int frames)
{
    std::copy_n(m_samples.begin() + qsizetype(m_taken * AudioFormat::channels), size_t(frames) * AudioFormat::channels, out);
    m_taken += size_t(frames);
    const auto before = [this](qint64 taken) { return m_map.trackAt(qint64(std::llround(double(taken) * m_speed))); };
    Taken taken;
    taken.position = before(m_out);
    m_out += frames;
    taken.span = std::max<qint64>(0, before(m_out) - taken.position);
    taken.rung = m_rung;
    taken.fadeIn = std::exchange(m_fadeIn, false);
    return taken;
}

} // namespace melody::player
