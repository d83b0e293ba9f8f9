// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One rung of the ladder: encodes, cuts at the ladder's chunk boundaries, wraps each chunk as a CMAF fragment, seals it and
// appends it to the rung's pack file. No clear sound touches the disk.
#pragma once

#include "ffmpeg.h"
#include "resampler.h"

#include <crypto/chunk_cipher.h>
#include <media/manifest.h>

#include <QtCore/QFile>

namespace melody::transcoding {

// The block format that a rung's encoder wants; nullopt when the source can't have this rung: lossy, or a rate without
// frames that end where chunks do.
[[nodiscard]] std::optional<BlockFormat> blockFormatFor(media::Rung rung, const SourceFormat &source);

// Thread: one thread.
class RungWriter {
public:
    struct Target {
        media::Rung rung;
        BlockFormat format;
        AssetId asset;
        crypto::ContentKey key;
        QString packPath;
    };
    [[nodiscard]] static Result<std::unique_ptr<RungWriter>> create(Target target);
    ~RungWriter();
    RungWriter(const RungWriter &) = delete;
    RungWriter &operator=(const RungWriter &) = delete;

    // Blocks of the target's format; only the last one may be shorter.
    [[nodiscard]] Result<void> encode(const AVFrame *block);
    // `durationMs` of the asset settles how many chunks there are. Afterwards info() is complete and the pack on disk.
    [[nodiscard]] Result<media::RungInfo> finish(qint64 samples, qint64 durationMs);

private:
    explicit RungWriter(Target target) : m_target(std::move(target)), m_pack(m_target.packPath) {}
    [[nodiscard]] Result<void> openEncoder();
    [[nodiscard]] Result<void> openMuxer();
    [[nodiscard]] Result<void> takePackets();
    [[nodiscard]] Result<void> writePacket();
    [[nodiscard]] Result<void> sealFragment();
    static int appendMuxed(void *self, uint8_t *data, int size);

    Target m_target;
    QFile m_pack;
    Owned<AVCodecContext> m_encoder;
    AVFormatContext *m_muxer = nullptr;
    Owned<AVPacket> m_packet{av_packet_alloc()};
    QByteArray m_muxed; // what the muxer wrote since the last chunk
    media::RungInfo m_info;
    qint64 m_nextStart = 0;                            // of the next packet, on the decoder's timeline
    int m_lastChunk = std::numeric_limits<int>::max(); // known when the end has come
};

} // namespace melody::transcoding
