// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <http/stream.h>

#include <utility>

namespace melody::http {

bool Stream::write(QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed || m_cut || m_ended)
        return false;
    if (m_waiting.size() + bytes.size() > m_maxWaiting) {
        m_cut = true;
        m_waiting.clear();
    } else {
        m_waiting.append(bytes);
    }
    wake();
    return !m_cut;
}

void Stream::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    wake();
}

bool Stream::isOver() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed || m_cut || m_ended;
}

void Stream::attach(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
}

Stream::Piece Stream::take()
{
    const std::lock_guard lock(m_mutex);
    return {std::exchange(m_waiting, {}), m_closed, m_cut};
}

void Stream::end()
{
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    m_wake = nullptr;
    m_waiting.clear();
}

void Stream::wake()
{
    if (m_wake)
        m_wake();
}

} // namespace melody::http
