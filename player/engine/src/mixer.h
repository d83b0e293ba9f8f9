// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The output's side of the engine: takes blocks from the ring and makes them the sound that is heard, with
// volume and fades, all ramped so that nothing clicks. Keeps the meters that everything reported is read from.
#pragma once

#include "pcm_ring.h"

#include <values/clock.h>

namespace melody::player {

// What of one session was really given to the output. Written by the output's thread, read by the engine's.
struct TrackMeter {
    std::atomic<qint64> renderedFrames{0};
    std::atomic<qint64> positionFrames{0};
    std::atomic<qint64> firstSampleNs{-1};   // Clock::monotonic()
    std::atomic<qint64> endedNs{-1};         // when the last sample was taken
    std::atomic<quint32> endedGeneration{0}; // in which generation that was; 0: never
    std::atomic<int> underruns{0};
    std::atomic<media::Rung> rung{media::Rung::Opus24};
};

// Thread: pull() and ranDry() belong to the output's thread, the rest to the engine's. No locks, no allocation.
class Mixer final : public AudioFeed {
public:
    static constexpr int meterCount = 8;

    explicit Mixer(const Clock &clock) : m_clock(clock) {}

    // Output's thread.
    int pull(float *out, int frames) override;
    void ranDry() override;

    // Engine's thread.
    [[nodiscard]] PcmRing &ring() { return m_ring; }
    [[nodiscard]] const PcmRing &ring() const { return m_ring; }
    void clearMeter(int meter); // before its first block is written
    [[nodiscard]] const TrackMeter &meter(int index) const { return m_meters[size_t(index)]; }
    void setSampleRate(int rate) { m_sampleRate = rate; }
    void setPlaying(bool playing) { m_playing = playing; }
    void setVolume(float factor) { m_wantedVolume = factor; }
    // Blocks of other generations are faded out and dropped from now on.
    void setGeneration(quint32 generation) { m_wantedGeneration = generation; }
    // Of the sound taken last; differs from the wanted one until a seek is heard.
    [[nodiscard]] quint32 heardGeneration() const { return m_heardGeneration; }
    [[nodiscard]] bool isDry() const { return m_dry; }

private:
    void begin(const PcmBlock &block);
    int mix(const PcmBlock &block, float *out, int frames, bool audible);
    void account(const PcmBlock &block, int frames);
    void finish(const PcmBlock &block);

    const Clock &m_clock;
    PcmRing m_ring;
    std::array<TrackMeter, meterCount> m_meters;
    std::atomic<int> m_sampleRate{48'000};
    std::atomic<bool> m_playing{false};
    std::atomic<bool> m_dry{false};
    std::atomic<float> m_wantedVolume{1.0F};
    std::atomic<quint32> m_wantedGeneration{0};
    std::atomic<quint32> m_heardGeneration{0};

    // Output's thread only.
    int m_offset = 0;    // frames of the front block that were taken
    bool m_due = false;  // music should follow without a gap
    float m_fade = 1.0F; // 0: silent
    float m_volume = 1.0F;
    int m_lastMeter = 0;
};

} // namespace melody::player
