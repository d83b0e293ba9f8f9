// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finished spans in PostgreSQL (telemetry.span, kept by the day), written in batches behind a bounded queue: tracing never makes
// a request wait, and never takes more memory than it was given.
#pragma once

#include <db/database.h>
#include <telemetry/telemetry.h>

namespace melody::traces {

struct Options {
    int capacity = 50'000; // spans that wait; more are dropped and counted in melody_spans_dropped_total
    int batch = 2'000;     // spans a COPY
    std::chrono::milliseconds interval{500};
    int keepDays = 30;
};

// Thread: take() any; owns one that writes.
class TraceStore : public telemetry::SpanSink {
public:
    // Becomes the sink of the telemetry that it was made with.
    virtual void start() = 0;
    // Is the sink no longer, writes what waits and ends. The destructor stops as well.
    virtual void stop() = 0;
    // Writes what waits now. Number of spans stored; the failed batch waits on when the database is away.
    virtual Result<int> flush() = 0;
};

// Both outlive the store.
[[nodiscard]] std::unique_ptr<TraceStore> createTraceStore(db::Database &database, telemetry::Telemetry &telemetry, Options options = {});

// The spans of a trace as far as they are stored, by start; at most 10,000. Malformed ("trace_id") unless 32 lower-case hex digits.
[[nodiscard]] Result<std::vector<telemetry::Span>> spansOfTrace(db::Database &database, const QByteArray &traceId);

} // namespace melody::traces
