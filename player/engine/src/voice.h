// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A track on its way into the mix: its samples with the loudness it should have, and of speech without long pauses and at the speed that
// was chosen. Knows of every sample where in the track it is from.
#pragma once

#include "tempo.h"
#include "track.h"

#include <dsp/silence_trim.h>
#include <planning/sound_settings.h>

namespace melody::player {

// Thread: the engine's.
class Voice {
public:
    Voice(std::shared_ptr<Track> track, bool speech) : m_track(std::move(track)), m_speech(speech) {}

    // The track was sought: nothing of before is left.
    void reset();
    // Fetches samples until `frames` are here, or the track ends or starves.
    Track::Read fill(int frames, int outputRate, const SoundSettings &settings);
    [[nodiscard]] int available() const { return int(m_samples.size() / AudioFormat::channels - m_taken); }
    [[nodiscard]] bool isAtEnd() const { return m_end && available() == 0; } // after fill()
    // Frames of the track that are still to come, at the output's rate. Only when open.
    [[nodiscard]] qint64 leftFrames(int outputRate) const;

    struct Taken {
        qint64 position = 0; // of the first frame, in the track, at the output's rate
        qint64 span = 0;     // of the track, that these frames cover
        media::Rung rung = media::Rung::Opus24;
        bool fadeIn = false;
    };
    // Takes `frames` of what is available.
    Taken take(float *out, int frames);

private:
    void begin(int outputRate, const SoundSettings &settings);
    void append(const PcmBlock &block, int outputRate);
    void finish();

    std::shared_ptr<Track> m_track;
    bool m_speech;
    bool m_begun = false;
    bool m_end = false;
    bool m_fadeIn = false;
    float m_gain = 1;
    double m_speed = 1;
    media::Rung m_rung = media::Rung::Opus24;
    std::unique_ptr<SilenceTrim> m_trim;
    std::unique_ptr<Tempo> m_tempo;
    TimeMap m_map;    // from frames before the tempo to frames of the track
    qint64 m_out = 0; // frames that were taken
    std::vector<float> m_samples;
    size_t m_taken = 0; // frames of m_samples
    std::unique_ptr<PcmBlock> m_block;
    std::vector<float> m_trimmed;
};

} // namespace melody::player
