// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The door to a thread: functions posted from anywhere, run in order by the one that owns it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace melody::player {

class Mailbox {
public:
    void post(std::function<void()> work)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_posted.push_back(std::move(work));
        }
        m_ready.notify_one();
    }
    // Runs what was posted until now; what is posted meanwhile waits for the next time, so that the thread's other work is never kept
    // waiting.
    void run()
    {
        std::vector<std::function<void()>> batch;
        {
            const std::lock_guard lock(m_mutex);
            batch.swap(m_posted);
        }
        for (const auto &work : batch)
            work();
    }
    // Until something is posted; at most `limit`, or for ever without one.
    void wait(std::optional<std::chrono::milliseconds> limit)
    {
        std::unique_lock lock(m_mutex);
        const auto posted = [this] { return !m_posted.empty(); };
        if (limit)
            m_ready.wait_for(lock, *limit, posted);
        else
            m_ready.wait(lock, posted);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_ready;
    std::vector<std::function<void()>> m_posted;
};

} // namespace melody::player
