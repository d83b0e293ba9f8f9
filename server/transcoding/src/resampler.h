// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From frames as a decoder happens to make them to interleaved blocks of one size at one rate.
#pragma once

#include "audio_source.h"

#include <limits>

namespace melody::transcoding {

struct BlockFormat {
    AVSampleFormat sampleFormat = AV_SAMPLE_FMT_FLT;
    int sampleRate = 48'000;
    int channels = 2; // 1 or 2
    int blockSamples = 960;
};

// Exactly ceil(n * out rate / in rate) samples come out of n that went in; with the same rate and a format that holds the
// samples, unchanged to the bit. Thread: one thread.
class Resampler {
public:
    using Sink = std::function<Result<void>(AVFrame *block)>;

    [[nodiscard]] static Result<std::unique_ptr<Resampler>> create(const SourceFormat &in, const BlockFormat &out, Sink sink);

    [[nodiscard]] Result<void> push(const AVFrame *frame);
    // The rest, the last block being shorter.
    [[nodiscard]] Result<void> finish();
    [[nodiscard]] qint64 samplesOut() const { return m_samplesOut; } // given to the sink

private:
    Resampler(const SourceFormat &in, const BlockFormat &out, Sink sink) : m_in(in), m_out(out), m_sink(std::move(sink)) {}
    [[nodiscard]] Result<void> convert(const uint8_t **data, int samples);
    [[nodiscard]] Result<void> drain(int atLeast);

    SourceFormat m_in;
    BlockFormat m_out;
    Sink m_sink;
    Owned<SwrContext> m_swr;
    Owned<AVAudioFifo> m_fifo;
    Owned<AVFrame> m_converted{av_frame_alloc()};
    Owned<AVFrame> m_block{av_frame_alloc()};
    qint64 m_samplesIn = 0;
    qint64 m_samplesOut = 0;
    qint64 m_wanted = std::numeric_limits<qint64>::max(); // known when the end has come
};

} // namespace melody::transcoding
