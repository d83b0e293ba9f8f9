// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Threads for handlers that may wait. Bounded in threads and in queue. Thread: any.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace melody::http {

class WorkerPool {
public:
    WorkerPool(int threads, size_t maxQueued);
    ~WorkerPool() { stop(); }
    // Waits for what runs; what is queued is dropped. Safe to call twice, by one thread.
    void stop();
    // False when the queue is full or the pool stops. `work` must not throw.
    [[nodiscard]] bool tryRun(std::function<void()> work);

private:
    void loop();

    const size_t m_maxQueued;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_queue;
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace melody::http
