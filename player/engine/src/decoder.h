// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// FFmpeg's part: a clear chunk becomes packets, packets become samples, samples become interleaved stereo float at the output's
// rate. One decoder lives across the chunks of a rung, and across Opus rungs that are coded alike, so that a chunk boundary
// is no boundary to the ear. Chunks reach this only after their seal was checked.
#pragma once

#include <media/manifest.h>

#include <deque>
#include <memory>

struct AVCodecContext;
struct AVCodecParameters;
struct AVFrame;
struct AVPacket;
struct SwrContext;

namespace melody::player {

struct AvDelete {
    void operator()(AVCodecContext *context) const;
    void operator()(AVCodecParameters *parameters) const;
    void operator()(AVFrame *frame) const;
    void operator()(AVPacket *packet) const;
    void operator()(SwrContext *converter) const;
};
template<typename T>
using AvPtr = std::unique_ptr<T, AvDelete>;

// The packets of one fMP4 fragment, read behind its init segment. None, where no packet starts inside the last chunk.
struct DemuxedChunk {
    AvPtr<AVCodecParameters> parameters;
    std::deque<AvPtr<AVPacket>> packets;
};

// Fails with "chunk_unreadable".
[[nodiscard]] Result<DemuxedChunk> demuxChunk(const QByteArray &init, const QByteArray &chunk);

// Whether chunks of the one rung may follow chunks of the other in the same decoder, to the sample: Opus packets say by
// themselves how they are coded, so any Opus rung may follow any other that is cut and delayed alike.
[[nodiscard]] bool canFollow(const media::RungInfo &before, const media::RungInfo &after);

// Thread: one at a time. Usage: feed() a chunk, step() until it says that it is empty, feed() the next.
class Decoder {
public:
    // Music samples from `from` on (per channel, at the rung's rate) are given out; what is decoded before is dropped.
    // `firstDecoded` is where on its own timeline the decoder starts (see planSeek).
    Decoder(const media::RungInfo &rung, qint64 firstDecoded, qint64 from, int outputRate);
    ~Decoder();

    // "chunk_unreadable" or "codec_unsupported".
    [[nodiscard]] Result<void> feed(const media::RungInfo &rung, const QByteArray &chunk);
    // Decodes one packet and appends what it gave to `out`; false when there is none left.
    [[nodiscard]] Result<bool> step(std::vector<float> &out);
    // No more chunks will come: takes what the codec and the converter still hold.
    [[nodiscard]] Result<void> flush(std::vector<float> &out);

    // The whole music was given out; nothing follows.
    [[nodiscard]] bool isFinished() const { return m_finished; }

private:
    Result<void> open(const AVCodecParameters &parameters);
    Result<void> receive(std::vector<float> &out);
    Result<void> take(const AVFrame &frame, std::vector<float> &out);
    Result<void> convert(const AVFrame *frame, int offset, int count, std::vector<float> &out);
    Result<void> openConverter(const AVFrame &frame);

    int m_sampleRate;
    int m_channels;
    int m_outputRate;
    qint64 m_decoded; // timeline position of the next decoded sample
    qint64 m_from;    // first decoded sample that is wanted
    qint64 m_end;     // one past the last
    bool m_finished = false;
    int m_format = -1; // AVSampleFormat of the first frame; stays
    std::deque<AvPtr<AVPacket>> m_packets;
    AvPtr<AVCodecContext> m_codec;
    AvPtr<AVFrame> m_frame;
    AvPtr<SwrContext> m_converter;
};

} // namespace melody::player
