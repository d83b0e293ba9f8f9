// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"

#include <condition_variable>
#include <mutex>

namespace melody::db {

// At most `maxConnections` connections, made when needed and used again. Thread: any.
class Pool {
public:
    explicit Pool(Options options) : m_options(std::move(options)) {}

    // A connection for as long as it lives; goes back to the pool unless it is lost.
    class Lease {
    public:
        Lease(Pool *pool, std::unique_ptr<Connection> connection) : m_pool(pool), m_connection(std::move(connection)) {}
        Lease(Lease &&other) noexcept = default;
        Lease &operator=(Lease &&) = delete;
        ~Lease();
        Connection &operator*() const { return *m_connection; }
        Connection *operator->() const { return m_connection.get(); }

    private:
        Pool *m_pool;
        std::unique_ptr<Connection> m_connection;
    };

    // Waits at most `acquireTimeout`. Unavailable "database_busy" or "database_unreachable" (detail has the server's words).
    [[nodiscard]] Result<Lease> acquire();
    [[nodiscard]] int open() const;

private:
    friend class Lease;
    void giveBack(std::unique_ptr<Connection> connection);

    const Options m_options;
    mutable std::mutex m_mutex;
    std::condition_variable m_freed;
    std::vector<std::unique_ptr<Connection>> m_idle; // last used at the back
    int m_open = 0;                                  // idle, leased and being made
};

} // namespace melody::db
