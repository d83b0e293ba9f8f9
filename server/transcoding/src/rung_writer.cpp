// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rung_writer.h"

using namespace Qt::StringLiterals;

namespace melody::transcoding {
namespace {

constexpr int opusRate = 48'000;
constexpr int opusFrame = 960; // 20 ms
constexpr int muxBufferBytes = 64 * 1024;

// FLAC frames (RFC 9639: 16 to 65,535 samples) that divide a second, about 100 ms long, so that they end where chunks do.
int flacFrame(int rate)
{
    for (int perSecond = 10; perSecond <= 200; ++perSecond) {
        if (rate % perSecond == 0 && rate / perSecond >= 192)
            return rate / perSecond;
    }
    for (int perSecond = 9; perSecond >= 1; --perSecond) {
        if (rate % perSecond == 0 && rate / perSecond <= 65'535)
            return rate / perSecond;
    }
    return 0;
}

} // namespace

std::optional<BlockFormat> blockFormatFor(media::Rung rung, const SourceFormat &source)
{
    const int channels = std::min(source.channels, 2);
    if (rung != media::Rung::Flac)
        return BlockFormat{AV_SAMPLE_FMT_FLT, opusRate, channels, opusFrame};
    // A downmix makes new samples, which need the room of 24 bits; so do float and 32-bit masters, FLAC having no more here.
    const bool shortSamples = source.bits <= 16 && source.channels <= 2;
    const int frame = flacFrame(source.sampleRate);
    if (!source.lossless || frame == 0)
        return {};
    return BlockFormat{shortSamples ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_S32, source.sampleRate, channels, frame};
}

Result<std::unique_ptr<RungWriter>> RungWriter::create(Target target)
{
    std::unique_ptr<RungWriter> writer(new RungWriter(std::move(target)));
    if (!writer->m_pack.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return fail(ErrorKind::Unavailable, u"staging_failed"_s, writer->m_pack.errorString());
    return writer->openEncoder().and_then([&] { return writer->openMuxer(); }).map([&] { return std::move(writer); });
}

RungWriter::~RungWriter()
{
    if (!m_muxer)
        return;
    AVIOContext *io = m_muxer->pb;
    avformat_free_context(m_muxer);
    if (io)
        av_freep(&io->buffer);
    avio_context_free(&io);
}

Result<void> RungWriter::openEncoder()
{
    const bool flac = m_target.rung == media::Rung::Flac;
    const AVCodec *codec = flac ? avcodec_find_encoder(AV_CODEC_ID_FLAC) : avcodec_find_encoder_by_name("libopus");
    m_encoder.reset(avcodec_alloc_context3(codec));
    if (!codec || !m_encoder)
        return ffmpegFailure("avcodec_find_encoder", AVERROR_ENCODER_NOT_FOUND);
    m_encoder->sample_fmt = m_target.format.sampleFormat;
    m_encoder->sample_rate = m_target.format.sampleRate;
    m_encoder->time_base = {1, m_target.format.sampleRate};
    m_encoder->flags = AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    m_encoder->thread_count = 1;
    av_channel_layout_default(&m_encoder->ch_layout, m_target.format.channels);
    if (flac) {
        m_encoder->frame_size = m_target.format.blockSamples;
        m_encoder->bits_per_raw_sample = m_target.format.sampleFormat == AV_SAMPLE_FMT_S16 ? 16 : 24;
    } else {
        m_encoder->bit_rate = 1000LL * media::nominalKbps(m_target.rung);
        m_encoder->compression_level = 10;
        av_opt_set(m_encoder->priv_data, "application", "audio", 0);
        av_opt_set(m_encoder->priv_data, "vbr", "on", 0);
        av_opt_set_double(m_encoder->priv_data, "frame_duration", 20, 0);
    }
    if (const int code = avcodec_open2(m_encoder.get(), codec, nullptr); code < 0)
        return ffmpegFailure("avcodec_open2", code);
    m_info.rung = m_target.rung;
    m_info.sampleRate = m_target.format.sampleRate;
    m_info.channels = m_target.format.channels;
    m_info.encoderDelay = m_encoder->initial_padding;
    return {};
}

int RungWriter::appendMuxed(void *self, uint8_t *data, int size)
{
    static_cast<RungWriter *>(self)->m_muxed.append(reinterpret_cast<const char *>(data), size);
    return size;
}

Result<void> RungWriter::openMuxer()
{
    int code = avformat_alloc_output_context2(&m_muxer, nullptr, "mp4", nullptr);
    if (code < 0)
        return ffmpegFailure("avformat_alloc_output_context2", code);
    m_muxer->pb =
        avio_alloc_context(static_cast<uchar *>(av_malloc(muxBufferBytes)), muxBufferBytes, 1, this, nullptr, &appendMuxed, nullptr);
    AVStream *stream = avformat_new_stream(m_muxer, nullptr);
    if (!m_muxer->pb || !stream)
        return ffmpegFailure("avformat_new_stream", AVERROR(ENOMEM));
    stream->time_base = m_encoder->time_base;
    avcodec_parameters_from_context(stream->codecpar, m_encoder.get());
    // Our timeline starts with the encoder's delay at 0 and the manifest says what to trim: no edit list.
    stream->codecpar->initial_padding = 0;
    m_muxer->flags |= AVFMT_FLAG_BITEXACT;                       // no "encoded by"
    m_muxer->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL; // FLAC in MP4 counts as experimental in FFmpeg 5.1
    AVDictionary *options = nullptr;
    av_dict_set(&options, "movflags", "cmaf+empty_moov+default_base_moof+frag_custom+skip_trailer", 0);
    av_dict_set(&options, "use_editlist", "0", 0);
    code = avformat_write_header(m_muxer, &options);
    av_dict_free(&options);
    if (code < 0)
        return ffmpegFailure("avformat_write_header", code);
    avio_flush(m_muxer->pb);
    m_info.init = std::exchange(m_muxed, {});
    return {};
}

Result<void> RungWriter::encode(const AVFrame *block)
{
    if (const int code = avcodec_send_frame(m_encoder.get(), block); code < 0)
        return ffmpegFailure("avcodec_send_frame", code);
    return takePackets();
}

Result<void> RungWriter::takePackets()
{
    while (true) {
        const int code = avcodec_receive_packet(m_encoder.get(), m_packet.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF)
            return {};
        if (code < 0)
            return ffmpegFailure("avcodec_receive_packet", code);
        // FLAC's encoder ends with an empty packet that only carries the final header.
        if (m_packet->size > 0) {
            if (const Result<void> written = writePacket(); !written)
                return written;
        }
        av_packet_unref(m_packet.get());
    }
}

Result<void> RungWriter::writePacket()
{
    const int chunk = int(m_info.chunks.size());
    const qint64 nextChunkStart = media::chunkStart(chunk + 1).count() * m_info.sampleRate / 1000;
    if (m_nextStart >= nextChunkStart && chunk < m_lastChunk) {
        if (const Result<void> sealed = sealFragment(); !sealed)
            return sealed;
    }
    const qint64 duration = m_info.rung == media::Rung::Flac ? m_packet->duration : opusFrame;
    m_packet->pts = m_packet->dts = m_nextStart;
    m_packet->duration = duration;
    m_packet->stream_index = 0;
    m_nextStart += duration;
    const AVStream *stream = m_muxer->streams[0];
    av_packet_rescale_ts(m_packet.get(), m_encoder->time_base, stream->time_base);
    if (const int code = av_write_frame(m_muxer, m_packet.get()); code < 0)
        return ffmpegFailure("av_write_frame", code);
    return {};
}

Result<void> RungWriter::sealFragment()
{
    if (const int code = av_write_frame(m_muxer, nullptr); code < 0)
        return ffmpegFailure("av_write_frame", code);
    avio_flush(m_muxer->pb);
    const quint64 index = m_info.chunks.size();
    const QByteArray sealed = crypto::sealChunk(m_target.key, {m_target.asset, quint8(m_info.rung), index}, m_muxed);
    m_muxed.resize(0);
    if (sealed.size() > qsizetype(media::maxChunkBytes) || index >= quint64(media::maxChunks))
        return fail(ErrorKind::Internal, u"media_failure"_s, u"A chunk is larger than the manifest allows."_s);
    if (m_pack.write(sealed) != sealed.size())
        return fail(ErrorKind::Unavailable, u"staging_failed"_s, m_pack.errorString());
    m_info.chunks.push_back({quint32(sealed.size())});
    return {};
}

Result<media::RungInfo> RungWriter::finish(qint64 samples, qint64 durationMs)
{
    // The encoder's delay must not make a chunk that the other rungs don't have: the last chunk takes the tail.
    m_lastChunk = media::chunkCount(std::chrono::milliseconds(durationMs)) - 1;
    if (const Result<void> flushed = encode(nullptr); !flushed)
        return tl::unexpected(flushed.error());
    if (const Result<void> sealed = sealFragment(); !sealed)
        return tl::unexpected(sealed.error());
    if (!m_pack.flush())
        return fail(ErrorKind::Unavailable, u"staging_failed"_s, m_pack.errorString());
    m_pack.close();
    av_write_trailer(m_muxer);
    m_info.samples = samples;
    return std::move(m_info);
}

} // namespace melody::transcoding
