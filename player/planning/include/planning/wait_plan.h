// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long the engine sleeps between two looks at everything while it plays. Every look is a wake-up of the processor, so there are few
// when nobody watches; commands and chunks that arrive wake it before.
#pragma once

#include <chrono>

namespace melody::player {

struct WaitSnapshot {
    bool starved = false; // waits for music, or for the device
    bool isLow = false; // less than half of the ring is full, because a device takes it as fast as it comes; or a seek waits for the device
    bool isEnding = false;             // what is heard ends with what stands in the ring
    bool isTimed = false;              // a sleep timer runs: the volume changes with time
    bool isFetching = false;           // a transfer is under way that may have to be given up
    bool watched = true;               // somebody sees where the music is
    std::chrono::milliseconds ring{0}; // how much music the ring holds when it is full
};

[[nodiscard]] std::chrono::milliseconds planWait(const WaitSnapshot &snapshot);

} // namespace melody::player
