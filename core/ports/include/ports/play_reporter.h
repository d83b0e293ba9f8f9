// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the player says what was heard. The implementation keeps it durably until the server has it.
#pragma once

#include <wire/playback.h>

namespace melody::ports {

// Thread: callable from any thread; returns at once.
class PlayReporter {
public:
    virtual ~PlayReporter() = default;
    virtual void report(const PlaybackId &session, const wire::Tick &tick) = 0;
};

} // namespace melody::ports
