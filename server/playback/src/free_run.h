// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a listener without a paid plan hears next. A run goes through one context (an album, an artist …) in an order that the server
// drew; songs may be left early six times an hour, and between them stand breaks that are heard whole.
#pragma once

#include <rules/free_listening.h>
#include <values/id.h>
#include <values/result.h>

namespace melody::playback {

struct FreeRun {
    ContentId context;
    quint32 seed = 0; // of the order
    int place = -1;   // of the song in it; -1: none was heard
    rules::SinceBreak since;
    std::vector<TimePoint> skips; // of the last hour
    // What plays, as far as the server can know.
    PlaybackId session;
    PlaybackId before; // whose answer may have been lost: its listener is told again what is next
    bool isBreak = false;
    TimePoint endsAt{}; // nobody can have heard it to its end before
    bool operator==(const FreeRun &) const = default;
};

enum class Wish {
    Open,     // a context: one that is the same goes on, another begins
    Finished, // the present item was heard
    Skipped,  // the present song is not wanted
};

struct RunStep {
    FreeRun run;          // without session, before and endsAt of what is next: see begin()
    bool isBreak = false; // what is next; else the song at run.place
};

// Facts that the run itself does not hold.
struct RunFacts {
    TimePoint now{};
    bool breakRendered = false; // of a present break: the device told that all of it was put out
    bool hasBreaks = true;      // there is anything to fill one with
};

// What is next. Refusals, that change nothing: RateLimited ("skip_limit_reached", with when there is a skip again), Conflict
// ("not_finished", of Finished long before the end; "break_not_heard", of everything while a break plays).
[[nodiscard]] Result<RunStep> planStep(const FreeRun &run, Wish wish, const ContentId &context, const RunFacts &facts);

// The run once the next item has its session.
[[nodiscard]] FreeRun begin(const RunStep &step, const PlaybackId &session, std::chrono::milliseconds duration, TimePoint now);

// Which song stands at `place` of a context whose songs are by `artists`. Beyond the last the order is drawn anew.
[[nodiscard]] int songAt(const QStringList &artists, quint32 seed, int place);

} // namespace melody::playback
