// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps the queue and the place in it on the shelf, as seldom as may be.
#pragma once

#include <ports/player_shelf.h>
#include <queue/saved_queue.h>
#include <values/clock.h>

namespace melody::player {

// Thread: the engine's.
class QueueKeeper {
public:
    // `shelf` may be null: then nothing is kept.
    QueueKeeper(ports::PlayerShelf *shelf, const Clock &clock) : m_shelf(shelf), m_clock(clock) {}

    struct Kept {
        PlayQueue queue;
        qint64 positionMs = 0;
    };
    // What is on the shelf; empty where that is nothing, or nothing that can be read.
    [[nodiscard]] Kept restore();
    // A queue that changed is kept at once, the place once a second; at once when `now`, or when another row plays.
    void look(const PlayQueue &queue, qint64 positionMs, bool now);

private:
    ports::PlayerShelf *m_shelf;
    const Clock &m_clock;
    PlayQueue m_queue;
    SavedPlace m_place;
    std::chrono::nanoseconds m_keptAt{0};
};

} // namespace melody::player
