// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One audio file of unknown virtue, decoded from its first to its last sample.
#pragma once

#include "ffmpeg.h"

#include <transcoding/media_worker.h>

namespace melody::transcoding {

struct SourceFormat {
    QString container; // see AudioOutcome
    QString codec;
    bool lossless = false;
    int bits = 0; // of one sample, lossless only: what the samples really carry
    int sampleRate = 0;
    int channels = 0;
    AVSampleFormat sampleFormat = AV_SAMPLE_FMT_NONE;
};

// Usage: open(), then next() until it gives nullptr, then verdict(). Thread: one thread.
class AudioSource {
public:
    // The content decides what the file is; only the container named by `request.extension` is accepted.
    [[nodiscard]] static Result<std::unique_ptr<AudioSource>> open(const AudioRequest &request);
    ~AudioSource();
    AudioSource(const AudioSource &) = delete;
    AudioSource &operator=(const AudioSource &) = delete;

    [[nodiscard]] const SourceFormat &format() const { return m_format; } // known after open()
    [[nodiscard]] const QMap<QString, QString> &tags() const { return m_tags; }
    [[nodiscard]] std::vector<media::RawChapter> chapters() const;
    [[nodiscard]] qint64 samples() const { return m_samples; } // decoded so far
    // The next frame, valid until the next call; nullptr at the end. All frames have format().
    [[nodiscard]] Result<AVFrame *> next();
    // After the end: whether what was decoded is the whole and sound file.
    [[nodiscard]] Result<void> verdict() const;

private:
    AudioSource() = default;
    [[nodiscard]] Result<void> openContainer(const AudioRequest &request);
    [[nodiscard]] Result<void> openDecoder();
    [[nodiscard]] Result<void> learnFormat();
    [[nodiscard]] Result<void> learnDuration(const QString &path);
    [[nodiscard]] tl::unexpected<Error> tooLong() const;
    [[nodiscard]] Result<bool> decodeFrame();
    bool feedDecoder();

    AVFormatContext *m_container = nullptr;
    AVStream *m_stream = nullptr;
    Owned<AVCodecContext> m_decoder;
    Owned<AVPacket> m_packet{av_packet_alloc()};
    Owned<AVFrame> m_frame{av_frame_alloc()};
    AudioLimits m_limits;
    SourceFormat m_format;
    QMap<QString, QString> m_tags;
    qint64 m_declaredSamples = -1; // by a container that knows, else -1
    qint64 m_samples = 0;
    qint64 m_packets = 0;
    int m_innerErrors = 0;   // packets that failed with sound after them
    int m_pendingErrors = 0; // packets that failed since the last good one
    int m_failedReads = 0;   // in a row
    bool m_firstPending = false;
    bool m_incompleteTail = false; // the file stops before it says so
};

} // namespace melody::transcoding
