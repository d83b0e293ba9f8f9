// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the server leads: it says what plays, and the engine only asks what is next. Rows are made of what it says.

#include "engine.h"

namespace melody::player {
namespace {

constexpr qint64 askAheadMs = 25'000; // of the end; the server allows half a minute
constexpr std::chrono::milliseconds askAgainEvery{500};
constexpr int maxAsks = 120;

// The server does not know yet that this has been heard: its clock, or a report that is under way.
bool isTooEarly(const std::optional<Error> &error)
{
    return error && (error->code == u"break_not_heard" || error->code == u"not_finished");
}

QueueItem rowOf(const ports::Stream &stream, QueueItem item)
{
    item.content = stream.content;
    item.album = stream.release;
    item.title = stream.title;
    item.artistName = stream.artistName;
    item.image = stream.image;
    item.durationMs = stream.manifest.durationMs;
    item.albumPosition = 0;
    item.adBreak = stream.lead->adBreak;
    return item;
}

} // namespace

const ports::Stream::Lead *Engine::lead() const
{
    if (m_lanes.empty() || !m_lanes.front().track->isOpen())
        return nullptr;
    const auto &lead = m_lanes.front().track->stream().lead;
    return lead ? &*lead : nullptr;
}

// Also while what comes next is still being asked for.
bool Engine::isLed() const
{
    return lead() || (!m_lanes.empty() && !m_lanes.front().track->isOpen() && m_lanes.front().track->isAdvance());
}

bool Engine::isBreak() const
{
    return lead() && lead()->adBreak;
}

// A stream that came says what its row really is; behind it there is nothing but what the server will say.
void Engine::adoptLed()
{
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        Lane &lane = m_lanes[i];
        if (!lane.track->isOpen() || std::exchange(lane.adopted, true))
            continue;
        const ports::Stream &stream = lane.track->stream();
        m_mayPrefetch = !stream.lead;
        if (!stream.lead)
            continue;
        m_prefetched.clear();
        lane.item = m_queue.lead(player::rowOf(stream, lane.item));
        if (i == 0)
            m_queue.moveTo(rowOf(lane.item));
    }
}

Lane Engine::ledLane(const PlaybackId &session, bool skipped, qint64 pressedNs)
{
    return makeLane({}, makeTrack({}, Track::From{session, skipped}), pressedNs);
}

// The next session is opened when this song is nearly over. A break comes to its end first.
void Engine::prepareLed()
{
    if (m_lanes.size() > 1 || m_skip || !lead() || isBreak() || m_sleep.endOfTrack)
        return;
    const ports::Stream &stream = m_lanes.front().track->stream();
    if (stream.manifest.durationMs - givenMs() <= askAheadMs && isHeard())
        m_lanes.push_back(ledLane(stream.session, false, 0));
}

void Engine::refuse(const QString &code, const QString &detail)
{
    m_refusal = Error{ErrorKind::PlanRequired, code, detail};
}

void Engine::refuseIfBreak()
{
    if (isBreak())
        refuse(QStringLiteral("break_not_heard"), QStringLiteral("The music goes on after the break. A plan has none."));
}

// Asks first and leaves the song only for what it gets: without a skip left, it plays on.
void Engine::skipLed(qint64 pressedNs)
{
    refuseIfBreak();
    if (m_refusal || m_skip || !lead())
        return;
    if (m_lanes.size() > 1 && m_lanes[1].adopted) {
        startRow(rowOf(m_lanes[1].item), 0, pressedNs);
        return;
    }
    m_skipPressedNs = pressedNs;
    m_skip = makeTrack({}, Track::From{m_lanes.front().track->stream().session, true});
}

void Engine::lookAtSkip()
{
    if (!m_skip)
        return;
    if (m_skip->error()) {
        m_refusal = m_skip->error();
        m_skip.reset();
    } else if (m_skip->isOpen()) {
        dropLanes();
        m_lanes.push_back(makeLane({}, std::exchange(m_skip, nullptr), m_skipPressedNs));
        begin(0);
    }
}

// What was asked for too early is asked for again.
void Engine::askAgain()
{
    const auto now = m_parts.clock.monotonic();
    for (Lane &lane : m_lanes) {
        if (!isTooEarly(lane.track->error()) || lane.asks >= maxAsks || now - m_askedAt < askAgainEvery)
            continue;
        ++lane.asks;
        m_askedAt = now;
        lane.track->retry();
    }
}

bool Engine::mayBeAsked(const Lane &lane)
{
    return isTooEarly(lane.track->error()) && lane.asks < maxAsks;
}

} // namespace melody::player
