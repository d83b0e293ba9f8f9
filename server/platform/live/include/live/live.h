// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /v1/live: what is committed anywhere is told at once to the devices it concerns, as server-sent events (WHATWG HTML, section 9.2).
// One connection a process listens to PostgreSQL; a stream occupies no worker. Events say that something is new, not what, so nothing
// is kept for who was away: the first event of a stream tells where things stand, and the device pulls what it lacks. Only commands
// are kept by their service for a moment and told again after Last-Event-ID. docs/sync.md draws it.
#pragma once

#include <http/route.h>
#include <live/notice.h>

namespace melody::telemetry {
class Telemetry;
}

namespace melody::live {

// Where things stand for a device when its stream begins.
struct Standing {
    wire::LiveHello hello;
    qint64 sequence = 0;             // of the last command
    QList<wire::LiveCommand> missed; // for this device, after the sequence it has seen, if it said one
};

struct Options {
    std::string connection; // libpq connection string
    // May wait for the database.
    std::function<Result<Standing>(const http::Principal &, std::optional<qint64> seen)> standing;
    // Who listens; on a worker or on the thread that beats. May wait for the database.
    std::function<void(const Presence &)> presence = {};
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15); // so that both sides notice when the other is gone
    int maxPerUser = 20;
    int maxStreams = 3000; // of the process; below the server's limit of connections, so that requests still come through
};

// Thread: any. Owns one thread that listens and one that beats.
class Live {
public:
    virtual ~Live() = default; // stops
    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual http::RouteTable routes() = 0;
    // To the streams of this process.
    virtual void deliver(const Notice &notice) = 0;
    // This sign-in ended: its streams are told and closed.
    virtual void signedOut(const SignInId &device) = 0;
    [[nodiscard]] virtual bool isListening() const = 0;
    [[nodiscard]] virtual int streams() const = 0;
};

[[nodiscard]] std::unique_ptr<Live> createLive(telemetry::Telemetry &telemetry, Options options);

} // namespace melody::live
