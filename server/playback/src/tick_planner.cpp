// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tick_planner.h"

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

// The device's clock may be wrong, so the server's bounds hold it.
TimePoint playPressed(const wire::Tick &tick, TimePoint openedAt, TimePoint now)
{
    const TimePoint earliest = openedAt - milliseconds(tick.startMs);
    return std::clamp(tick.at - milliseconds(tick.renderedMs) - milliseconds(tick.startMs), earliest, std::max(earliest, now));
}

} // namespace

TickPlan planTicks(const Progress &before, const wire::TickBatch &batch, TimePoint now)
{
    TickPlan plan{before, false, {}, {}};
    Progress &after = plan.progress;
    const qint64 mostMs = (now - before.openedAt + renderTolerance).count();
    for (const wire::Tick &tick : batch.ticks) {
        const qint64 renderedMs = std::min(tick.renderedMs, mostMs);
        if (tick.sequence > after.lastSequence) {
            after.lastSequence = tick.sequence;
            after.positionMs = tick.positionMs;
            after.rung = tick.rung;
        }
        if (renderedMs > after.renderedMs) {
            const milliseconds added(renderedMs - after.renderedMs);
            const TimePoint to = std::max(std::min(tick.at, now), before.openedAt + added);
            plan.heard.push_back({to - added, to});
            after.renderedMs = renderedMs;
        }
        after.underruns = std::max(after.underruns, tick.underruns);
        after.ended |= tick.ended;
        if (after.startMs < 0 && tick.startMs >= 0) {
            after.startMs = tick.startMs;
            plan.start = playPressed(tick, before.openedAt, now);
        }
    }
    plan.countNow = !before.counted && after.renderedMs >= before.countAfterMs;
    after.counted = before.counted || plan.countNow;
    return plan;
}

} // namespace melody::playback
