// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The HTTP server: TLS 1.3 (or plain for tests and behind a local proxy), one I/O thread a core, a bounded worker pool.
// Every limit below is enforced before a handler sees the request; docs/decisions/0002-http.md says why.
#pragma once

#include <http/route.h>

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslConfiguration>

namespace melody::telemetry {
class Telemetry;
}

namespace melody::http {

// A token bucket: `burst` requests at once, then `perMinute` in the long run.
struct Rate {
    int perMinute = 0;
    int burst = 0;
};

// By RateClass, in its order. Each caller (user, else address) has one bucket a class in each process.
using Rates = std::array<Rate, rateClassCount>;
[[nodiscard]] Rates defaultRates();

// Refused requests (401, 403, 429) of a minute, in this process, that an operator is told of.
struct Unusual {
    int ofCaller = 120;
    int ofAll = 2'000;
};

struct Limits {
    qsizetype maxHeaderBytes = 16 * 1024;
    int maxHeaders = 100;
    std::chrono::milliseconds headerTimeout{10'000};
    std::chrono::milliseconds bodyTimeout{30'000};
    std::chrono::milliseconds idleTimeout{60'000};
    int maxConnections = 4096;
    int maxInFlight = 1024; // beyond: 503 with Retry-After
    int maxPipelined = 16;  // per connection; the others wait unread
    Rates rates = defaultRates();
    Unusual unusual;
};

struct ServerOptions {
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0; // 0: any free one
    std::optional<QSslConfiguration> tls;
    int ioThreads = 0; // 0: one a core
    int workerThreads = 8;
    Limits limits;
    // Whose X-Forwarded-For is believed (its last entry is the caller's address): the proxy in front, never a client.
    QList<QHostAddress> trustedProxies = {};
};

class Server {
public:
    virtual ~Server() = default;
    // Listens; Unavailable with the reason when the address can't be had, Internal ("bad_route_table") when two routes are the same,
    // a path is no path, or a row asks for what can't be (an idempotent route that runs inline or has no store).
    [[nodiscard]] virtual Result<quint16> listen() = 0;
    [[nodiscard]] virtual quint16 port() const = 0;
    // Stops accepting, lets requests in flight finish for at most `grace`, then closes. Safe to call twice, from any thread but a
    // handler's. A handler that outlives the grace is waited for by the destructor only.
    virtual void drain(std::chrono::milliseconds grace) = 0;
};

struct ServerParts {
    RouteTable routes;
    Authenticator authenticate;
    IdempotencyStore *idempotency = nullptr; // not owned; needed when a route is idempotent
    telemetry::Telemetry &telemetry;         // outlives the server, as does `clock`
    const Clock &clock;
    AuditTrail *audit = nullptr; // not owned; needed when a route is audited
};

[[nodiscard]] std::unique_ptr<Server> createServer(ServerOptions options, ServerParts parts);

} // namespace melody::http
