// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sleep timer's part of the engine.

#include "engine.h"

#include <planning/gain.h>

namespace melody::player {
namespace {

constexpr qint64 nsPerMs = 1'000'000;

} // namespace

void Engine::setSleep(SleepTimer timer)
{
    m_mailbox.post([this, timer] {
        m_sleep = timer;
        if (m_sleep.afterMs)
            m_sleep.afterMs = std::clamp<qint64>(*m_sleep.afterMs, 0, maxSleepMs);
        m_sleepSetNs = nowNs();
        applyVolume();
        const bool nextIsWritten = m_lanes.size() > 1 && m_lanes[1].written;
        if (m_sleep.endOfTrack && nextIsWritten)
            requeue();
    });
}

// Until the music stops; nothing without a timer.
std::optional<qint64> Engine::sleepLeftMs() const
{
    if (m_sleep.afterMs)
        return *m_sleep.afterMs - (nowNs() - m_sleepSetNs) / nsPerMs;
    if (!m_sleep.endOfTrack || m_lanes.empty() || !m_lanes.front().track->isOpen())
        return {};
    return m_lanes.front().track->stream().manifest.durationMs - givenMs();
}

void Engine::sleepIfTime()
{
    const auto left = sleepLeftMs();
    if (!left)
        return;
    applyVolume();
    if (!m_sleep.afterMs || !planSleep(*left).stop)
        return;
    pauseNow();
    m_sleep = {};
}

void Engine::applyVolume()
{
    const auto left = sleepLeftMs();
    const float sleepy = left ? planSleep(*left).gain : 1.0F;
    m_mixer.setVolume(m_muted ? 0.0F : float(volumeGain(m_volume)) * sleepy);
}

} // namespace melody::player
