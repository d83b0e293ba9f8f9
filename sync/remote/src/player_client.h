// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// PlayerApi over HTTP.
#pragma once

#include "exchange.h"

#include <remote/player_api.h>

namespace melody::remote {

class PlayerClient final : public PlayerApi {
public:
    explicit PlayerClient(Exchange exchange) : m_exchange(std::move(exchange)) {}

    void playerState(QObject *context, Done<wire::PlayerSnapshot> done) override;
    void putPlayerState(qint64 version, const wire::PlayerState &state, QObject *context, Done<wire::PlayerSnapshot> done) override;
    void sendCommand(const wire::PlayerCommand &command, QObject *context, Done<void> done) override;
    void playerDevices(QObject *context, Done<wire::PlayerDevices> done) override;

private:
    const Exchange m_exchange;
};

} // namespace melody::remote
