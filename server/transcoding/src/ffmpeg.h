// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// FFmpeg's C objects, owned.
#pragma once

#include <values/result.h>

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/audio_fifo.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

namespace melody::transcoding {

struct FfmpegDeleter {
    void operator()(AVFrame *p) const { av_frame_free(&p); }
    void operator()(AVPacket *p) const { av_packet_free(&p); }
    void operator()(AVCodecContext *p) const { avcodec_free_context(&p); }
    void operator()(SwrContext *p) const { swr_free(&p); }
    void operator()(AVAudioFifo *p) const { av_audio_fifo_free(p); }
};

template<typename T>
using Owned = std::unique_ptr<T, FfmpegDeleter>;

// The file is at fault: `reason` is one of the words in transcoding/media_worker.h.
[[nodiscard]] inline tl::unexpected<Error> reject(const char *reason, QString detail)
{
    return fail(ErrorKind::Invalid, QString::fromLatin1(reason), std::move(detail));
}

// We are at fault, or the machine is: an FFmpeg call that has no reason to fail did.
[[nodiscard]] inline tl::unexpected<Error> ffmpegFailure(const char *call, int code)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return fail(ErrorKind::Internal, QStringLiteral("media_failure"),
                QStringLiteral("%1: %2").arg(QString::fromLatin1(call), QString::fromLatin1(text.data())));
}

} // namespace melody::transcoding
