// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "media_fixtures.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

using namespace Qt::StringLiterals;

namespace melody::test {
namespace {

void require(bool condition, const QString &what)
{
    if (!condition)
        throw std::runtime_error(what.toStdString());
}

template<typename T>
void interleave(const AVFrame *frame, Pcm &pcm)
{
    const bool planar = av_sample_fmt_is_planar(AVSampleFormat(frame->format)) != 0;
    for (int i = 0; i < frame->nb_samples; ++i) {
        for (int c = 0; c < pcm.channels; ++c) {
            const auto *plane = reinterpret_cast<const T *>(planar ? frame->extended_data[c] : frame->extended_data[0]);
            const T value = planar ? plane[i] : plane[i * pcm.channels + c];
            if constexpr (std::is_floating_point_v<T>)
                pcm.samples.push_back(qint32(std::clamp(double(value), -1.0, 0.9999999) * 2147483648.0));
            else
                pcm.samples.push_back(qint32(quint32(value) << (8 * (4 - sizeof(T)))));
        }
    }
}

void append(const AVFrame *frame, Pcm &pcm)
{
    pcm.rate = frame->sample_rate;
    pcm.channels = frame->ch_layout.nb_channels;
    switch (av_get_packed_sample_fmt(AVSampleFormat(frame->format))) {
    case AV_SAMPLE_FMT_S16:
        return interleave<qint16>(frame, pcm);
    case AV_SAMPLE_FMT_S32:
        return interleave<qint32>(frame, pcm);
    case AV_SAMPLE_FMT_FLT:
        return interleave<float>(frame, pcm);
    default:
        throw std::runtime_error("unexpected sample format");
    }
}

// Everything the decoder emits, encoder delay and padding included.
Pcm decodeRaw(const QString &path)
{
    AVFormatContext *container = nullptr;
    require(avformat_open_input(&container, qPrintable(path), nullptr, nullptr) == 0, u"can't open "_s + path);
    require(avformat_find_stream_info(container, nullptr) >= 0, u"no stream in "_s + path);
    const AVCodec *codec = avcodec_find_decoder(container->streams[0]->codecpar->codec_id);
    AVCodecContext *decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, container->streams[0]->codecpar);
    decoder->flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL;
    require(avcodec_open2(decoder, codec, nullptr) == 0, u"no decoder"_s);
    AVPacket *packet = av_packet_alloc();
    AVFrame *frame = av_frame_alloc();
    Pcm pcm;
    for (bool more = true; more;) {
        more = av_read_frame(container, packet) == 0;
        require(avcodec_send_packet(decoder, more ? packet : nullptr) == 0, u"damaged packet in "_s + path);
        while (avcodec_receive_frame(decoder, frame) == 0)
            append(frame, pcm);
        av_packet_unref(packet);
    }
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&decoder);
    avformat_close_input(&container);
    return pcm;
}

} // namespace

MediaFixtures::MediaFixtures()
{
    options.program = QStringLiteral(MELODY_BIN_DIR "/melody-media-worker");
    options.timeout = std::chrono::seconds(240);
}

QByteArray MediaFixtures::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_dir.path());
    process.start(program, arguments);
    process.waitForFinished(-1);
    require(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
            program + u' ' + arguments.join(u' ') + u": "_s + QString::fromUtf8(process.readAllStandardError()));
    return process.readAllStandardOutput();
}

QString MediaFixtures::sox(const QString &name, const QString &arguments) const
{
    run(u"sox"_s, QProcess::splitCommand(u"-R -n "_s + arguments.arg(path(name))));
    return path(name);
}

QString MediaFixtures::ffmpeg(const QString &name, const QString &arguments) const
{
    run(u"ffmpeg"_s, QStringList{u"-v"_s, u"error"_s, u"-y"_s} + QProcess::splitCommand(arguments) + QStringList{path(name)});
    return path(name);
}

QString MediaFixtures::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size(), file.errorString());
    return path(name);
}

QByteArray MediaFixtures::read(const QString &path) const
{
    QFile file(path);
    require(file.open(QIODevice::ReadOnly), path + u": "_s + file.errorString());
    return file.readAll();
}

Pcm MediaFixtures::decodeFile(const QString &source) const
{
    ffmpeg(u"decoded.wav"_s, u"-i \"%1\" -map 0:a:0 -c:a pcm_s32le -bitexact"_s.arg(source));
    return decodeRaw(path(u"decoded.wav"_s));
}

Result<transcoding::AudioOutcome> MediaFixtures::transcode(const QString &source, QString extension)
{
    m_staging = path(u"staging%1"_s.arg(++m_runs));
    QDir().mkdir(m_staging);
    if (extension.isEmpty())
        extension = source.section(u'.', -1).toLower();
    return transcoding::transcodeInChild(options, {source, extension, m_staging, m_asset, m_key, limits});
}

Result<transcoding::ArtworkOutcome> MediaFixtures::renderArtwork(const QString &source)
{
    m_staging = path(u"staging%1"_s.arg(++m_runs));
    QDir().mkdir(m_staging);
    return transcoding::renderArtworkInChild(options, {source, m_staging});
}

QString MediaFixtures::reasonFor(const QString &source, const QString &extension)
{
    const auto outcome = transcode(source, extension);
    if (outcome)
        return {};
    require(outcome.error().kind == ErrorKind::Invalid, outcome.error().code + u": "_s + outcome.error().detail);
    require(!outcome.error().detail.isEmpty(), u"a reason needs words"_s);
    return outcome.error().code;
}

QString MediaFixtures::artworkReasonFor(const QString &source)
{
    const auto outcome = renderArtwork(source);
    if (outcome)
        return {};
    require(outcome.error().kind == ErrorKind::Invalid, outcome.error().code + u": "_s + outcome.error().detail);
    return outcome.error().code;
}

QList<QByteArray> MediaFixtures::fragments(const media::RungInfo &rung) const
{
    const QByteArray pack = read(m_staging + u'/' + media::rungName(rung.rung) + u".pack"_s);
    QList<QByteArray> fragments;
    qsizetype offset = 0;
    for (const media::ChunkEntry &chunk : rung.chunks) {
        const auto clear = crypto::openChunk(m_key, {m_asset, quint8(rung.rung), quint64(fragments.size())},
                                             QByteArrayView(pack).sliced(offset, chunk.sizeBytes));
        require(clear.has_value(), u"a chunk does not open"_s);
        fragments.append(*clear);
        offset += chunk.sizeBytes;
    }
    require(offset == pack.size(), u"the pack is not the sum of its chunks"_s);
    return fragments;
}

Pcm MediaFixtures::decodeRung(const media::RungInfo &rung, bool raw) const
{
    Pcm pcm = decodeRaw(write(u"rung.mp4"_s, rung.init + fragments(rung).join()));
    if (raw)
        return pcm;
    require(pcm.rate == rung.sampleRate && pcm.channels == rung.channels, u"the manifest says another format"_s);
    require(pcm.frames() >= rung.encoderDelay + rung.samples, u"samples are missing"_s);
    const auto music = pcm.samples.begin() + ptrdiff_t(rung.encoderDelay) * pcm.channels;
    pcm.samples = {music, music + ptrdiff_t(rung.samples) * pcm.channels};
    return pcm;
}

} // namespace melody::test
