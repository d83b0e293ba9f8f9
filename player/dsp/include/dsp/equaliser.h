// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ten peaking filters an octave apart, after R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"
// (peakingEQ, with Q of one octave: sqrt(2) / (2 - 1)), as transposed direct form II.
#pragma once

#include <planning/sound_settings.h>

#include <vector>

namespace melody::player {

// Centres in Hz. Those above 0.45 of the sample rate are left out.
inline constexpr std::array<double, equaliserBands> equaliserHz{31.25, 62.5, 125, 250, 500, 1'000, 2'000, 4'000, 8'000, 16'000};

// Gain in dB of all bands together at `hz`.
[[nodiscard]] double equaliserResponseDb(const EqualiserDb &bands, int sampleRate, double hz);

// Thread: one at a time. Invariant: with all bands at 0 dB it changes no sample.
class Equaliser {
public:
    // Keeps what it heard so far, unless the rate changed.
    void set(const EqualiserDb &bands, int sampleRate);
    void reset();
    [[nodiscard]] bool isFlat() const { return m_filters.empty(); }
    // Interleaved stereo, in place.
    void process(float *samples, int frames);

private:
    struct Filter {
        double b0, b1, b2, a1, a2; // a0 is 1
        std::array<double, 2> z1{}, z2{};
    };

    EqualiserDb m_bands{};
    int m_sampleRate = 0;
    std::vector<Filter> m_filters;
};

} // namespace melody::player
