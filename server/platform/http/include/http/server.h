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

struct Limits {
    qsizetype maxHeaderBytes = 16 * 1024;
    int maxHeaders = 100;
    std::chrono::milliseconds headerTimeout{10'000};
    std::chrono::milliseconds bodyTimeout{30'000};
    std::chrono::milliseconds idleTimeout{60'000};
    int maxConnections = 4096;
    int maxInFlight = 1024; // beyond: 503 with Retry-After
    int maxPipelined = 16;  // per connection
};

struct ServerOptions {
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0; // 0: any free one
    std::optional<QSslConfiguration> tls;
    int ioThreads = 0; // 0: one a core
    int workerThreads = 8;
    Limits limits;
};

class Server {
public:
    virtual ~Server() = default;
    // Listens; Unavailable with the reason when the address can't be had.
    [[nodiscard]] virtual Result<quint16> listen() = 0;
    [[nodiscard]] virtual quint16 port() const = 0;
    // Stops accepting, lets requests in flight finish for at most `grace`, then closes. Safe to call twice.
    virtual void drain(std::chrono::milliseconds grace) = 0;
};

struct ServerParts {
    RouteTable routes;
    Authenticator authenticate;
    IdempotencyStore *idempotency = nullptr; // not owned; needed when a route is idempotent
    telemetry::Telemetry &telemetry;
    const Clock &clock;
};

[[nodiscard]] std::unique_ptr<Server> createServer(ServerOptions options, ServerParts parts);

} // namespace melody::http
