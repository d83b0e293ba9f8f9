// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One queue row that plays or is about to: its track, and what of it was heard.
#pragma once

#include "mixer.h"
#include "voice.h"

#include <engine/player.h>
#include <planning/tick_plan.h>

namespace melody::player {

// Thread: the engine's.
struct Lane {
    QueueItem item;
    std::shared_ptr<Track> track;
    std::unique_ptr<Voice> voice; // of the track
    int meter = 0;
    qint64 pressedNs = 0;    // when it should have sounded: Play was pressed, or the track before it ended
    bool written = false;    // some of it is in the ring
    bool adopted = false;    // its stream came, and the row says what that is
    int asks = 0;            // for what is next, that came too early
    bool writtenAll = false; // its last block too
    qint64 startMs = -1;
    // Heard before the present meter was taken (the device changed its rate).
    qint64 earlierMs = 0;
    int earlierUnderruns = 0;
    std::optional<wire::Tick> lastTick;

    // Whole figures, of earlier meters too. `outputRate` in Hz, > 0 once anything was rendered.
    [[nodiscard]] Heard heard(const TrackMeter &meter, int outputRate) const;
    [[nodiscard]] ItemReport report(const Heard &heard) const;
};

} // namespace melody::player
