// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stereo.h"

#include <dsp/silence_trim.h>

#include <algorithm>
#include <cmath>

namespace melody::player {
namespace {

constexpr int windowsPerSecond = 100;
constexpr int keptWindows = 24;
constexpr float threshold = 0.0031623F; // -50 dBFS

bool isSilent(const std::vector<float> &samples)
{
    return std::all_of(samples.begin(), samples.end(), [](float sample) { return std::abs(sample) < threshold; });
}

void keep(const std::vector<float> &samples, qint64 track, std::vector<float> &out, TimeMap &map)
{
    out.insert(out.end(), samples.begin(), samples.end());
    map.add(track, qint64(samples.size()) / channels);
}

} // namespace

void TimeMap::add(qint64 track, qint64 frames)
{
    if (m_runs.empty() || m_runs.back().track + (m_out - m_runs.back().out) != track)
        m_runs.push_back({m_out, track});
    m_out += frames;
}

qint64 TimeMap::trackAt(qint64 out)
{
    while (m_runs.size() > 1 && m_runs[1].out <= out)
        m_runs.pop_front();
    return m_runs.empty() ? 0 : m_runs.front().track + (std::min(out, m_out) - m_runs.front().out);
}

SilenceTrim::SilenceTrim(int sampleRate) : m_windowFrames(std::max(1, sampleRate / windowsPerSecond))
{
}

void SilenceTrim::process(const float *samples, int frames, qint64 track, std::vector<float> &out, TimeMap &map)
{
    for (int done = 0; done < frames;) {
        const int held = int(m_window.size()) / channels;
        if (held == 0)
            m_windowTrack = track + done;
        const int taken = std::min(frames - done, m_windowFrames - held);
        m_window.insert(m_window.end(), samples + std::ptrdiff_t(done) * channels, samples + std::ptrdiff_t(done + taken) * channels);
        done += taken;
        if (int(m_window.size()) == m_windowFrames * channels)
            window(out, map);
    }
}

void SilenceTrim::window(std::vector<float> &out, TimeMap &map)
{
    m_silent = isSilent(m_window) ? m_silent + 1 : 0;
    if (m_silent > keptWindows) {
        m_skipped.swap(m_window);
        m_skippedTrack = m_windowTrack;
    } else {
        if (!m_skipped.empty())
            keep(m_skipped, m_skippedTrack, out, map);
        m_skipped.clear();
        keep(m_window, m_windowTrack, out, map);
    }
    m_window.clear();
}

void SilenceTrim::flush(std::vector<float> &out, TimeMap &map)
{
    if (!m_skipped.empty())
        keep(m_skipped, m_skippedTrack, out, map);
    if (!m_window.empty())
        keep(m_window, m_windowTrack, out, map);
    m_skipped.clear();
    m_window.clear();
}

} // namespace melody::player
