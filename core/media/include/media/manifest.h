// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a player must know about an asset to play it to the sample. Made once, at ingest; delivered inside a playback session.
// Timeline: the decoder of a rung emits `encoderDelay` samples that are not music, then `samples` samples that are, then
// padding. Chunk i of a rung carries the packets whose decoded samples start at chunkStart(i) * sampleRate on the decoder's
// own timeline (delay included), so chunks of all Opus rungs can be swapped at any boundary.
// Every rung has the same number of chunks: at least chunkCount(durationMs), at most what the rung that ends last needs,
// chunkCount((encoderDelay + samples) / sampleRate, rounded up to a millisecond). Where no packet of a rung starts inside its
// last chunk, that chunk is a fragment without samples.
#pragma once

#include <media/ladder.h>
#include <values/id.h>

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

#include <vector>

namespace melody::media {

struct ChunkEntry {
    quint32 sizeBytes = 0; // of the sealed chunk as stored and delivered
    bool operator==(const ChunkEntry &) const = default;
};

struct RungInfo {
    Rung rung = Rung::Opus24;
    int sampleRate = 48000; // of the decoder's output; Opus is always 48000
    int channels = 2;
    qint64 samples = 0;   // per channel, music only, at sampleRate
    int encoderDelay = 0; // samples per channel to drop at the start
    QByteArray init;      // CMAF init segment (ftyp + moov); holds no audio and no tags
    std::vector<ChunkEntry> chunks;
    bool operator==(const RungInfo &) const = default;
};

struct Manifest {
    AssetId asset;
    qint64 durationMs = 0;
    double loudnessLufs = -70;   // integrated, EBU R128 / ITU-R BS.1770-4
    double truePeakDbtp = -70;   // maximum over channels, 4x oversampled
    std::vector<RungInfo> rungs; // ascending, never empty

    [[nodiscard]] const RungInfo *find(Rung rung) const;
    bool operator==(const Manifest &) const = default;
};

// Limits enforced when parsing, whoever sent it.
inline constexpr int maxChunks = 10'000; // 11 hours
inline constexpr int maxInitBytes = 64 * 1024;
inline constexpr quint32 maxChunkBytes = 16 * 1024 * 1024;

[[nodiscard]] QJsonObject toJson(const Manifest &manifest);
// Invalid ("invalid_field") naming the first wrong field, such as "rungs[1].chunks[3]". Unknown fields are ignored.
[[nodiscard]] Result<Manifest> parseManifest(const QJsonObject &json);

} // namespace melody::media
