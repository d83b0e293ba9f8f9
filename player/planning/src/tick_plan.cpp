// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/tick_plan.h>

namespace melody::player {

bool isTickDue(const std::optional<wire::Tick> &last, const Heard &heard, qint64 countAfterMs, bool now)
{
    const wire::Tick before = last.value_or(wire::Tick{});
    if (heard.ended != before.ended || (heard.startMs >= 0 && before.startMs < 0))
        return true;
    if (heard.renderedMs >= countAfterMs && before.renderedMs < countAfterMs)
        return true;
    if (heard.renderedMs - before.renderedMs >= tickEveryMs)
        return true;
    return now && heard.renderedMs > before.renderedMs;
}

wire::Tick nextTick(const std::optional<wire::Tick> &last, const Heard &heard, TimePoint at)
{
    return {
        (last ? last->sequence : 0) + 1, heard.renderedMs, heard.positionMs, heard.rung, heard.underruns, heard.startMs, heard.ended, at};
}

} // namespace melody::player
