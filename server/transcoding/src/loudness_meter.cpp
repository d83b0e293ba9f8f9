// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loudness_meter.h"

#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;

namespace melody::transcoding {
namespace {

constexpr size_t maxColumns = 1000;
constexpr float absurd = 32.0F; // +30 dBFS: not a master, but numbers of another scale
constexpr double floorDb = -70;

// The greatest magnitude. The bits of non-negative floats sort as integers do, with infinity and NaN above all numbers, so one
// integer maximum finds the peak and what is no number.
float magnitude(std::span<const float> samples)
{
    quint32 greatest = 0;
    for (const float sample : samples)
        greatest = std::max(greatest, std::bit_cast<quint32>(sample) & 0x7fff'ffffU);
    return std::bit_cast<float>(greatest);
}

} // namespace

Result<std::unique_ptr<LoudnessMeter>> LoudnessMeter::create(int channels, int sampleRate)
{
    ebur128_state *state = ebur128_init(unsigned(channels), size_t(sampleRate), EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    if (!state)
        return fail(ErrorKind::Internal, u"media_failure"_s, u"ebur128_init"_s);
    if (channels == 1)
        ebur128_set_channel(state, 0, EBUR128_DUAL_MONO);
    return std::unique_ptr<LoudnessMeter>(new LoudnessMeter(channels, state));
}

LoudnessMeter::~LoudnessMeter()
{
    ebur128_destroy(&m_state);
}

Result<void> LoudnessMeter::add(std::span<const float> samples)
{
    const float peak = magnitude(samples);
    if (!(peak <= absurd))
        return fail(ErrorKind::Invalid, u"invalid_samples"_s, u"The file holds samples that are no numbers, or beyond all scale."_s);
    if (ebur128_add_frames_float(m_state, samples.data(), samples.size() / m_channels) != EBUR128_SUCCESS)
        return fail(ErrorKind::Internal, u"media_failure"_s, u"ebur128_add_frames_float"_s);
    addColumn(peak);
    return {};
}

void LoudnessMeter::addColumn(float peak)
{
    if (m_blocksInColumn == 0) {
        if (m_columns.size() == maxColumns) {
            for (size_t i = 0; i < maxColumns / 2; ++i)
                m_columns[i] = std::max(m_columns[2 * i], m_columns[2 * i + 1]);
            m_columns.resize(maxColumns / 2);
            m_blocksPerColumn *= 2;
        }
        m_columns.push_back(0);
    }
    m_columns.back() = std::max(m_columns.back(), peak);
    m_blocksInColumn = (m_blocksInColumn + 1) % m_blocksPerColumn;
}

Measurement LoudnessMeter::result() const
{
    Measurement measured;
    double loudness = floorDb;
    if (ebur128_loudness_global(m_state, &loudness) == EBUR128_SUCCESS && std::isfinite(loudness))
        measured.loudnessLufs = std::max(loudness, floorDb);
    double peak = 0;
    for (unsigned channel = 0; channel < m_channels; ++channel) {
        double ofChannel = 0;
        if (ebur128_true_peak(m_state, channel, &ofChannel) == EBUR128_SUCCESS)
            peak = std::max(peak, ofChannel);
    }
    if (peak > 0)
        measured.truePeakDbtp = std::max(20 * std::log10(peak), floorDb);
    for (const float column : m_columns)
        measured.waveform.append(char(std::lround(std::min(column, 1.0F) * 255)));
    return measured;
}

} // namespace melody::transcoding
