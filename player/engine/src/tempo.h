// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Faster or slower without a change of pitch: libavfilter's atempo (WSOLA).
#pragma once

#include <values/result.h>

#include <memory>
#include <vector>

struct AVFilterContext;
struct AVFilterGraph;

namespace melody::player {

// Thread: one at a time. Interleaved stereo float.
class Tempo {
public:
    Tempo(double speed, int sampleRate);
    ~Tempo();

    // Appends to `out` what is ready. "speed_failed" when the filter can't be made or refuses.
    [[nodiscard]] Result<void> feed(const float *samples, int frames, std::vector<float> &out);
    // No more will come.
    [[nodiscard]] Result<void> flush(std::vector<float> &out);

private:
    struct GraphDelete {
        void operator()(AVFilterGraph *graph) const;
    };
    Result<void> open();
    Result<void> drain(std::vector<float> &out);

    double m_speed;
    int m_sampleRate;
    qint64 m_fed = 0;
    std::unique_ptr<AVFilterGraph, GraphDelete> m_graph;
    AVFilterContext *m_in = nullptr;
    AVFilterContext *m_out = nullptr;
};

} // namespace melody::player
