// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resampler.h"

namespace melody::transcoding {
namespace {

constexpr int maxConverted = 1 << 16; // samples of one conversion

int prepare(AVFrame *frame, const BlockFormat &format, int samples)
{
    frame->format = format.sampleFormat;
    frame->sample_rate = format.sampleRate;
    frame->nb_samples = samples;
    av_channel_layout_default(&frame->ch_layout, format.channels);
    return av_frame_get_buffer(frame, 0);
}

} // namespace

Result<std::unique_ptr<Resampler>> Resampler::create(const SourceFormat &in, const BlockFormat &out, Sink sink)
{
    std::unique_ptr<Resampler> resampler(new Resampler(in, out, std::move(sink)));
    AVChannelLayout inLayout{};
    AVChannelLayout outLayout{};
    av_channel_layout_default(&inLayout, in.channels);
    av_channel_layout_default(&outLayout, out.channels);
    SwrContext *swr = nullptr;
    int code =
        swr_alloc_set_opts2(&swr, &outLayout, out.sampleFormat, out.sampleRate, &inLayout, in.sampleFormat, in.sampleRate, 0, nullptr);
    resampler->m_swr.reset(swr);
    if (code >= 0)
        av_opt_set_double(swr, "rematrix_maxval", 1.0, 0); // a downmix must not clip
    if (code < 0 || (code = swr_init(swr)) < 0)
        return ffmpegFailure("swr_init", code);
    resampler->m_fifo.reset(av_audio_fifo_alloc(out.sampleFormat, out.channels, 2 * maxConverted));
    if (!resampler->m_fifo)
        return ffmpegFailure("av_audio_fifo_alloc", AVERROR(ENOMEM));
    if (code = prepare(resampler->m_converted.get(), out, maxConverted); code < 0)
        return ffmpegFailure("av_frame_get_buffer", code);
    return resampler;
}

Result<void> Resampler::push(const AVFrame *frame)
{
    m_samplesIn += frame->nb_samples;
    return convert(const_cast<const uint8_t **>(frame->extended_data), frame->nb_samples);
}

Result<void> Resampler::convert(const uint8_t **data, int samples)
{
    while (true) {
        const int made = swr_convert(m_swr.get(), m_converted->extended_data, maxConverted, data, samples);
        if (made < 0)
            return ffmpegFailure("swr_convert", made);
        if (made == 0)
            return {};
        if (av_audio_fifo_write(m_fifo.get(), reinterpret_cast<void **>(m_converted->extended_data), made) < made)
            return ffmpegFailure("av_audio_fifo_write", AVERROR(ENOMEM));
        if (const Result<void> drained = drain(m_out.blockSamples); !drained)
            return drained;
        if (made < maxConverted)
            return {};
        samples = 0; // what didn't fit waits inside of the converter
    }
}

Result<void> Resampler::drain(int atLeast)
{
    while (true) {
        const qint64 available = std::min<qint64>(av_audio_fifo_size(m_fifo.get()), m_wanted - m_samplesOut);
        if (available < atLeast)
            return {};
        const int samples = int(std::min<qint64>(available, m_out.blockSamples));
        // Encoders may still hold the last block: a fresh buffer each time.
        av_frame_unref(m_block.get());
        if (const int code = prepare(m_block.get(), m_out, samples); code < 0)
            return ffmpegFailure("av_frame_get_buffer", code);
        av_audio_fifo_read(m_fifo.get(), reinterpret_cast<void **>(m_block->extended_data), samples);
        m_block->pts = m_samplesOut;
        m_samplesOut += samples;
        if (const Result<void> taken = m_sink(m_block.get()); !taken)
            return taken;
    }
}

Result<void> Resampler::finish()
{
    m_wanted = av_rescale_rnd(m_samplesIn, m_out.sampleRate, m_in.sampleRate, AV_ROUND_UP);
    if (const Result<void> flushed = convert(nullptr, 0); !flushed)
        return flushed;
    const qint64 missing = m_wanted - m_samplesOut - av_audio_fifo_size(m_fifo.get());
    if (missing > 0) {
        const int silent = int(std::min<qint64>(missing, maxConverted));
        av_samples_set_silence(m_converted->extended_data, 0, silent, m_out.channels, m_out.sampleFormat);
        if (av_audio_fifo_write(m_fifo.get(), reinterpret_cast<void **>(m_converted->extended_data), silent) < silent)
            return ffmpegFailure("av_audio_fifo_write", AVERROR(ENOMEM));
    }
    return drain(1);
}

} // namespace melody::transcoding
