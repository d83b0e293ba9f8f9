// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_asset.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
}

#include <cmath>

namespace melody::test {
namespace {

void must(bool condition, const char *what)
{
    if (!condition)
        qFatal("test asset: %s", what);
}

// Encoder and MP4 muxer of one rung. Chunks are cut by flushing the fragment.
class RungMaker {
public:
    RungMaker(media::Rung rung, const Pcm &pcm, qint64 durationMs, int channels)
        : m_rung(rung), m_pcm(pcm), m_channels(channels), m_lastChunk(media::chunkCount(std::chrono::milliseconds(durationMs)) - 1)
    {
        openEncoder();
        openMuxer();
    }
    ~RungMaker()
    {
        av_freep(&m_muxer->pb->buffer);
        avio_context_free(&m_muxer->pb);
        avformat_free_context(m_muxer);
        avcodec_free_context(&m_codec);
    }
    RungMaker(const RungMaker &) = delete;
    RungMaker &operator=(const RungMaker &) = delete;

    media::RungInfo make(std::vector<QByteArray> &chunks)
    {
        must(avformat_write_header(m_muxer, nullptr) >= 0, "header");
        media::RungInfo info{m_rung, m_pcm.sampleRate, m_channels, m_pcm.frames(), m_codec->initial_padding, takeBytes(), {}};
        const qint64 wanted = m_pcm.frames() + m_codec->initial_padding;
        for (qint64 sent = 0; m_decoded < wanted; sent += m_codec->frame_size) {
            if (m_rung == media::Rung::Flac && sent >= m_pcm.frames()) {
                must(avcodec_send_frame(m_codec, nullptr) >= 0, "flush");
                drain(chunks);
                break;
            }
            sendFrame(sent);
            drain(chunks);
        }
        cut(chunks);
        return info;
    }

private:
    void openEncoder()
    {
        const bool flac = m_rung == media::Rung::Flac;
        const AVCodec *codec = flac ? avcodec_find_encoder(AV_CODEC_ID_FLAC) : avcodec_find_encoder_by_name("libopus");
        must(codec, "encoder");
        m_codec = avcodec_alloc_context3(codec);
        m_codec->sample_rate = m_pcm.sampleRate;
        m_codec->time_base = {1, m_pcm.sampleRate};
        m_codec->sample_fmt = AV_SAMPLE_FMT_S16;
        av_channel_layout_default(&m_codec->ch_layout, m_channels);
        m_codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        if (flac)
            m_codec->frame_size = m_pcm.sampleRate / 10; // so that frames end where chunks end
        else
            m_codec->bit_rate = qint64(media::nominalKbps(m_rung)) * 1000;
        must(avcodec_open2(m_codec, codec, nullptr) >= 0, "encoder does not open");
    }

    void openMuxer()
    {
        must(avformat_alloc_output_context2(&m_muxer, nullptr, "mp4", nullptr) >= 0, "muxer");
        constexpr int bufferBytes = 64 * 1024;
        m_muxer->pb =
            avio_alloc_context(static_cast<unsigned char *>(av_malloc(bufferBytes)), bufferBytes, 1, this, nullptr, &write, nullptr);
        m_muxer->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL; // FLAC in MP4, in FFmpeg 5
        AVStream *stream = avformat_new_stream(m_muxer, nullptr);
        avcodec_parameters_from_context(stream->codecpar, m_codec);
        stream->time_base = m_codec->time_base;
        must(av_opt_set(m_muxer->priv_data, "movflags", "empty_moov+default_base_moof+frag_custom", 0) >= 0, "movflags");
    }

    static int write(void *self, uint8_t *bytes, int size)
    {
        static_cast<RungMaker *>(self)->m_bytes.append(reinterpret_cast<const char *>(bytes), size);
        return size;
    }

    QByteArray takeBytes()
    {
        avio_flush(m_muxer->pb);
        return std::exchange(m_bytes, {});
    }

    void sendFrame(qint64 from)
    {
        AVFrame *frame = av_frame_alloc();
        const qint64 left = std::max(qint64(0), m_pcm.frames() - from);
        frame->nb_samples = m_rung == media::Rung::Flac ? int(std::min<qint64>(left, m_codec->frame_size)) : m_codec->frame_size;
        frame->format = m_codec->sample_fmt;
        frame->sample_rate = m_codec->sample_rate;
        av_channel_layout_copy(&frame->ch_layout, &m_codec->ch_layout);
        frame->pts = from;
        must(av_frame_get_buffer(frame, 0) >= 0, "frame");
        auto *out = reinterpret_cast<qint16 *>(frame->data[0]);
        for (qint64 i = 0; i < frame->nb_samples; ++i) {
            for (int c = 0; c < m_channels; ++c)
                *out++ = i < left ? m_pcm.samples[size_t((from + i) * 2 + c)] : qint16(0);
        }
        must(avcodec_send_frame(m_codec, frame) >= 0, "encode");
        av_frame_free(&frame);
    }

    void drain(std::vector<QByteArray> &chunks)
    {
        AVPacket *packet = av_packet_alloc();
        while (avcodec_receive_packet(m_codec, packet) >= 0) {
            if (packet->size > 0 && packet->duration > 0) {
                const auto ms = std::chrono::milliseconds(m_decoded * 1000 / m_pcm.sampleRate);
                while (media::chunkAt(ms) > int(chunks.size()) && int(chunks.size()) < m_lastChunk)
                    cut(chunks);
                packet->pts = packet->dts = m_decoded;
                m_decoded += m_rung == media::Rung::Flac ? packet->duration : m_codec->frame_size;
                av_packet_rescale_ts(packet, m_codec->time_base, m_muxer->streams[0]->time_base);
                must(av_write_frame(m_muxer, packet) >= 0, "mux");
            }
            av_packet_unref(packet);
        }
        av_packet_free(&packet);
    }

    void cut(std::vector<QByteArray> &chunks)
    {
        must(av_write_frame(m_muxer, nullptr) >= 0, "fragment");
        chunks.push_back(takeBytes());
    }

    media::Rung m_rung;
    const Pcm &m_pcm;
    const int m_channels;
    const int m_lastChunk; // takes the tail, so that all rungs have the same chunks
    AVCodecContext *m_codec = nullptr;
    AVFormatContext *m_muxer = nullptr;
    QByteArray m_bytes;
    qint64 m_decoded = 0; // what the packets so far decode to
};

} // namespace

Pcm Pcm::part(qint64 from, qint64 count) const
{
    return {sampleRate, {samples.begin() + from * 2, samples.begin() + (from + count) * 2}};
}

Pcm sweep(int sampleRate, double seconds)
{
    Pcm pcm{sampleRate, {}};
    const auto frames = qint64(seconds * sampleRate);
    pcm.samples.reserve(size_t(frames) * 2);
    const double ratio = 8000.0 / 100.0;
    for (qint64 i = 0; i < frames; ++i) {
        const double t = double(i) / double(frames);
        const double phase = 2 * M_PI * 100.0 * seconds / std::log(ratio) * (std::pow(ratio, t) - 1);
        pcm.samples.push_back(qint16(std::lround(12'000 * std::sin(phase))));
        pcm.samples.push_back(qint16(std::lround(9'000 * std::cos(phase))));
    }
    return pcm;
}

TestAsset makeAsset(const Pcm &pcm, const std::vector<media::Rung> &rungs, int channels)
{
    av_log_set_level(AV_LOG_ERROR);
    TestAsset asset;
    asset.manifest.asset = AssetId::create(SystemClock().now());
    asset.manifest.durationMs = (pcm.frames() * 1000 + pcm.sampleRate - 1) / pcm.sampleRate;
    asset.manifest.loudnessLufs = -14.0;
    asset.manifest.truePeakDbtp = -3.0;
    asset.key = crypto::ContentKey::generate();
    for (const media::Rung rung : rungs) {
        std::vector<QByteArray> chunks;
        media::RungInfo info = RungMaker(rung, pcm, asset.manifest.durationMs, channels).make(chunks);
        for (int i = 0; i < int(chunks.size()); ++i) {
            const crypto::ChunkAddress address{asset.manifest.asset, quint8(rung), quint64(i)};
            const QByteArray sealed = crypto::sealChunk(asset.key, address, chunks[size_t(i)]);
            info.chunks.push_back({quint32(sealed.size())});
            asset.sealed[{rung, i}] = sealed;
            asset.clear[{rung, i}] = chunks[size_t(i)];
        }
        asset.manifest.rungs.push_back(std::move(info));
    }
    return asset;
}

} // namespace melody::test
