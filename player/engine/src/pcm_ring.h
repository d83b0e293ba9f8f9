// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decoded sound on its way from the engine's thread to the output's: a lock-free ring with one writer and one reader.
// What must travel with the samples (whose they are, how loud, where in the track) stands in the block.
#pragma once

#include <engine/audio_output.h>
#include <media/ladder.h>

#include <array>
#include <atomic>
#include <memory>

namespace melody::player {

struct PcmBlock {
    static constexpr int maxFrames = 1024;

    quint32 generation = 0; // raised by every seek and jump; older blocks are dropped unheard
    int frames = 0;         // may be 0 in the last block of a track
    // Whose sound it is: of one session, or where one song goes into the next of two.
    struct Share {
        int meter = -1;      // of the session; -1: nobody's
        qint64 position = 0; // of the first frame in the track, counted at the output's rate
        qint64 span = 0;     // of the track, that the frames cover
        media::Rung rung = media::Rung::Opus24;
        bool last = false; // the track ends with it
    };
    std::array<Share, 2> shares;
    bool fadeIn = false; // starts in the middle of music
    // What Track::read() says of its samples.
    qint64 position = 0;
    media::Rung rung = media::Rung::Opus24;
    bool last = false;
    std::array<float, size_t(maxFrames) * AudioFormat::channels> samples;
};

// Invariant: m_written - m_read is between 0 and the capacity. Each index is written by one thread only.
class PcmRing {
public:
    static constexpr quint32 capacity = 64; // 1.3 s at 48 kHz

    // Writer. nullptr: full.
    [[nodiscard]] PcmBlock *reserve()
    {
        const quint32 written = m_written.load(std::memory_order_relaxed);
        return written - m_read.load(std::memory_order_acquire) == capacity ? nullptr : &(*m_blocks)[written % capacity];
    }
    void publish() { m_written.store(m_written.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

    // Either side.
    [[nodiscard]] bool isEmpty() const { return m_written.load(std::memory_order_acquire) == m_read.load(std::memory_order_acquire); }
    [[nodiscard]] bool isLow() const { return m_written.load() - m_read.load() < capacity / 2; }

    // Reader. nullptr: empty.
    [[nodiscard]] const PcmBlock *front() const
    {
        const quint32 read = m_read.load(std::memory_order_relaxed);
        return m_written.load(std::memory_order_acquire) == read ? nullptr : &(*m_blocks)[read % capacity];
    }
    void pop() { m_read.store(m_read.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

private:
    using Blocks = std::array<PcmBlock, capacity>;
    std::unique_ptr<Blocks> m_blocks = std::make_unique<Blocks>();
    std::atomic<quint32> m_written{0};
    std::atomic<quint32> m_read{0};
};

} // namespace melody::player
