// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plan.h"

namespace melody::handover {
namespace {

using namespace Qt::StringLiterals;

Step wait(Ms pause)
{
    return {.what = Do::Wait, .pause = std::max(pause, Ms(1))};
}

// Since the server's state was true.
Ms ageOf(const Facts &facts)
{
    const auto then = std::chrono::duration_cast<Ms>(facts.server.now - facts.server.changedAt);
    return std::max(Ms(0), then) + std::max(Ms(0), facts.now - facts.readAt);
}

bool otherPlays(const Facts &facts)
{
    return isElsewhere(facts) && facts.server.state.playing && facts.isListed && !isGone(facts);
}

wire::PlayerState staged(const Facts &facts, const Transfer &transfer)
{
    using Source = Transfer::Source;
    wire::PlayerState state = transfer.source == Source::Own    ? facts.own
                              : transfer.source == Source::Rows ? transfer.rows
                                                                : facts.server.state;
    // Who only gets it to stand there need not be awake.
    state.device = transfer.play ? facts.self : transfer.target;
    state.playing = false;
    return state;
}

Step transferStep(const Facts &facts, const Transfer &transfer)
{
    const wire::PlayerState &state = facts.server.state;
    const bool here = transfer.target == facts.self;
    if (!here && facts.own.playing)
        return facts.isYielding ? Step() : Step{.what = Do::PauseHere};
    if (transfer.stagedVersion > 0 && facts.server.version > transfer.stagedVersion && state.device != facts.self)
        return {.what = Do::Done};
    if (transfer.stagedVersion == 0 && otherPlays(facts) && state.device != transfer.target) {
        if (!transfer.askedAt)
            return {.what = Do::Command, .target = state.device, .word = u"pause"_s};
        const Ms left = *transfer.askedAt + yieldPatience - facts.now;
        if (left > Ms(0))
            return wait(left);
    }
    if (here)
        return {.what = Do::PlayHere, .state = transfer.source == Transfer::Source::Rows ? transfer.rows : state};
    if (transfer.stagedVersion == 0)
        return {.what = Do::Put, .state = staged(facts, transfer)};
    if (!transfer.play)
        return {.what = Do::Done};
    if (!transfer.sentAt)
        return {.what = Do::Command, .target = transfer.target, .word = u"take_over"_s};
    const Ms left = *transfer.sentAt + takeOverPatience - facts.now;
    return left > Ms(0) ? wait(left) : Step{.what = Do::GiveUp};
}

bool hasOtherRows(const wire::PlayerState &one, const wire::PlayerState &other)
{
    return one.queue != other.queue || one.repeat != other.repeat;
}

// What this device is to say, as the one that has it.
Step reportStep(const Facts &facts)
{
    wire::PlayerState own = facts.own;
    const bool notItsWord = facts.server.version > facts.knownVersion && !own.playing;
    // It is to play when it is asked to.
    if (notItsWord && !facts.server.state.playing)
        return {};
    // A former process played, or all was put away: what it left stays to be gone on from.
    if (notItsWord || own.queue.isEmpty()) {
        own = facts.server.state;
        own.playing = false;
        own.volumePercent = facts.own.volumePercent;
    }
    own.device = facts.self;
    const wire::PlayerState &told = facts.server.state;
    const bool turned = own.playing != told.playing || own.index != told.index || hasOtherRows(own, told) || own.shuffle != told.shuffle ||
                        own.context != told.context;
    if (turned)
        return {.what = Do::Put, .state = own};
    const bool dragged =
        own.volumePercent != told.volumePercent || std::abs(own.positionMs - positionNow(facts)) > (own.playing ? positionSlackMs : 0);
    if (!dragged && !own.playing)
        return {};
    const Ms left = dragged ? facts.putAt + reportPause - facts.now : reportEvery - ageOf(facts);
    return left > Ms(0) ? wait(left) : Step{.what = Do::Put, .state = own};
}

} // namespace

bool isElsewhere(const Facts &facts)
{
    return facts.server.version > 0 && facts.server.state.device != facts.self;
}

bool isGone(const Facts &facts)
{
    return facts.server.state.playing && ageOf(facts) > goneAfter;
}

qint64 positionNow(const Facts &facts)
{
    const bool runs = facts.server.state.playing && !isGone(facts);
    return facts.server.state.positionMs + (runs ? ageOf(facts).count() : 0);
}

Step nextStep(const Facts &facts)
{
    if (facts.self.isNull() || facts.isAsking)
        return {};
    if (facts.now < facts.notBefore)
        return wait(facts.notBefore - facts.now);
    if (facts.isStale)
        return {.what = Do::Read};
    if (facts.transfer)
        return transferStep(facts, *facts.transfer);
    const wire::PlayerState &state = facts.server.state;
    if (facts.takesOver) {
        // Somebody has changed their mind meanwhile, or there is nothing.
        if (otherPlays(facts) || state.queue.isEmpty())
            return {.what = Do::Done};
        return {.what = Do::PlayHere, .state = state};
    }
    if (facts.own.playing && facts.claims) {
        wire::PlayerState own = facts.own;
        own.device = facts.self;
        return {.what = Do::Put, .state = own};
    }
    if (facts.server.version == 0)
        return {};
    if (state.device != facts.self)
        return facts.own.playing && !facts.isYielding ? Step{.what = Do::StopHere} : Step();
    if (facts.server.version > facts.knownVersion && facts.own.playing && hasOtherRows(facts.own, state))
        return {.what = Do::Adopt, .state = state};
    return reportStep(facts);
}

bool CommandLog::take(qint64 sequence)
{
    if (sequence <= m_last)
        return false;
    m_last = sequence;
    return true;
}

} // namespace melody::handover
