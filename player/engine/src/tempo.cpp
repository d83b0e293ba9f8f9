// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tempo.h"

#include "decoder.h"

#include <engine/audio_output.h>

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/channel_layout.h>
#include <libavutil/frame.h>
}

#include <algorithm>

namespace melody::player {
namespace {

tl::unexpected<Error> tempoFailed()
{
    return fail(ErrorKind::Internal, QStringLiteral("speed_failed"), QStringLiteral("The speed can't be changed here."));
}

} // namespace

void Tempo::GraphDelete::operator()(AVFilterGraph *graph) const
{
    avfilter_graph_free(&graph);
}

Tempo::Tempo(double speed, int sampleRate) : m_speed(speed), m_sampleRate(sampleRate)
{
}

Tempo::~Tempo() = default;

Result<void> Tempo::open()
{
    m_graph.reset(avfilter_graph_alloc());
    if (!m_graph)
        return tempoFailed();
    avfilter_graph_set_auto_convert(m_graph.get(), unsigned(AVFILTER_AUTO_CONVERT_NONE));
    m_graph->nb_threads = 1;
    const QByteArray rate = QByteArray::number(m_sampleRate);
    const QByteArray source = "time_base=1/" + rate + ":sample_rate=" + rate + ":sample_fmt=flt:channel_layout=stereo";
    AVFilterContext *tempo = nullptr;
    const bool made =
        avfilter_graph_create_filter(&m_in, avfilter_get_by_name("abuffer"), "in", source.constData(), nullptr, m_graph.get()) >= 0 &&
        avfilter_graph_create_filter(&tempo, avfilter_get_by_name("atempo"), "tempo", QByteArray::number(m_speed, 'f', 4).constData(),
                                     nullptr, m_graph.get()) >= 0 &&
        avfilter_graph_create_filter(&m_out, avfilter_get_by_name("abuffersink"), "out", nullptr, nullptr, m_graph.get()) >= 0 &&
        avfilter_link(m_in, 0, tempo, 0) >= 0 && avfilter_link(tempo, 0, m_out, 0) >= 0 &&
        avfilter_graph_config(m_graph.get(), nullptr) >= 0;
    if (!made)
        return tempoFailed();
    return {};
}

Result<void> Tempo::feed(const float *samples, int frames, std::vector<float> &out)
{
    if (frames <= 0)
        return {};
    if (!m_graph) {
        if (const auto opened = open(); !opened)
            return opened;
    }
    const AvPtr<AVFrame> frame(av_frame_alloc());
    if (!frame)
        return tempoFailed();
    frame->format = AV_SAMPLE_FMT_FLT;
    frame->sample_rate = m_sampleRate;
    frame->nb_samples = frames;
    frame->pts = m_fed;
    av_channel_layout_default(&frame->ch_layout, AudioFormat::channels);
    if (av_frame_get_buffer(frame.get(), 0) < 0)
        return tempoFailed();
    std::copy_n(samples, size_t(frames) * AudioFormat::channels, reinterpret_cast<float *>(frame->data[0]));
    m_fed += frames;
    if (av_buffersrc_add_frame(m_in, frame.get()) < 0)
        return tempoFailed();
    return drain(out);
}

Result<void> Tempo::flush(std::vector<float> &out)
{
    if (!m_graph)
        return {};
    if (av_buffersrc_add_frame(m_in, nullptr) < 0)
        return tempoFailed();
    return drain(out);
}

Result<void> Tempo::drain(std::vector<float> &out)
{
    const AvPtr<AVFrame> frame(av_frame_alloc());
    if (!frame)
        return tempoFailed();
    for (;;) {
        const int got = av_buffersink_get_frame(m_out, frame.get());
        if (got == AVERROR(EAGAIN) || got == AVERROR_EOF)
            return {};
        if (got < 0)
            return tempoFailed();
        const auto *samples = reinterpret_cast<const float *>(frame->data[0]);
        out.insert(out.end(), samples, samples + size_t(frame->nb_samples) * AudioFormat::channels);
        av_frame_unref(frame.get());
    }
}

} // namespace melody::player
