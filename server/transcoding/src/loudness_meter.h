// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that is measured while the sound passes by: loudness, peaks, and whether the samples are numbers at all.
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>

#include <ebur128.h>
#include <memory>
#include <span>
#include <vector>

namespace melody::transcoding {

struct Measurement {
    double loudnessLufs = -70; // integrated (EBU R128, ITU-R BS.1770-4); -70 for silence
    double truePeakDbtp = -70; // 4x oversampled; -70 for silence
    QByteArray waveform;       // at most 1000 columns
};

// Thread: one thread.
class LoudnessMeter {
public:
    // One channel is played by both loudspeakers, so it counts twice (dual mono).
    [[nodiscard]] static Result<std::unique_ptr<LoudnessMeter>> create(int channels, int sampleRate);
    ~LoudnessMeter();
    LoudnessMeter(const LoudnessMeter &) = delete;
    LoudnessMeter &operator=(const LoudnessMeter &) = delete;

    // Interleaved. Rejects ("invalid_samples") NaN, infinity, and what is absurdly loud.
    [[nodiscard]] Result<void> add(std::span<const float> samples);
    [[nodiscard]] Measurement result() const;

private:
    LoudnessMeter(int channels, ebur128_state *state) : m_channels(size_t(channels)), m_state(state) {}
    void addColumn(float peak);

    size_t m_channels;
    ebur128_state *m_state;
    // Columns grow twice as wide whenever there are too many, so memory stays small whatever the length.
    std::vector<float> m_columns;
    int m_blocksPerColumn = 1;
    int m_blocksInColumn = 0;
};

} // namespace melody::transcoding
