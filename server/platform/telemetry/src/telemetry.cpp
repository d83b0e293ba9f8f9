// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "log_line.h"
#include "metrics.h"

#include <shared_mutex>

#include <unistd.h>

namespace melody::telemetry {
namespace {

// One write(2) a line, so that lines of several threads and processes don't mix; what a full pipe left over is written after it.
void writeLine(const QByteArray &line)
{
    qsizetype done = 0;
    while (done < line.size()) {
        const ssize_t written = ::write(STDERR_FILENO, line.constData() + done, size_t(line.size() - done));
        if (written > 0)
            done += written;
        else if (errno != EINTR)
            return;
    }
}

class ProcessTelemetry final : public Telemetry {
public:
    ProcessTelemetry(const Clock &clock, Level threshold) : m_clock(clock), m_threshold(threshold) {}

    void span(Span span) override
    {
        if (!span.context.sampled)
            return;
        const std::shared_lock lock(m_sinkMutex);
        if (m_sink)
            m_sink->take(std::move(span));
    }
    void log(Level level, const QString &event, const QJsonObject &fields, const QByteArray &traceId) override
    {
        if (level < m_threshold)
            return;
        const auto current = traceId.isEmpty() ? CurrentTrace::get() : std::nullopt;
        writeLine(logLine(m_clock.now(), level, event, fields, current ? current->traceId : traceId));
    }
    void count(const QByteArray &counter, qint64 by, const QByteArray &labels) override { m_metrics.count(counter, by, labels); }
    void observe(const QByteArray &histogram, double seconds, const QByteArray &labels) override
    {
        m_metrics.observe(histogram, seconds, labels);
    }
    void gauge(const QByteArray &gauge, double value, const QByteArray &labels) override { m_metrics.gauge(gauge, value, labels); }
    [[nodiscard]] QByteArray prometheusText() const override { return m_metrics.text(); }
    void setSink(SpanSink *sink) override
    {
        const std::unique_lock lock(m_sinkMutex); // after this no thread is inside the old sink
        m_sink = sink;
    }
    [[nodiscard]] const Clock &clock() const override { return m_clock; }

private:
    const Clock &m_clock;
    const Level m_threshold;
    Metrics m_metrics;
    std::shared_mutex m_sinkMutex;
    SpanSink *m_sink = nullptr;
};

} // namespace

std::unique_ptr<Telemetry> createTelemetry(const Clock &clock, Level threshold)
{
    return std::make_unique<ProcessTelemetry>(clock, threshold);
}

} // namespace melody::telemetry
