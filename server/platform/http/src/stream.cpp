// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <http/stream.h>

#include <utility>

namespace melody::http {

bool Stream::write(QByteArrayView bytes)
{
    std::function<void()> gone;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_cut || m_ended)
            return false;
        if (m_waiting.size() + bytes.size() > m_maxWaiting) {
            m_cut = true;
            m_waiting.clear();
            gone = std::exchange(m_gone, nullptr);
        } else {
            m_waiting.append(bytes);
        }
        wake();
        if (!m_cut)
            return true;
    }
    if (gone)
        gone();
    return false;
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

bool Stream::isGone() const
{
    const std::lock_guard lock(m_mutex);
    return m_cut || (m_ended && !m_closed);
}

void Stream::whenGone(std::function<void()> gone)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_closed && !m_cut && !m_ended)
            m_gone = std::exchange(gone, nullptr);
        else if (m_closed && !m_cut)
            gone = nullptr;
    }
    if (gone)
        gone();
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
    std::function<void()> gone;
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_wake = nullptr;
        m_waiting.clear();
        gone = m_closed ? nullptr : std::exchange(m_gone, nullptr);
    }
    if (gone)
        gone();
}

void Stream::wake()
{
    if (m_wake)
        m_wake();
}

} // namespace melody::http
