// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What plays, kept by the server for all devices of a listener, and commands from one device to another. The version decides: who has not
// seen the newest state can't replace it, so the state never forks.
#pragma once

#include <playback/playback.h>

namespace melody::playback {

// Thread: any.
class Player {
public:
    Player(db::Database &database, const Clock &clock, std::function<QString(const UserId &, const SignInId &)> deviceNameOf)
        : m_database(database), m_clock(clock), m_deviceNameOf(std::move(deviceNameOf))
    {
    }
    [[nodiscard]] http::RouteTable routes();
    [[nodiscard]] Result<PlayerStanding> standing(const http::Principal &caller, std::optional<qint64> seen);
    void notePresence(const live::Presence &presence);

private:
    Result<http::Response> get(const http::Request &request);
    Result<http::Response> put(const http::Request &request);
    Result<http::Response> command(const http::Request &request);
    Result<http::Response> devices(const http::Request &request);

    db::Database &m_database;
    const Clock &m_clock;
    std::function<QString(const UserId &, const SignInId &)> m_deviceNameOf;
};

} // namespace melody::playback
