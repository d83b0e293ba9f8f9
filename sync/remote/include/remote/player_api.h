// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What plays on which of a listener's devices, as the server keeps it (docs/sync.md). Rules of threads and tries as for Api.
#pragma once

#include <remote/done.h>
#include <wire/player.h>

#include <QtCore/QObject>

namespace melody::remote {

class PlayerApi {
public:
    virtual ~PlayerApi() = default;
    // Version 0: nothing was ever played.
    virtual void playerState(QObject *context, Done<wire::PlayerSnapshot> done) = 0;
    // Replaces the state of that version. "player_moved_on": it is not the newest; also where an answer was lost and this was asked again.
    virtual void putPlayerState(qint64 version, const wire::PlayerState &state, QObject *context, Done<wire::PlayerSnapshot> done) = 0;
    // Asked again it is not sent twice: the command's id is its key.
    virtual void sendCommand(const wire::PlayerCommand &command, QObject *context, Done<void> done) = 0;
    virtual void playerDevices(QObject *context, Done<wire::PlayerDevices> done) = 0;
};

} // namespace melody::remote
