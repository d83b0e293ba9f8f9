// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "decoder.h"

#include <engine/audio_output.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

namespace melody::player {
namespace {

constexpr int outChannels = AudioFormat::channels;
constexpr int maxFrameSamples = 192'000; // FLAC's format allows 65,535; this is a bound on what we believe
constexpr int maxPlanes = 8;

tl::unexpected<Error> unsupported(const char *what)
{
    return fail(ErrorKind::UnsupportedMedia, QStringLiteral("codec_unsupported"), QLatin1String(what));
}

// libopus is the reference and gives exactly the samples that a packet says; FFmpeg's own decoder holds some back at changes
// between speech and music modes.
const AVCodec *findDecoder(AVCodecID id)
{
    if (id == AV_CODEC_ID_OPUS) {
        if (const AVCodec *reference = avcodec_find_decoder_by_name("libopus"))
            return reference;
    }
    return avcodec_find_decoder(id);
}

} // namespace

void AvDelete::operator()(AVCodecContext *context) const
{
    avcodec_free_context(&context);
}
void AvDelete::operator()(AVCodecParameters *parameters) const
{
    avcodec_parameters_free(&parameters);
}
void AvDelete::operator()(AVFrame *frame) const
{
    av_frame_free(&frame);
}
void AvDelete::operator()(AVPacket *packet) const
{
    av_packet_free(&packet);
}
void AvDelete::operator()(SwrContext *converter) const
{
    swr_free(&converter);
}

Decoder::Decoder(const media::RungInfo &rung, qint64 firstDecoded, qint64 from, int outputRate)
    : m_sampleRate(rung.sampleRate), m_channels(rung.channels), m_outputRate(outputRate), m_decoded(firstDecoded),
      m_from(from + rung.encoderDelay), m_end(rung.samples + rung.encoderDelay), m_finished(m_from >= m_end), m_frame(av_frame_alloc())
{
}

Decoder::~Decoder() = default;

bool canFollow(const media::RungInfo &before, const media::RungInfo &after)
{
    if (before.rung == after.rung)
        return true;
    return before.rung != media::Rung::Flac && after.rung != media::Rung::Flac && before.sampleRate == after.sampleRate &&
           before.channels == after.channels && before.samples == after.samples && before.encoderDelay == after.encoderDelay &&
           before.chunks.size() == after.chunks.size();
}

Result<void> Decoder::open(const AVCodecParameters &parameters)
{
    const AVCodec *codec = findDecoder(parameters.codec_id);
    if (!codec || (parameters.codec_id != AV_CODEC_ID_OPUS && parameters.codec_id != AV_CODEC_ID_FLAC))
        return unsupported("The chunk is coded in a way this player does not know.");
    m_codec.reset(avcodec_alloc_context3(codec));
    if (!m_codec || !m_frame || avcodec_parameters_to_context(m_codec.get(), &parameters) < 0)
        return unsupported("out of memory");
    m_codec->thread_count = 1;
    m_codec->request_sample_fmt = AV_SAMPLE_FMT_FLT;
    m_codec->flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL; // the manifest says what to drop, nobody else
    if (avcodec_open2(m_codec.get(), codec, nullptr) < 0)
        return unsupported("The decoder does not start.");
    return {};
}

Result<void> Decoder::feed(const media::RungInfo &rung, const QByteArray &chunk)
{
    auto demuxed = demuxChunk(rung.init, chunk);
    if (!demuxed)
        return tl::unexpected(demuxed.error());
    if (!m_codec) {
        if (const auto opened = open(*demuxed->parameters); !opened)
            return opened;
    }
    for (auto &packet : demuxed->packets)
        m_packets.push_back(std::move(packet));
    return {};
}

Result<bool> Decoder::step(std::vector<float> &out)
{
    if (m_finished || m_packets.empty())
        return false;
    const AvPtr<AVPacket> packet = std::move(m_packets.front());
    m_packets.pop_front();
    if (avcodec_send_packet(m_codec.get(), packet.get()) < 0)
        return fail(ErrorKind::Internal, QStringLiteral("chunk_unreadable"), QStringLiteral("A packet can't be decoded."));
    if (const auto received = receive(out); !received)
        return tl::unexpected(received.error());
    return true;
}

Result<void> Decoder::flush(std::vector<float> &out)
{
    if (!m_finished && m_codec) {
        avcodec_send_packet(m_codec.get(), nullptr);
        if (const auto received = receive(out); !received)
            return received;
        if (m_finished)
            return {};
    }
    m_finished = true;
    return convert(nullptr, 0, 0, out);
}

Result<void> Decoder::receive(std::vector<float> &out)
{
    for (;;) {
        const int result = avcodec_receive_frame(m_codec.get(), m_frame.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return {};
        if (result < 0)
            return fail(ErrorKind::Internal, QStringLiteral("chunk_unreadable"), QStringLiteral("A packet can't be decoded."));
        const auto taken = take(*m_frame, out);
        av_frame_unref(m_frame.get());
        if (!taken)
            return taken;
    }
}

Result<void> Decoder::take(const AVFrame &frame, std::vector<float> &out)
{
    if (frame.nb_samples <= 0 || frame.nb_samples > maxFrameSamples)
        return unsupported("A frame has an impossible length.");
    if (frame.sample_rate != m_sampleRate || frame.ch_layout.nb_channels != m_channels || (m_format >= 0 && frame.format != m_format))
        return unsupported("The sound is not of the form that the manifest promised.");
    m_format = frame.format;
    const qint64 first = std::max(m_decoded, m_from);
    const qint64 end = std::min(m_decoded + frame.nb_samples, m_end);
    const auto offset = int(first - m_decoded);
    m_decoded += frame.nb_samples;
    if (first < end) {
        if (const auto converted = convert(&frame, offset, int(end - first), out); !converted)
            return converted;
    }
    if (m_decoded >= m_end && !m_finished) {
        m_finished = true;
        return convert(nullptr, 0, 0, out);
    }
    return {};
}

Result<void> Decoder::openConverter(const AVFrame &frame)
{
    AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    AVChannelLayout in = frame.ch_layout; // borrowed; FFmpeg 5 wants it writable
    SwrContext *context = nullptr;
    if (swr_alloc_set_opts2(&context, &stereo, AV_SAMPLE_FMT_FLT, m_outputRate, &in, AVSampleFormat(frame.format), frame.sample_rate, 0,
                            nullptr) < 0)
        return unsupported("The sound has a form that can't be converted.");
    m_converter.reset(context);
    if (frame.ch_layout.nb_channels == 1) { // both ears get it whole, not at -3 dB
        constexpr std::array<double, 2> both{1.0, 1.0};
        swr_set_matrix(context, both.data(), 1);
    }
    if (swr_init(context) < 0)
        return unsupported("The sound has a form that can't be converted.");
    return {};
}

// Appends `count` samples of the frame from `offset` on; without a frame, what the converter still holds.
Result<void> Decoder::convert(const AVFrame *frame, int offset, int count, std::vector<float> &out)
{
    if (!m_converter) {
        if (!frame)
            return {};
        if (const auto opened = openConverter(*frame); !opened)
            return opened;
    }
    std::array<const uint8_t *, maxPlanes> planes{};
    if (frame) {
        const auto format = AVSampleFormat(frame->format);
        const bool planar = av_sample_fmt_is_planar(format) != 0;
        const int channels = frame->ch_layout.nb_channels;
        if (channels > maxPlanes)
            return unsupported("The sound has too many channels.");
        const int stride = av_get_bytes_per_sample(format) * (planar ? 1 : channels);
        for (int plane = 0; plane < (planar ? channels : 1); ++plane)
            planes[size_t(plane)] = frame->extended_data[plane] + qsizetype(offset) * stride;
    }
    const int room = swr_get_out_samples(m_converter.get(), count);
    const size_t before = out.size();
    out.resize(before + size_t(std::max(room, 0)) * outChannels);
    auto *target = reinterpret_cast<uint8_t *>(out.data() + before);
    const int converted = room <= 0 ? 0 : swr_convert(m_converter.get(), &target, room, frame ? planes.data() : nullptr, count);
    out.resize(before + size_t(std::max(converted, 0)) * outChannels);
    return converted < 0 ? Result<void>(unsupported("The sound can't be converted.")) : Result<void>();
}

} // namespace melody::player
