// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps what was boosted (equaliser) or added up (crossfade) under the ceiling. True peaks are estimated at four times the rate
// with the interpolator of ITU-R BS.1770-4, annex 2; the gain falls within 2 ms before a peak and comes back over 200 ms.
#pragma once

#include <array>
#include <vector>

namespace melody::player {

// Thread: one at a time. Invariant: no sample passes the ceiling; what stays under it is not changed.
class PeakGuard {
public:
    explicit PeakGuard(double ceilingDbtp);
    void reset();
    // Interleaved stereo, in place. The gain that was reached goes on from call to call.
    void process(float *samples, int frames, int sampleRate);
    [[nodiscard]] bool isIdle() const { return m_gain >= 1.0F; }

private:
    static constexpr int taps = 12;

    float m_ceiling;
    float m_gain = 1.0F;
    std::array<float, size_t(taps - 1) * 2> m_before{}; // the last frames of the call before
    std::vector<float> m_wanted;
    std::vector<float> m_window;
};

} // namespace melody::player
