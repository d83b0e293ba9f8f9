// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a batch of ticks makes of a session.
#pragma once

#include <wire/playback.h>

namespace melody::playback {

// What a session knows about how far it got.
struct Progress {
    TimePoint openedAt{};
    qint64 countAfterMs = 30'000;
    quint32 lastSequence = 0;
    qint64 renderedMs = 0;
    qint64 positionMs = 0;
    std::optional<media::Rung> rung;
    int underruns = 0;
    qint64 startMs = -1;
    bool ended = false;
    bool counted = false;
    bool operator==(const Progress &) const = default;
};

// A stretch of time in which something new was heard.
struct Heard {
    TimePoint from{};
    TimePoint to{};
    bool operator==(const Heard &) const = default;
};

struct TickPlan {
    Progress progress;              // as it must be stored
    bool countNow = false;          // this batch made it a play
    std::optional<TimePoint> start; // when Play was pressed; set when this batch first told the time to the first sample
    // What this batch added to renderedMs, and when: over all batches exactly renderedMs. Never before the session was opened, so that
    // a wrong clock moves nothing into yesterday.
    std::vector<Heard> heard = {};
};

// Devices can't have rendered more than the time since the session was opened, apart from clocks that run a little fast and from
// a batch that was under way.
inline constexpr std::chrono::milliseconds renderTolerance{15'000};

// Ticks are cumulative: the maximum of each figure stands, so that late, repeated and unordered ones change nothing. What a tick claims
// beyond the time that has passed is cut, not refused: a listener whose clock ran wild loses no play, and nobody gains one.
[[nodiscard]] TickPlan planTicks(const Progress &before, const wire::TickBatch &batch, TimePoint now);

} // namespace melody::playback
