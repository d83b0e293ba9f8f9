// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <abr/trace.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace melody::abr {
namespace {

using namespace Qt::StringLiterals;

constexpr int minutes = 20;
constexpr int seconds = minutes * 60;

using Random = std::mt19937;

double uniform(Random &random, double low, double high)
{
    return low + (high - low) * double(random()) / double(Random::max());
}

// A drive through cells: slow swings over two orders of magnitude (log-normal, correlated over half a minute), fast fading above.
Trace drive(Random &random, double meanKbps)
{
    Trace trace;
    double swing = 0;
    for (int i = 0; i < seconds; ++i) {
        swing = 0.97 * swing + uniform(random, -0.35, 0.35);
        const double fading = uniform(random, 0.5, 1.5);
        trace.steps.push_back({1000, meanKbps * std::exp(swing) * fading, 60});
    }
    return trace;
}

Trace square(double highKbps, double lowKbps, double periodMs)
{
    Trace trace;
    for (double at = 0; at < seconds * 1000.0; at += 2 * periodMs) {
        trace.steps.push_back({periodMs, highKbps, 80});
        trace.steps.push_back({periodMs, lowKbps, 80});
    }
    return trace;
}

// Steady, with tunnels: nothing at all for a while.
Trace tunnels(Random &random, double kbps, double longestMs)
{
    Trace trace;
    for (double at = 0; at < seconds * 1000.0;) {
        const double good = uniform(random, 60'000, 240'000);
        const double none = uniform(random, 5'000, longestMs);
        trace.steps.push_back({good, kbps, 70});
        trace.steps.push_back({none, 0, 70});
        at += good + none;
    }
    return trace;
}

// Fast, shared with neighbours who come and go.
Trace wireless(Random &random, double kbps)
{
    Trace trace;
    int neighbours = 0;
    for (int i = 0; i < seconds; ++i) {
        if (random() % 15 == 0)
            neighbours = int(random() % 8);
        trace.steps.push_back({1000, kbps / (1 + neighbours) * uniform(random, 0.7, 1.1), 15});
    }
    return trace;
}

} // namespace

std::vector<Trace> syntheticTraces(quint32 seed, double scale)
{
    Random random(seed);
    std::vector<Trace> traces;
    const auto add = [&](const QString &family, Trace trace) {
        trace.name = u"%1-%2"_s.arg(family).arg(traces.size());
        for (TraceStep &step : trace.steps)
            step.kbps *= scale;
        traces.push_back(std::move(trace));
    };
    for (const double kbps : {300.0, 600.0, 1200.0, 2500.0, 5000.0})
        add(u"drive"_s, drive(random, kbps));
    for (const double periodMs : {5'000.0, 20'000.0, 60'000.0, 100'000.0})
        add(u"square"_s, square(1600, 120, periodMs));
    for (const double longestMs : {20'000.0, 60'000.0, 110'000.0})
        add(u"tunnels"_s, tunnels(random, 900, longestMs));
    for (const double kbps : {1'500.0, 6'000.0, 20'000.0})
        add(u"wireless"_s, wireless(random, kbps));
    return traces;
}

} // namespace melody::abr
