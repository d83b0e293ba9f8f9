// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A server with routes for every trap, and what the test sees of it.
#pragma once

#include "raw_client.h"

#include <http/server.h>
#include <telemetry/telemetry.h>

#include <condition_variable>

namespace melody::test {

// A door that handlers wait at until the test opens it.
class Gate {
public:
    void open();
    // For handlers: counts itself in, then waits.
    void pass();
    [[nodiscard]] bool waitForArrivals(int count);
    [[nodiscard]] int arrivals() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_arrivals = 0;
    bool m_open = false;
};

class SpanLog final : public telemetry::SpanSink {
public:
    void take(telemetry::Span span) override;
    [[nodiscard]] std::vector<telemetry::Span> named(const QString &name) const;

private:
    mutable std::mutex m_mutex;
    std::vector<telemetry::Span> m_spans;
};

class Fixture {
public:
    explicit Fixture(bool tls);
    ~Fixture();
    void start();
    [[nodiscard]] RawClient client() const { return RawClient(server->port(), tls); }

    // Routes may be added, options changed, before start(). Those of the fixture, all anonymous unless said:
    //   GET /v1/hello        inline    {"hello":"world"}
    //   GET /v1/pooled       pool      the same
    //   GET /v1/echo/{name}  pool      {"name", "q" of the query, "body_bytes"}; POST too, with a limit of 2 MiB
    //   GET /v1/gate         pool      waits at `gate`
    //   GET /v1/wait/{ms}    pool      sleeps, then answers {"ms"}
    //   GET /v1/throw/{how}  both      throws a std::exception ("inline", "pool") or an int ("int")
    //   GET /v1/large/{n}    inline    n bytes from memory that is freed with the response
    //   GET /v1/trace        pool      the trace that the handler's thread works for
    bool tls;
    FakeClock clock;
    std::unique_ptr<telemetry::Telemetry> telemetry;
    SpanLog spans;
    http::ServerOptions options;
    http::ServerParts parts;
    Gate gate;
    std::shared_ptr<std::atomic<int>> owners = std::make_shared<std::atomic<int>>(0); // of large bodies, alive
    std::unique_ptr<http::Server> server;

private:
    void addRoutes();
};

[[nodiscard]] http::Route route(http::Method method, const QByteArray &path, http::Handler handler,
                                http::Execution execution = http::Execution::Pool);

// Waits without running the event loop, so that the test's own sockets read nothing meanwhile.
[[nodiscard]] bool waitUntil(const std::function<bool()> &condition);

// Runs every test of the class over plain TCP, then over TLS: call it in initTestCase_data().
void overPlainAndTls();

} // namespace melody::test
