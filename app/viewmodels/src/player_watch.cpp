// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/player_watch.h>

namespace melody::app {

void PlayerWatch::publish(const player::PlayerState &state)
{
    const std::lock_guard lock(m_mutex);
    const bool underWay = m_waiting.has_value();
    m_waiting = state;
    if (!underWay)
        QMetaObject::invokeMethod(this, &PlayerWatch::deliver, Qt::QueuedConnection);
}

void PlayerWatch::deliver()
{
    {
        const std::lock_guard lock(m_mutex);
        m_state = std::move(*m_waiting);
        m_waiting.reset();
    }
    Q_EMIT changed();
}

} // namespace melody::app
