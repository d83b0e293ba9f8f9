// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "free_run.h"

#include <rules/shuffle.h>

#include <algorithm>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds breakTolerance{1}; // of clocks and of what is under way

tl::unexpected<Error> breakNotHeard()
{
    return fail(ErrorKind::Conflict, u"break_not_heard"_s, u"The music goes on after the break. A plan has none."_s);
}

tl::unexpected<Error> noSkipLeft(const rules::SkipBudget &budget, TimePoint now)
{
    Error error{ErrorKind::RateLimited, u"skip_limit_reached"_s,
                u"You have skipped six songs within an hour. With a plan you may skip as you like."_s};
    error.retryAfterMs = (*budget.nextAt - now).count();
    return tl::unexpected(std::move(error));
}

// The present item is left: it was heard, or it costs a skip.
Result<void> leave(FreeRun &run, Wish wish, const RunFacts &facts)
{
    if (run.session.isNull())
        return {};
    if (run.isBreak) {
        if (!facts.breakRendered || facts.now + breakTolerance < run.endsAt)
            return breakNotHeard();
        return {};
    }
    const bool heard = facts.now + rules::askAhead >= run.endsAt;
    if (heard)
        return {};
    if (wish == Wish::Finished)
        return fail(ErrorKind::Conflict, u"not_finished"_s, u"The song that plays can't be over yet."_s);
    const auto budget = rules::skipBudget(run.skips, facts.now);
    if (budget.left == 0)
        return noSkipLeft(budget, facts.now);
    run.skips.push_back(facts.now);
    run.endsAt = facts.now;
    return {};
}

} // namespace

Result<RunStep> planStep(const FreeRun &run, Wish wish, const ContentId &context, const RunFacts &facts)
{
    RunStep step{run, false};
    FreeRun &next = step.run;
    std::erase_if(next.skips, [&](TimePoint skip) { return skip + rules::skipWindow <= facts.now; });
    if (const auto left = leave(next, wish, facts); !left)
        return tl::unexpected(left.error());
    if (next.isBreak)
        next.since = {};
    if (wish == Wish::Open && context != run.context) {
        next.context = context;
        next.place = -1;
    }
    step.isBreak = facts.hasBreaks && rules::isBreakDue(next.since);
    if (!step.isBreak)
        ++next.place;
    return step;
}

FreeRun begin(const RunStep &step, const PlaybackId &session, std::chrono::milliseconds duration, TimePoint now)
{
    FreeRun run = step.run;
    run.before = run.session;
    run.session = session;
    run.isBreak = step.isBreak;
    // Who asked ahead does not gain the time: it counts from the end of what was before.
    run.endsAt = std::max(run.endsAt, now) + duration;
    if (!step.isBreak) {
        ++run.since.songs;
        run.since.music += duration;
    }
    return run;
}

int songAt(const QStringList &artists, quint32 seed, int place)
{
    const int count = int(artists.size());
    const int round = place / count;
    std::optional<QString> before;
    if (round > 0)
        before = artists[rules::shuffled(artists, seed + quint32(round) - 1).back()];
    return rules::shuffled(artists, seed + quint32(round), before)[size_t(place % count)];
}

} // namespace melody::playback
