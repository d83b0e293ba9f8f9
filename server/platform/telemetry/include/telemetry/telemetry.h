// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Spans, metrics and logs of this process. Spans and logs carry the trace id; secrets never get here.
#pragma once

#include <values/clock.h>
#include <values/trace.h>

#include <QtCore/QJsonObject>

#include <memory>

namespace melody::telemetry {

struct Span {
    TraceContext context;
    QByteArray parentSpanId; // empty for a root
    QString name;            // "POST /v1/playback/sessions", "catalog.album_by_id"
    TimePoint start{};
    std::chrono::microseconds duration{0};
    bool ok = true;
    QJsonObject attributes = {};
};

enum class Level { Debug, Info, Warning, Error };

// Where finished spans go. Thread: any; must not block.
class SpanSink {
public:
    virtual ~SpanSink() = default;
    virtual void take(Span span) = 0;
};

// Thread: any.
class Telemetry {
public:
    virtual ~Telemetry() = default;
    virtual void span(Span span) = 0; // dropped when its context is not sampled
    // One JSON line on stderr: {"time","level","event","trace_id",…fields}. Without a trace id the current trace's is taken.
    virtual void log(Level level, const QString &event, const QJsonObject &fields = {}, const QByteArray &traceId = {}) = 0;
    // Prometheus: names end in _total, _seconds, _bytes; labels are few and bounded.
    virtual void count(const QByteArray &counter, qint64 by = 1, const QByteArray &labels = {}) = 0; // labels: `route="x",status="200"`
    virtual void observe(const QByteArray &histogram, double seconds, const QByteArray &labels = {}) = 0;
    virtual void gauge(const QByteArray &gauge, double value, const QByteArray &labels = {}) = 0;
    [[nodiscard]] virtual QByteArray prometheusText() const = 0;
    virtual void setSink(SpanSink *sink) = 0; // not owned; may be null
    [[nodiscard]] virtual const Clock &clock() const = 0;
};

[[nodiscard]] std::unique_ptr<Telemetry> createTelemetry(const Clock &clock, Level threshold = Level::Info);

// The trace that the current thread works for, so that db spans find their parent. RAII.
class CurrentTrace {
public:
    explicit CurrentTrace(TraceContext context);
    ~CurrentTrace();
    CurrentTrace(const CurrentTrace &) = delete;
    CurrentTrace &operator=(const CurrentTrace &) = delete;
    [[nodiscard]] static std::optional<TraceContext> get();

private:
    std::optional<TraceContext> m_previous;
};

} // namespace melody::telemetry
