// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reference that the player is compared with: the plainest way to decode a whole rung.

#include <support/test_asset.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <QtCore/QTemporaryFile>

namespace melody::test {
namespace {

float sampleAt(const AVFrame &frame, int channel, int i)
{
    const int at = i * frame.ch_layout.nb_channels + channel;
    switch (frame.format) {
    case AV_SAMPLE_FMT_FLT:
        return reinterpret_cast<const float *>(frame.data[0])[at];
    case AV_SAMPLE_FMT_S16:
        return float(reinterpret_cast<const qint16 *>(frame.data[0])[at]) / 32768.0F;
    case AV_SAMPLE_FMT_S32:
        return float(double(reinterpret_cast<const qint32 *>(frame.data[0])[at]) / 2147483648.0);
    default:
        qFatal("test asset: sample format %d", frame.format);
    }
}

void append(std::vector<float> &out, const AVFrame &frame)
{
    for (int i = 0; i < frame.nb_samples; ++i) {
        out.push_back(sampleAt(frame, 0, i));
        out.push_back(sampleAt(frame, frame.ch_layout.nb_channels > 1 ? 1 : 0, i));
    }
}

} // namespace

std::vector<float> decodeWhole(const TestAsset &asset, media::Rung rung)
{
    const media::RungInfo &info = *asset.manifest.find(rung);
    QTemporaryFile file;
    if (!file.open())
        qFatal("test asset: no temporary file");
    file.write(info.init);
    for (int i = 0; i < int(info.chunks.size()); ++i)
        file.write(asset.clear.at({rung, i}));
    file.flush();

    AVFormatContext *input = nullptr;
    AVDictionary *options = nullptr;
    av_dict_set(&options, "ignore_editlist", "1", 0);
    if (avformat_open_input(&input, file.fileName().toUtf8().constData(), nullptr, &options) < 0)
        qFatal("test asset: can't be read");
    av_dict_free(&options);
    const AVCodecParameters *parameters = input->streams[0]->codecpar;
    const AVCodec *codec = rung == media::Rung::Flac ? avcodec_find_decoder(AV_CODEC_ID_FLAC) : avcodec_find_decoder_by_name("libopus");
    AVCodecContext *decoder = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(decoder, parameters);
    decoder->request_sample_fmt = AV_SAMPLE_FMT_FLT;
    decoder->flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL;
    if (avcodec_open2(decoder, codec, nullptr) < 0)
        qFatal("test asset: no decoder");
    std::vector<float> all;
    AVPacket *packet = av_packet_alloc();
    AVFrame *frame = av_frame_alloc();
    while (av_read_frame(input, packet) >= 0) {
        avcodec_send_packet(decoder, packet);
        av_packet_unref(packet);
        while (avcodec_receive_frame(decoder, frame) >= 0)
            append(all, *frame);
    }
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&decoder);
    avformat_close_input(&input);
    const auto from = all.begin() + qsizetype(info.encoderDelay) * 2;
    if (qint64(all.end() - from) < info.samples * 2)
        qFatal("test asset: rung too short");
    return {from, from + info.samples * 2};
}

} // namespace melody::test
