// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Watches a player and knows how the network is: which interruption had a reason, and which had none.
#pragma once

#include <engine/player.h>
#include <soak/soak.h>

#include <QtCore/QElapsedTimer>

namespace melody::soak {

inline constexpr qint64 healingMs = 8'000; // after the network came back: connections, pauses between attempts, a buffer
inline constexpr qint64 stuckMs = 10'000;  // without music though nothing is in its way

// Thread: every method from any thread.
class Judge {
public:
    Judge();
    void setNetwork(bool whole);
    // Something else is in the way now: no device, paused, at rest. What was in the way is forgotten.
    void setExpectingMusic(bool expecting);
    void heard(const player::PlayerState &state);
    // What is wrong by now, for whoever waits. Each fault is told once.
    void look(const player::PlayerState &state);
    void note(const QString &fault);

    [[nodiscard]] bool networkIsToBlame() const;
    [[nodiscard]] qint64 heardMs() const;
    void into(Figures &figures) const;

private:
    [[nodiscard]] bool isToBlame() const { return !m_whole || m_timer.elapsed() - m_wholeSince < healingMs; }

    mutable std::mutex m_mutex;
    QElapsedTimer m_timer;
    bool m_whole = true;
    qint64 m_wholeSince = -healingMs;
    bool m_expecting = false;
    qint64 m_silentSince = 0;
    player::ItemReport m_last;
    qint64 m_heardMs = 0;
    int m_sessions = 0;
    int m_rungChanges = 0;
    int m_underruns = 0;
    int m_underrunsByNetwork = 0;
    QStringList m_faults;
};

} // namespace melody::soak
