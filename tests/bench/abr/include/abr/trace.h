// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A recorded or made-up link: how many kbit/s it gave when, and how long a request took to be answered.
#pragma once

#include <values/result.h>

#include <QtCore/QString>

#include <vector>

namespace melody::abr {

struct TraceStep {
    double durationMs = 0;
    double kbps = 0;
    double latencyMs = 0;
};

struct Trace {
    QString name;
    std::vector<TraceStep> steps;
    [[nodiscard]] double durationMs() const;
};

// {"name": [[duration_ms, bandwidth_kbps, latency_ms] …]}, plain or compressed (.xz, by the program xz). Bandwidth is multiplied
// by `scale`. "bad_traces" saying what is wrong and where.
[[nodiscard]] Result<std::vector<Trace>> loadTraces(const QString &path, double scale);
[[nodiscard]] Result<std::vector<Trace>> parseTraces(const QByteArray &json, double scale);

// Links nobody recorded, the same for the same seed: LTE-like drives, square waves, outages, a shared wireless network.
[[nodiscard]] std::vector<Trace> syntheticTraces(quint32 seed, double scale);

// The trace as a link in virtual time; at its end it begins again.
class Link {
public:
    explicit Link(const Trace &trace);
    [[nodiscard]] double latencyMs(double atMs) const;
    // Bits that the link has carried from 0 to `atMs`, if it was always used.
    [[nodiscard]] double bitsUntil(double atMs) const;
    // When `bits` are through, the first of them sent at `fromMs`; infinite on a link that carries nothing.
    [[nodiscard]] double arrivalMs(double fromMs, double bits) const;

private:
    [[nodiscard]] size_t stepAt(double inTraceMs) const;

    const Trace &m_trace;
    std::vector<double> m_startMs; // of each step, and the end
    std::vector<double> m_bits;    // carried before each step, and in all
};

} // namespace melody::abr
