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

Result<TickPlan> planTicks(const Progress &before, const wire::TickBatch &batch, TimePoint now)
{
    TickPlan plan{before, false, {}, {}};
    Progress &after = plan.progress;
    const qint64 mostMs = (now - before.openedAt + renderTolerance).count();
    for (qsizetype i = 0; i < batch.ticks.size(); ++i) {
        const wire::Tick &tick = batch.ticks[i];
        if (tick.renderedMs > mostMs)
            return failField(u"ticks[%1].rendered_ms"_s.arg(i), u"implausible"_s, u"is more than the time since the session was opened"_s);
        if (tick.sequence > after.lastSequence) {
            after.lastSequence = tick.sequence;
            after.positionMs = tick.positionMs;
            after.rung = tick.rung;
        }
        if (tick.renderedMs > after.renderedMs) {
            const milliseconds added(tick.renderedMs - after.renderedMs);
            const TimePoint to = std::max(std::min(tick.at, now), before.openedAt + added);
            plan.heard.push_back({to - added, to});
            after.renderedMs = tick.renderedMs;
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
