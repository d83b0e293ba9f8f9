// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <abr/trace.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace melody::abr {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> bad(const QString &detail)
{
    return fail(ErrorKind::Invalid, u"bad_traces"_s, detail);
}

Result<QByteArray> contentOf(const QString &path)
{
    if (path.endsWith(u".xz")) {
        QProcess xz;
        xz.start(u"xz"_s, {u"-dc"_s, path});
        if (!xz.waitForFinished() || xz.exitStatus() != QProcess::NormalExit || xz.exitCode() != 0)
            return bad(u"%1: xz: %2"_s.arg(path, QString::fromUtf8(xz.readAllStandardError())));
        return xz.readAllStandardOutput();
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return bad(u"%1: %2"_s.arg(path, file.errorString()));
    return file.readAll();
}

} // namespace

double Trace::durationMs() const
{
    return std::accumulate(steps.begin(), steps.end(), 0.0, [](double sum, const TraceStep &step) { return sum + step.durationMs; });
}

Result<std::vector<Trace>> loadTraces(const QString &path, double scale)
{
    const auto content = contentOf(path);
    if (!content)
        return tl::unexpected(content.error());
    return parseTraces(*content, scale);
}

Result<std::vector<Trace>> parseTraces(const QByteArray &json, double scale)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject() || document.object().isEmpty())
        return bad(u"not an object of traces"_s);
    std::vector<Trace> traces;
    const QJsonObject object = document.object();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        Trace trace{entry.key(), {}};
        const QJsonArray steps = entry.value().toArray();
        for (qsizetype i = 0; i < steps.size(); ++i) {
            const QJsonArray step = steps[i].toArray();
            const double durationMs = step.at(0).toDouble(-1);
            const double kbps = step.at(1).toDouble(-1);
            const double latencyMs = step.at(2).toDouble(0);
            if (step.size() < 2 || durationMs < 0 || kbps < 0 || latencyMs < 0)
                return bad(u"%1[%2]: must be [duration_ms, bandwidth_kbps, latency_ms]"_s.arg(trace.name).arg(i));
            if (durationMs > 0)
                trace.steps.push_back({durationMs, kbps * scale, latencyMs});
        }
        if (trace.steps.empty())
            return bad(u"%1: is empty"_s.arg(trace.name));
        traces.push_back(std::move(trace));
    }
    return traces;
}

Link::Link(const Trace &trace) : m_trace(trace), m_startMs{0}, m_bits{0}
{
    for (const TraceStep &step : trace.steps) {
        m_startMs.push_back(m_startMs.back() + step.durationMs);
        m_bits.push_back(m_bits.back() + step.durationMs * step.kbps);
    }
}

size_t Link::stepAt(double inTraceMs) const
{
    const auto after = std::upper_bound(m_startMs.begin(), m_startMs.end(), inTraceMs);
    return std::min(size_t(std::max<std::ptrdiff_t>(after - m_startMs.begin() - 1, 0)), m_trace.steps.size() - 1);
}

double Link::latencyMs(double atMs) const
{
    return m_trace.steps[stepAt(std::fmod(atMs, m_startMs.back()))].latencyMs;
}

double Link::bitsUntil(double atMs) const
{
    const double rounds = std::floor(atMs / m_startMs.back());
    const double inTraceMs = atMs - rounds * m_startMs.back();
    const size_t step = stepAt(inTraceMs);
    return rounds * m_bits.back() + m_bits[step] + (inTraceMs - m_startMs[step]) * m_trace.steps[step].kbps;
}

double Link::arrivalMs(double fromMs, double bits) const
{
    const double perRound = m_bits.back();
    if (perRound <= 0)
        return std::numeric_limits<double>::infinity();
    const double until = bitsUntil(fromMs) + bits;
    const double rounds = std::floor(until / perRound);
    const double inRound = until - rounds * perRound;
    const auto after = std::upper_bound(m_bits.begin(), m_bits.end(), inRound);
    const size_t step = std::min(size_t(std::max<std::ptrdiff_t>(after - m_bits.begin() - 1, 0)), m_trace.steps.size() - 1);
    const double kbps = m_trace.steps[step].kbps;
    const double inStepMs = kbps > 0 ? (inRound - m_bits[step]) / kbps : 0;
    return std::max(fromMs, rounds * m_startMs.back() + m_startMs[step] + inStepMs);
}

} // namespace melody::abr
