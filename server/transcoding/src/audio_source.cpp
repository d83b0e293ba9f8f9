// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audio_source.h"

#include "file_tail.h"
#include "tags.h"

#include <QtCore/QFile>

using namespace Qt::StringLiterals;

namespace melody::transcoding {
namespace {

constexpr const char *allowedCodecs = "pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,flac,mp3float,mp3,aac,vorbis,opus";
constexpr int minRate = 8'000;
constexpr int maxRate = 192'000;
constexpr int maxChannels = 8;
constexpr qsizetype probeBytes = 128 * 1024;
constexpr int maxFailedReads = 1000; // in a row

struct Container {
    const char *demuxer; // FFmpeg's name
    const char *name;
    const char *extensions;
};
constexpr std::array containers{
    Container{"wav", "wav", "wav,wave"},
    Container{"flac", "flac", "flac"},
    Container{"mp3", "mp3", "mp3"},
    Container{"aac", "aac", "aac"},
    Container{"mov,mp4,m4a,3gp,3g2,mj2", "mp4", "m4a,mp4,m4b"},
    Container{"ogg", "ogg", "ogg,oga,opus"},
};

// What the bytes are. An ID3v2 tag in front (ID3v2.4 section 3.1) is stepped over, however long it says it is.
Result<const AVInputFormat *> sniff(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, u"source_unreadable"_s, file.errorString());
    if (file.size() == 0)
        return reject("empty", u"The file holds no bytes."_s);
    const QByteArray head = file.peek(10);
    if (head.size() == 10 && head.startsWith("ID3")) {
        qint64 tag = 10;
        for (int i = 0; i < 4; ++i)
            tag += qint64(uchar(head[6 + i]) & 0x7f) << (7 * (3 - i));
        file.seek(std::min(tag, file.size()));
    }
    QByteArray bytes = file.read(probeBytes);
    AVProbeData probe{};
    probe.filename = "";
    probe.buf_size = int(bytes.size());
    bytes.append(AVPROBE_PADDING_SIZE, '\0');
    probe.buf = reinterpret_cast<uchar *>(bytes.data());
    int score = 0;
    const AVInputFormat *format = av_probe_input_format3(&probe, 1, &score);
    if (!format)
        return reject("unsupported_format", u"This is not a sound file that we know."_s);
    return format;
}

bool isLossless(AVCodecID codec)
{
    const AVCodecDescriptor *descriptor = avcodec_descriptor_get(codec);
    return descriptor && (descriptor->props & AV_CODEC_PROP_LOSSLESS) && !(descriptor->props & AV_CODEC_PROP_LOSSY);
}

} // namespace

Result<std::unique_ptr<AudioSource>> AudioSource::open(const AudioRequest &request)
{
    std::unique_ptr<AudioSource> source(new AudioSource);
    source->m_limits = request.limits;
    return source->openContainer(request)
        .and_then([&] { return source->openDecoder(); })
        .and_then([&] { return source->learnFormat(); })
        .and_then([&] { return source->learnDuration(request.sourcePath); })
        .map([&] { return std::move(source); });
}

AudioSource::~AudioSource()
{
    avformat_close_input(&m_container);
}

std::vector<media::RawChapter> AudioSource::chapters() const
{
    return readChapters(*m_container, *m_stream);
}

Result<void> AudioSource::openContainer(const AudioRequest &request)
{
    const Result<const AVInputFormat *> sniffed = sniff(request.sourcePath);
    if (!sniffed)
        return tl::unexpected(sniffed.error());
    const QLatin1StringView demuxer((*sniffed)->name);
    const auto known = std::ranges::find(containers, demuxer, [](const Container &c) { return QLatin1StringView(c.demuxer); });
    if (known == containers.end())
        return reject("unsupported_format", u"The content is %1; WAV, FLAC, MP3, AAC, Ogg Vorbis and Opus are accepted."_s.arg(demuxer));
    m_format.container = QString::fromLatin1(known->name);
    if (!QString::fromLatin1(known->extensions).split(u',').contains(request.extension))
        return reject("wrong_extension",
                      u"The name ends in .%1, but the content is %2."_s.arg(request.extension.left(16), m_format.container));

    AVDictionary *options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    av_dict_set(&options, "format_whitelist", (*sniffed)->name, 0);
    av_dict_set(&options, "codec_whitelist", allowedCodecs, 0);
    av_dict_set_int(&options, "max_streams", 64, 0);
    const QByteArray url = "file:" + QFile::encodeName(request.sourcePath);
    const int opened = avformat_open_input(&m_container, url.constData(), *sniffed, &options);
    av_dict_free(&options);
    if (opened == AVERROR(ENOMEM))
        return reject("too_complex", u"Opening the file takes more memory than a recording can need."_s);
    if (opened < 0 || avformat_find_stream_info(m_container, nullptr) < 0)
        return reject("damaged", u"The file is damaged or incomplete: its header can't be read."_s);
    return {};
}

Result<void> AudioSource::openDecoder()
{
    const int index = av_find_best_stream(m_container, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    if (index < 0)
        return reject("no_audio", u"There is no sound in the file."_s);
    for (unsigned i = 0; i < m_container->nb_streams; ++i)
        m_container->streams[i]->discard = int(i) == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    m_stream = m_container->streams[index];
    m_tags = readTags(*m_container, *m_stream);

    const AVCodecID id = m_stream->codecpar->codec_id;
    m_format.codec = QString::fromLatin1(avcodec_get_name(id));
    const AVCodec *codec = avcodec_find_decoder(id);
    m_decoder.reset(avcodec_alloc_context3(codec));
    if (!codec || !m_decoder || avcodec_parameters_to_context(m_decoder.get(), m_stream->codecpar) < 0)
        return reject("unsupported_codec", u"The sound is encoded as %1, which is not accepted."_s.arg(m_format.codec));
    m_decoder->pkt_timebase = m_stream->time_base;
    m_decoder->thread_count = 1;
    m_format.lossless = isLossless(id);
    if (m_format.lossless)
        m_decoder->err_recognition = AV_EF_CRCCHECK | AV_EF_EXPLODE;
    AVDictionary *options = nullptr;
    av_dict_set(&options, "codec_whitelist", allowedCodecs, 0);
    const int opened = avcodec_open2(m_decoder.get(), codec, &options);
    av_dict_free(&options);
    if (opened == AVERROR(EINVAL))
        return reject("unsupported_codec", u"The sound is encoded as %1, which is not accepted."_s.arg(m_format.codec));
    if (opened < 0)
        return reject("damaged", u"The file is damaged: the decoder refuses its header."_s);
    return {};
}

// Headers lie (HE-AAC announces half its rate): the first decoded frame is what counts.
Result<void> AudioSource::learnFormat()
{
    const Result<bool> decoded = decodeFrame();
    if (!decoded)
        return tl::unexpected(decoded.error());
    if (!*decoded) {
        if (m_pendingErrors > 0)
            return reject("damaged", u"The file is damaged: no sound can be decoded."_s);
        return reject("empty", u"The file holds no sound."_s);
    }
    m_firstPending = true;
    m_format.sampleRate = m_frame->sample_rate;
    m_format.channels = m_frame->ch_layout.nb_channels;
    m_format.sampleFormat = AVSampleFormat(m_frame->format);
    if (m_format.lossless)
        m_format.bits =
            m_decoder->bits_per_raw_sample > 0 ? m_decoder->bits_per_raw_sample : 8 * av_get_bytes_per_sample(m_format.sampleFormat);
    if (m_format.sampleRate < minRate || m_format.sampleRate > maxRate)
        return reject("unsupported_sample_rate", u"%1 samples a second; 8,000 to 192,000 are accepted."_s.arg(m_format.sampleRate));
    if (m_format.channels < 1 || m_format.channels > maxChannels)
        return reject("too_many_channels", u"%1 channels; at most 8 are accepted."_s.arg(m_format.channels));
    return {};
}

Result<void> AudioSource::learnDuration(const QString &path)
{
    const bool known = m_stream->duration > 0 && m_container->duration_estimation_method != AVFMT_DURATION_FROM_BITRATE;
    if (known)
        m_declaredSamples = av_rescale_q(m_stream->duration, m_stream->time_base, AVRational{1, m_format.sampleRate});
    m_incompleteTail = (m_format.container == u"ogg" && oggEndsInsideOfPage(path)) || (m_format.container == u"wav" && wavEndsEarly(path));
    if (m_declaredSamples > m_limits.maxDurationMs * m_format.sampleRate / 1000)
        return tooLong();
    return {};
}

tl::unexpected<Error> AudioSource::tooLong() const
{
    return reject("too_long", u"Longer than the limit of %1 minutes."_s.arg(m_limits.maxDurationMs / 60'000));
}

// True when the decoder was given something to work on (a packet or the end); false when the packet was unusable.
bool AudioSource::feedDecoder()
{
    const int read = av_read_frame(m_container, m_packet.get());
    if (read < 0) {
        // The end, or what is as good as the end. Errors that a demuxer survives show as data that the decoder refuses.
        if (read != AVERROR_EOF && m_failedReads++ < maxFailedReads && !avio_feof(m_container->pb)) {
            ++m_pendingErrors;
            return false;
        }
        avcodec_send_packet(m_decoder.get(), nullptr);
        return true;
    }
    m_failedReads = 0;
    bool fed = false;
    if (m_packet->stream_index == m_stream->index) {
        ++m_packets;
        fed = avcodec_send_packet(m_decoder.get(), m_packet.get()) == 0;
        if (!fed)
            ++m_pendingErrors;
    }
    av_packet_unref(m_packet.get());
    return fed;
}

// False at the end.
Result<bool> AudioSource::decodeFrame()
{
    while (true) {
        const int received = avcodec_receive_frame(m_decoder.get(), m_frame.get());
        if (received == 0) {
            m_innerErrors += std::exchange(m_pendingErrors, 0);
            return true;
        }
        if (received == AVERROR_EOF)
            return false;
        if (received == AVERROR(ENOMEM))
            return reject("too_complex", u"Decoding takes more memory than a recording can need."_s);
        if (received != AVERROR(EAGAIN))
            ++m_pendingErrors;
        feedDecoder();
    }
}

Result<AVFrame *> AudioSource::next()
{
    if (!std::exchange(m_firstPending, false)) {
        const Result<bool> decoded = decodeFrame();
        if (!decoded)
            return tl::unexpected(decoded.error());
        if (!*decoded)
            return nullptr;
    }
    if (m_frame->sample_rate != m_format.sampleRate || m_frame->ch_layout.nb_channels != m_format.channels ||
        m_frame->format != m_format.sampleFormat)
        return reject("format_changes", u"Sample rate or channels change in the middle of the file."_s);
    m_samples += m_frame->nb_samples;
    if (m_samples > m_limits.maxDurationMs * m_format.sampleRate / 1000)
        return tooLong();
    return m_frame.get();
}

Result<void> AudioSource::verdict() const
{
    const qint64 toleratedErrors = m_format.lossless ? 0 : 1 + m_packets / 100;
    if (m_innerErrors > toleratedErrors)
        return reject("damaged", u"The file is damaged: %1 of %2 packets can't be decoded."_s.arg(m_innerErrors).arg(m_packets));
    if (m_samples == 0)
        return reject("empty", u"The file holds no sound."_s);
    // Lossy containers count in frames and may be off by their padding; lossless ones are exact.
    const qint64 slack = m_format.lossless ? 0 : m_format.sampleRate / 8;
    if (m_incompleteTail || m_samples + slack < m_declaredSamples || (m_format.lossless && m_pendingErrors > 0))
        return reject("truncated", u"The end of the file is missing."_s);
    if (m_samples * 1000 < m_limits.minDurationMs * m_format.sampleRate)
        return reject("too_short", u"Shorter than %1 ms."_s.arg(m_limits.minDurationMs));
    return {};
}

} // namespace melody::transcoding
