// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine's loop: device, lanes, ring, fetching, reports.

#include "engine.h"

#include <planning/wait_plan.h>

namespace melody::player {
namespace {

constexpr qint64 prefetchMs = 4'000;      // of a track that may come
constexpr qint64 wholeMs = 1'000'000'000; // more than any track lasts
constexpr size_t maxLanes = 3;
constexpr qint64 watchedMs = 100; // of music between two reports that say nothing else
constexpr qint64 unwatchedMs = 500;

} // namespace

Engine::Engine(const PlayerParts &parts, PlayerOptions options, PlayerObserver observer)
    : m_parts(parts), m_options(std::move(options)), m_observer(std::move(observer)),
      m_policy(m_options.rung ? createFixedRungPolicy(*m_options.rung) : createAdaptiveRungPolicy(m_options.quality, parts.clock)),
      m_link(*m_policy, parts.clock), m_mixer(parts.clock), m_keeper(parts.shelf, parts.clock), m_mayPrefetch(m_options.prefetchAtOnce)
{
    m_volume = std::clamp(m_options.volume, 0.0, 1.0);
    m_options.sound = withinLimits(m_options.sound);
    QueueKeeper::Kept kept = m_keeper.restore();
    m_queue = std::move(kept.queue);
    m_resumeMs = kept.positionMs;
    m_mixer.setGeneration(m_generation);
    applyVolume();
    m_snapshot = snapshot();
    m_told = m_snapshot;
    m_thread = std::thread([this] { run(); });
}

Engine::~Engine()
{
    m_mailbox.post([this] { m_quit = true; });
    m_thread.join();
    m_parts.output.close();
}

PlayerState Engine::state() const
{
    const std::lock_guard lock(m_snapshotMutex);
    return m_snapshot;
}

void Engine::run()
{
    for (;;) {
        m_mailbox.run();
        if (m_quit)
            break;
        step();
        std::optional<std::chrono::milliseconds> limit;
        if (m_playing && !m_lanes.empty())
            limit = nextLook();
        m_mailbox.wait(limit);
    }
    keepPlace(true);
    dropLanes();
    m_prefetched.clear();
}

std::chrono::milliseconds Engine::nextLook() const
{
    WaitSnapshot snapshot;
    snapshot.starved = m_starved || m_outputRate == 0;
    snapshot.isLow = m_mixer.ring().isLow() || !m_lanes.front().written;
    snapshot.isEnding = m_lanes.front().writtenAll;
    snapshot.isTimed = m_sleep != SleepTimer{};
    snapshot.isFetching = m_link.isBusy();
    snapshot.watched = m_watched;
    if (m_outputRate > 0)
        snapshot.ring =
            std::chrono::milliseconds(qint64(PcmRing::capacity) * PcmBlock::maxFrames * 1000 / m_outputRate / m_parts.output.speed());
    return planWait(snapshot);
}

void Engine::step()
{
    m_link.look();
    lookAtSkip();
    adoptLed();
    askAgain();
    finishEnded();
    sleepIfTime();
    prepareOutput();
    write();
    fetch();
    noticeFailure();
    tickAll(false);
    keepPlace(false);
    publish();
}

// The first track of a queue decides the rate at which the device runs.
void Engine::prepareOutput()
{
    if (m_rateDecided || m_lanes.empty() || !m_lanes.front().track->isOpen())
        return;
    m_rateDecided = true;
    if (const int rate = m_lanes.front().track->sampleRate(); rate != m_requestedRate || m_outputSerial == 0)
        openOutput(rate);
}

void Engine::openOutput(int rate)
{
    m_requestedRate = rate;
    m_outputRate = 0;
    const quint32 serial = ++m_outputSerial;
    AudioOutput::Events events;
    events.opened = [this, serial](AudioFormat format) { m_mailbox.post([this, serial, format] { outputOpened(serial, format); }); };
    events.lost = [this, serial](const Error &error) { m_mailbox.post([this, serial, error] { outputLost(serial, error); }); };
    m_parts.output.open({rate}, m_mixer, std::move(events));
}

void Engine::outputOpened(quint32 serial, AudioFormat format)
{
    if (serial != m_outputSerial)
        return;
    const bool rateChanged = m_lastRate != 0 && m_lastRate != format.sampleRate && !m_lanes.empty();
    const Heard heard = rateChanged ? heardOf(m_lanes.front()) : Heard();
    const qint64 positionMs = givenMs();
    m_outputRate = m_lastRate = format.sampleRate;
    m_mixer.setSampleRate(format.sampleRate);
    if (!rateChanged)
        return;
    // What is decoded is for another rate: take what was heard so far to the books, and go on from there.
    Lane &lane = m_lanes.front();
    Lane renewed = makeLane(lane.item, lane.track, lane.pressedNs);
    renewed.startMs = heard.startMs;
    renewed.earlierMs = heard.renderedMs;
    renewed.earlierUnderruns = heard.underruns;
    renewed.lastTick = lane.lastTick;
    lane = std::move(renewed);
    seekNow(positionMs);
}

void Engine::outputLost(quint32 serial, const Error &error)
{
    if (serial != m_outputSerial)
        return;
    m_outputRate = 0;
    pauseNow();
    m_error = error;
}

void Engine::finishEnded()
{
    while (!m_lanes.empty()) {
        const TrackMeter &meter = m_mixer.meter(m_lanes.front().meter);
        if (meter.endedGeneration != m_generation)
            return;
        const qint64 endedNs = meter.endedNs;
        const QueueItem item = m_lanes.front().item;
        const auto led = lead() ? std::optional(m_lanes.front().track->stream().session) : std::nullopt;
        retire(m_lanes.front(), true);
        m_lanes.pop_front();
        m_targetMs = 0;
        if (m_lanes.empty() && led && !m_sleep.endOfTrack)
            m_lanes.push_back(ledLane(*led, false, endedNs));
        const auto next = m_lanes.empty() ? following(item) : std::optional(m_lanes.front().item);
        if (next)
            m_queue.moveTo(rowOf(*next));
        if (!next || m_sleep.endOfTrack) {
            m_sleep = {};
            m_lanes.clear(); // what was prepared has not been heard
            stopNow();
            return;
        }
        if (m_lanes.empty())
            m_lanes.push_back(makeLane(*next, trackFor(*next, false), endedNs));
        Lane &lane = m_lanes.front();
        lane.pressedNs = endedNs;
        if (lane.track->error() && !mayBeAsked(lane))
            lane.track->retry();
    }
}

// After the buffer ran empty: enough is here again, or nothing more will come.
bool Engine::isRefilled() const
{
    const qint64 refillMs = m_policy->refillMs();
    if (refillMs == 0 || m_lanes.empty() || m_lanes.front().track->error())
        return true;
    return m_lanes.front().track->isFetched(givenMs(), refillMs);
}

// What may be held ahead is given to the lanes in their order: what the one does not need any more, the next may take.
void Engine::fetch()
{
    for (const auto &track : m_prefetched)
        track->fetch(0, prefetchMs);
    qint64 leadMs = 0;
    bool isLimited = false; // something before it is not here yet
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        Track &track = *m_lanes[i].track;
        const qint64 fromMs = i == 0 ? givenMs() : 0;
        track.fetch(fromMs, isLimited ? prefetchMs : std::max(prefetchMs, m_policy->aheadMs() - leadMs), leadMs);
        isLimited = isLimited || !track.isFetched(fromMs, wholeMs);
        leadMs += std::max(qint64(0), track.bufferedToMs() - fromMs);
    }
    if (m_lanes.empty() || m_lanes.size() >= maxLanes)
        return;
    if (isLed()) {
        prepareLed();
        return;
    }
    // The next session is opened when the present track needs nothing any more for a while.
    const Lane &last = m_lanes.back();
    if (!last.track->isFetched(m_lanes.size() == 1 ? givenMs() : 0, m_lanes.size() == 1 ? m_policy->aheadMs() : prefetchMs))
        return;
    if (m_lanes.size() > 1 && !last.written)
        return;
    if (const auto next = following(last.item))
        m_lanes.push_back(makeLane(*next, trackFor(*next, false), 0));
}

// A track fails only when nothing of it is left to play.
void Engine::noticeFailure()
{
    if (m_failed || !m_playing || m_lanes.empty())
        return;
    const Lane &lane = m_lanes.front();
    const auto &error = lane.track->error();
    const bool moreToPlay = lane.writtenAll || (lane.written && !(m_starved && m_mixer.ring().isEmpty()));
    if (!error || moreToPlay || mayBeAsked(lane) || (lane.track->isOpen() && !m_starved))
        return;
    m_failed = true;
    pauseNow();
    m_error = error;
}

void Engine::tick(Lane &lane, bool now, bool ended)
{
    if (!lane.track->isOpen())
        return;
    Heard heard = heardOf(lane);
    heard.ended = ended;
    if (heard.startMs < 0 || !isTickDue(lane.lastTick, heard, lane.track->stream().countAfterMs, now))
        return;
    lane.lastTick = nextTick(lane.lastTick, heard, m_parts.clock.now());
    m_parts.reporter.report(lane.track->stream().session, *lane.lastTick);
}

void Engine::tickAll(bool now)
{
    if (!m_lanes.empty())
        tick(m_lanes.front(), now);
}

Heard Engine::heardOf(const Lane &lane) const
{
    return lane.heard(m_mixer.meter(lane.meter), m_lastRate);
}

bool Engine::isHeard() const
{
    return m_mixer.heardGeneration() == m_generation;
}

qint64 Engine::givenMs() const
{
    if (m_lanes.empty())
        return m_resumeMs;
    return isHeard() ? heardOf(m_lanes.front()).positionMs : m_targetMs;
}

PlaybackStatus Engine::status() const
{
    if (m_lanes.empty())
        return PlaybackStatus::Stopped;
    if (m_failed)
        return PlaybackStatus::Failed;
    if (!m_playing)
        return PlaybackStatus::Paused;
    const Heard heard = heardOf(m_lanes.front());
    if (heard.startMs >= 0 && isHeard() && !m_mixer.isDry())
        return PlaybackStatus::Playing;
    return heard.startMs < 0 ? PlaybackStatus::Loading : PlaybackStatus::Buffering;
}

PlayerState Engine::snapshot() const
{
    PlayerState state;
    state.status = status();
    state.queue = m_queue;
    state.volume = m_volume;
    state.muted = m_muted;
    state.sound = m_options.sound;
    state.sleep = m_sleep;
    if (m_sleep.afterMs)
        state.sleepLeftMs = std::max<qint64>(0, *sleepLeftMs() + 999) / 1000 * 1000;
    state.refusal = m_refusal;
    if (lead())
        state.lead = *lead();
    state.canUndo = m_history.canUndo();
    state.canRedo = m_history.canRedo();
    state.quality = m_options.quality;
    state.outputRate = m_outputRate;
    state.error = m_error;
    state.played = m_played;
    if (const auto current = m_queue.current()) {
        state.current.item = *current;
        state.durationMs = current->durationMs;
    }
    state.positionMs = givenMs();
    if (m_lanes.empty())
        return state;
    const Lane &lane = m_lanes.front();
    state.current = lane.report(heardOf(lane));
    if (isHeard() && m_outputRate > 0) // what the device still holds is not heard yet
        state.positionMs = std::max(qint64(0), state.positionMs - m_parts.output.queuedFrames() * 1000 / m_outputRate);
    if (lane.track->isOpen())
        state.durationMs = lane.track->stream().manifest.durationMs;
    state.bufferedToMs = lane.track->bufferedToMs();
    return state;
}

void Engine::publish()
{
    const PlayerState state = snapshot();
    {
        const std::lock_guard lock(m_snapshotMutex);
        m_snapshot = state;
    }
    PlayerState still = m_told; // differs from `state` in what matters beyond the passing of time
    still.positionMs = state.positionMs;
    still.current.renderedMs = state.current.renderedMs;
    if (still == state && std::abs(state.positionMs - m_told.positionMs) < (m_watched ? watchedMs : unwatchedMs))
        return;
    m_told = state;
    if (m_observer)
        m_observer(state);
}

std::unique_ptr<Player> createPlayer(const PlayerParts &parts, PlayerOptions options, PlayerObserver observer)
{
    return std::make_unique<Engine>(parts, std::move(options), std::move(observer));
}

} // namespace melody::player
