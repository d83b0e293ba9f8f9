// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One promised answer, as StreamSource promises them: given once, or never after it was cancelled.
#pragma once

#include <values/result.h>

#include <functional>
#include <mutex>

namespace melody::ports {

// Thread: any.
template<typename T>
class Ticket {
public:
    explicit Ticket(std::function<void(Result<T>)> done) : m_done(std::move(done)) {}
    // False: nobody waits any more.
    bool give(Result<T> result)
    {
        const std::lock_guard lock(m_mutex);
        const auto done = std::exchange(m_done, nullptr);
        if (done)
            done(std::move(result));
        return bool(done);
    }
    void cancel()
    {
        const std::lock_guard lock(m_mutex);
        m_done = nullptr;
    }

private:
    std::recursive_mutex m_mutex; // held while `done` runs, so that cancel() waits for it
    std::function<void(Result<T>)> m_done;
};

} // namespace melody::ports
