// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pool.h"

namespace melody::db {
using namespace Qt::StringLiterals;

Pool::Lease::~Lease()
{
    if (m_connection)
        m_pool->giveBack(std::move(m_connection));
}

Result<Pool::Lease> Pool::acquire()
{
    const auto until = std::chrono::steady_clock::now() + m_options.acquireTimeout;
    std::unique_lock lock(m_mutex);
    while (true) {
        if (!m_freed.wait_until(lock, until, [this] { return !m_idle.empty() || m_open < m_options.maxConnections; })) {
            Error busy{ErrorKind::Unavailable, u"database_busy"_s, u"Every database connection is in use."_s};
            busy.retryAfterMs = 1'000;
            return tl::unexpected(std::move(busy));
        }
        if (m_idle.empty())
            break;
        std::unique_ptr<Connection> idle = std::move(m_idle.back());
        m_idle.pop_back();
        if (idle->isAlive())
            return Lease(this, std::move(idle));
        --m_open;
    }
    ++m_open;
    lock.unlock();
    try {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        return Lease(this, std::make_unique<Connection>(m_options.connection, left, m_options.statementTimeout));
    } catch (const Failure &failure) {
        giveBack(nullptr);
        Error unreachable{ErrorKind::Unavailable, u"database_unreachable"_s, QString::fromUtf8(failure.what()).trimmed()};
        unreachable.retryAfterMs = 1'000;
        return tl::unexpected(std::move(unreachable));
    }
}

int Pool::open() const
{
    const std::lock_guard lock(m_mutex);
    return m_open;
}

void Pool::giveBack(std::unique_ptr<Connection> connection)
{
    const bool usable = connection && !connection->isLost();
    if (!usable)
        connection.reset(); // outside of the lock: closing may take a while
    {
        const std::lock_guard lock(m_mutex);
        if (usable)
            m_idle.push_back(std::move(connection));
        else
            --m_open;
    }
    m_freed.notify_one();
}

} // namespace melody::db
