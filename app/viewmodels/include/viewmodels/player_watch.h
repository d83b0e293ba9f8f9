// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brings the player's snapshots from the engine's thread to the GUI's.
#pragma once

#include <engine/player.h>

#include <QtCore/QObject>

namespace melody::app {

// Thread: publish() from any thread, everything else on the thread it lives on. Snapshots that pile up are skipped: only the
// newest is delivered.
class PlayerWatch : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    void publish(const player::PlayerState &state);
    [[nodiscard]] const player::PlayerState &state() const { return m_state; }

Q_SIGNALS:
    void changed();

private:
    void deliver();

    std::mutex m_mutex;
    std::optional<player::PlayerState> m_waiting;
    player::PlayerState m_state;
};

} // namespace melody::app
