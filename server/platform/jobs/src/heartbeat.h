// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job_store.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace melody::jobs {

// Renews the leases of the jobs that run, three times per lease, from a thread of its own: a busy handler can't forget to. When the
// process dies or hangs as a whole the leases end, and others take over. Thread: any.
class Heartbeat {
public:
    Heartbeat(JobStore &store, std::chrono::milliseconds lease, const Clock &clock);

    // Renewed as long as it lives.
    class Held {
    public:
        Held(Heartbeat &heartbeat, const TakenJob &taken);
        ~Held();
        Held(const Held &) = delete;
        Held &operator=(const Held &) = delete;

    private:
        Heartbeat &m_heartbeat;
        const std::pair<JobId, QUuid> m_job;
    };

private:
    void run(const std::stop_token &stop);

    JobStore &m_store;
    const std::chrono::milliseconds m_lease;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<std::pair<JobId, QUuid>> m_held;
    std::jthread m_thread; // the last member: stops before the others go
};

} // namespace melody::jobs
