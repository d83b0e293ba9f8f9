// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "heartbeat.h"

namespace melody::jobs {

Heartbeat::Heartbeat(JobStore &store, std::chrono::milliseconds lease, const Clock &clock)
    : m_store(store), m_lease(lease), m_clock(clock), m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

Heartbeat::Held::Held(Heartbeat &heartbeat, const TakenJob &taken) : m_heartbeat(heartbeat), m_job(taken.job.id, taken.lease)
{
    const std::lock_guard lock(m_heartbeat.m_mutex);
    m_heartbeat.m_held.push_back(m_job);
}

Heartbeat::Held::~Held()
{
    const std::lock_guard lock(m_heartbeat.m_mutex);
    std::erase(m_heartbeat.m_held, m_job);
}

void Heartbeat::run(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_wake.wait_for(lock, stop, m_lease / 3, [] { return false; });
        if (m_held.empty() || stop.stop_requested())
            continue;
        const auto held = m_held;
        lock.unlock();
        // A failure is not fatal: two more beats fit into the lease, and after it the job is done again elsewhere.
        (void)m_store.renew(held, m_clock.now() + m_lease);
        lock.lock();
    }
}

} // namespace melody::jobs
