// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The commands of a listener, and what they do to the lanes.

#include "engine.h"

#include <cmath>

namespace melody::player {
namespace {

constexpr size_t maxPrefetched = 2;
constexpr qsizetype maxPlayed = 100;

} // namespace

void Engine::play(PlayQueue queue, qint64 positionMs)
{
    m_mailbox.post([this, queue = std::move(queue), positionMs, pressedNs = nowNs()] {
        stopNow();
        m_refusal.reset();
        m_history.edited(m_queue, queue);
        m_queue = queue;
        m_rateDecided = false;
        if (m_queue.isEmpty()) {
            m_history.clear();
            return;
        }
        startRow(m_queue.currentIndex(), positionMs, pressedNs);
        if (m_outputRate == 0) // at once, so that the device opens while the session is negotiated
            openOutput(m_requestedRate > 0
                           ? m_requestedRate
                           : (m_options.rung == media::Rung::Flac || m_options.quality == QualityMode::HiFi ? 44'100 : 48'000));
    });
}

void Engine::pause()
{
    m_mailbox.post([this] { pauseNow(); });
}

void Engine::resume()
{
    m_mailbox.post([this, pressedNs = nowNs()] { resumeNow(pressedNs); });
}

void Engine::stop()
{
    m_mailbox.post([this] { stopNow(); });
}

void Engine::halt(const Error &why)
{
    m_mailbox.post([this, why] {
        if (m_lanes.empty() || m_failed)
            return;
        pauseNow();
        m_halted = true;
        m_error = why;
    });
}

void Engine::takeOver()
{
    m_mailbox.post([this, pressedNs = nowNs()] {
        if (const auto current = m_queue.current()) {
            m_parts.streams.takeOver(current->content);
            reopenNow(pressedNs);
        }
    });
}

void Engine::next()
{
    m_mailbox.post([this, pressedNs = nowNs()] {
        m_refusal.reset();
        if (isLed())
            skipLed(pressedNs);
        else if (const auto index = m_queue.nextIndex(Advance::Pressed))
            startRow(*index, 0, pressedNs);
        else
            stopNow();
    });
}

void Engine::previous()
{
    m_mailbox.post([this, pressedNs = nowNs()] {
        m_refusal.reset();
        refuseIfBreak();
        const PlayQueue::Previous previous = m_queue.previous(givenMs());
        if (m_refusal)
            return;
        if (!previous.restart && !isLed())
            startRow(previous.index, 0, pressedNs);
        else
            seekNow(0);
    });
}

void Engine::jumpTo(int index)
{
    m_mailbox.post([this, index, pressedNs = nowNs()] {
        m_refusal.reset();
        if (!isLed())
            startRow(index, 0, pressedNs);
        else if (index == m_queue.currentIndex() + 1)
            skipLed(pressedNs);
        else
            refuse(QStringLiteral("shuffle_only"), QStringLiteral("With a plan you choose the song."));
    });
}

void Engine::seek(qint64 positionMs)
{
    m_mailbox.post([this, positionMs] {
        m_refusal.reset();
        refuseIfBreak();
        if (!m_refusal)
            seekNow(positionMs);
    });
}

void Engine::editQueue(std::function<void(PlayQueue &)> edit)
{
    m_mailbox.post([this, edit = std::move(edit)] {
        const PlayQueue before = m_queue;
        edit(m_queue);
        if (isLed() && m_queue.items() != before.items()) {
            m_queue = before;
            refuse(QStringLiteral("shuffle_only"), QStringLiteral("With a plan you choose what comes next."));
            return;
        }
        m_history.edited(before, m_queue);
        const auto entryOf = [](const PlayQueue &queue) { return queue.isEmpty() ? 0 : queue.current()->entry; };
        if (entryOf(before) != entryOf(m_queue))
            m_resumeMs = 0;
        queueEdited();
    });
}

void Engine::undoQueue()
{
    m_mailbox.post([this] {
        m_queue = m_history.undo(m_queue);
        queueEdited();
    });
}

void Engine::redoQueue()
{
    m_mailbox.post([this] {
        m_queue = m_history.redo(m_queue);
        queueEdited();
    });
}

void Engine::setVolume(double volume)
{
    m_mailbox.post([this, volume] {
        m_volume = std::isfinite(volume) ? std::clamp(volume, 0.0, 1.0) : m_volume;
        applyVolume();
    });
}

void Engine::setMuted(bool muted)
{
    m_mailbox.post([this, muted] {
        m_muted = muted;
        applyVolume();
    });
}

void Engine::setSound(SoundSettings sound)
{
    m_mailbox.post([this, sound = withinLimits(sound)] {
        if (sound == m_options.sound)
            return;
        m_options.sound = sound;
        requeue();
    });
}

// What is in the ring is made anew from where it is heard.
void Engine::requeue()
{
    if (std::any_of(m_lanes.cbegin(), m_lanes.cend(), [](const Lane &lane) { return lane.written; }))
        seekNow(givenMs());
}

void Engine::setQuality(QualityMode mode)
{
    m_mailbox.post([this, mode] {
        m_options.quality = mode;
        m_policy->setMode(mode);
    });
}

void Engine::setWatched(bool watched)
{
    m_mailbox.post([this, watched] {
        m_watched = watched;
        m_parts.output.setRelaxed(!watched);
    });
}

void Engine::prefetch(const ContentId &content)
{
    m_mailbox.post([this, content] {
        const auto isSame = [&content](const auto &track) { return track->content() == content; };
        if (!m_mayPrefetch)
            return;
        const bool inLane = std::any_of(m_lanes.cbegin(), m_lanes.cend(), [&](const Lane &lane) { return isSame(lane.track); });
        if (inLane || std::any_of(m_prefetched.cbegin(), m_prefetched.cend(), isSame))
            return;
        m_prefetched.push_back(makeTrack(content));
        if (m_prefetched.size() > maxPrefetched)
            m_prefetched.pop_front();
    });
}

void Engine::startRow(int index, qint64 positionMs, qint64 pressedNs)
{
    if (!m_queue.moveTo(index))
        return;
    const QueueItem item = *m_queue.current();
    std::shared_ptr<Track> track = trackFor(item, true);
    dropLanes();
    if (track->error())
        track->retry();
    m_lanes.push_back(makeLane(item, std::move(track), pressedNs));
    begin(positionMs);
}

// The only lane there is starts to play.
void Engine::begin(qint64 positionMs)
{
    newGeneration();
    rewindLane(m_lanes.front(), std::max(qint64(0), positionMs));
    m_failed = false;
    m_halted = false;
    m_error.reset();
    m_playing = true;
    m_mixer.setPlaying(true);
    if (m_outputRate == 0 && m_rateDecided)
        openOutput(m_requestedRate);
}

void Engine::seekNow(qint64 positionMs)
{
    if (m_lanes.empty()) {
        m_resumeMs = m_queue.isEmpty() ? 0 : std::clamp<qint64>(positionMs, 0, m_queue.current()->durationMs);
        return;
    }
    Lane &lane = m_lanes.front();
    const qint64 durationMs = lane.track->isOpen() ? lane.track->stream().manifest.durationMs : lane.item.durationMs;
    tick(lane, true);
    newGeneration();
    for (Lane &behind : m_lanes) {
        if (&behind != &lane)
            rewindLane(behind, 0);
    }
    rewindLane(lane, std::clamp(positionMs, qint64(0), std::max(durationMs, qint64(0))));
}

void Engine::pauseNow()
{
    if (m_lanes.empty() || !m_playing)
        return;
    m_playing = false;
    m_mixer.setPlaying(false);
    tickAll(true);
    keepPlace(true);
}

void Engine::resumeNow(qint64 pressedNs)
{
    if (m_lanes.empty()) {
        if (!m_queue.isEmpty())
            startRow(m_queue.currentIndex(), m_resumeMs, pressedNs);
        return;
    }
    if (m_halted)
        return reopenNow(pressedNs);
    Lane &lane = m_lanes.front();
    if (heardOf(lane).startMs < 0)
        lane.pressedNs = pressedNs; // what was waited for before is over
    m_failed = false;
    m_error.reset();
    m_playing = true;
    if (lane.track->error())
        lane.track->retry();
    if (m_outputRate == 0 && m_requestedRate > 0)
        openOutput(m_requestedRate);
    m_mixer.setPlaying(true);
    m_parts.output.wake();
}

void Engine::reopenNow(qint64 pressedNs)
{
    startRow(m_queue.currentIndex(), givenMs(), pressedNs);
}

void Engine::stopNow()
{
    m_halted = false;
    m_playing = false;
    m_failed = false;
    m_error.reset();
    m_skip.reset();
    m_mixer.setPlaying(false);
    dropLanes();
    newGeneration();
    m_resumeMs = 0;
}

void Engine::keepPlace(bool now)
{
    m_keeper.look(m_queue, givenMs(), now);
}

// The row that plays goes on if it is still the current one; what was prepared behind it stays as far as it still fits.
void Engine::queueEdited()
{
    const auto current = m_queue.current();
    if (m_lanes.empty() || !current) {
        if (!m_lanes.empty())
            stopNow();
        return;
    }
    if (isLed())
        return;
    if (m_lanes.front().item.entry != current->entry) {
        const bool playing = m_playing;
        startRow(m_queue.currentIndex(), 0, nowNs());
        if (!playing)
            pauseNow();
        return;
    }
    size_t fitting = 1;
    while (fitting < m_lanes.size()) {
        const auto expected = following(m_lanes[fitting - 1].item);
        if (!expected || expected->entry != m_lanes[fitting].item.entry)
            break;
        ++fitting;
    }
    const bool written = std::any_of(m_lanes.cbegin() + qsizetype(fitting), m_lanes.cend(), [](const Lane &lane) { return lane.written; });
    m_lanes.erase(m_lanes.begin() + qsizetype(fitting), m_lanes.end());
    if (written) // part of a row that must not come is in the ring already
        seekNow(givenMs());
}

std::shared_ptr<Track> Engine::makeTrack(const ContentId &content, const std::optional<Track::From> &from)
{
    const TrackContext context{
        m_parts.streams,       *m_policy, m_link, m_parts.clock, [this](std::function<void()> work) { m_mailbox.post(std::move(work)); },
        m_options.maxRefetches};
    auto track = std::make_shared<Track>(context, content, from);
    track->open();
    return track;
}

// A track that is ready or under way for that row, taken from where it waits; else a new one.
std::shared_ptr<Track> Engine::trackFor(const QueueItem &item, bool fromLanes)
{
    for (size_t i = 1; fromLanes && i < m_lanes.size(); ++i) {
        if (m_lanes[i].item.entry == item.entry)
            return m_lanes[i].track;
    }
    const auto found =
        std::find_if(m_prefetched.begin(), m_prefetched.end(), [&item](const auto &track) { return track->content() == item.content; });
    if (found == m_prefetched.end())
        return makeTrack(item.content);
    auto track = *found;
    m_prefetched.erase(found);
    return track;
}

Lane Engine::makeLane(const QueueItem &item, std::shared_ptr<Track> track, qint64 pressedNs)
{
    m_lastMeter = (m_lastMeter + 1) % Mixer::meterCount;
    m_mixer.clearMeter(m_lastMeter);
    Lane lane;
    lane.item = item;
    lane.track = std::move(track);
    lane.voice = std::make_unique<Voice>(lane.track, item.speech);
    lane.meter = m_lastMeter;
    lane.pressedNs = pressedNs;
    return lane;
}

// The last that is said about a session. Dropping the lane closes it.
void Engine::retire(Lane &lane, bool ended)
{
    tick(lane, true, ended);
    if (!lane.track->isOpen())
        return;
    Heard heard = heardOf(lane);
    heard.ended = ended;
    m_played.append(lane.report(heard));
    if (m_played.size() > maxPlayed)
        m_played.removeFirst();
}

void Engine::dropLanes()
{
    if (!m_lanes.empty())
        retire(m_lanes.front(), false);
    m_lanes.clear();
}

void Engine::newGeneration()
{
    ++m_generation;
    m_cross = {};
    m_equaliser.reset();
    m_guard.reset();
    m_targetMs = 0;
    m_mixer.setGeneration(m_generation);
}

// From here on, in the present generation. The output is woken, so that it drops what is in the way.
void Engine::rewindLane(Lane &lane, qint64 positionMs)
{
    lane.track->seek(positionMs);
    lane.voice->reset();
    lane.written = false;
    lane.writtenAll = false;
    if (&lane == &m_lanes.front())
        m_targetMs = positionMs;
    m_parts.output.wake();
}

std::optional<QueueItem> Engine::following(const QueueItem &item) const
{
    const int row = rowOf(item);
    if (row < 0)
        return {};
    PlayQueue queue = m_queue;
    queue.moveTo(row);
    return queue.next(Advance::Finished);
}

// -1: it is not in the queue any more.
int Engine::rowOf(const QueueItem &item) const
{
    const auto &items = m_queue.items();
    const auto found = std::find_if(items.cbegin(), items.cend(), [&](const QueueItem &row) { return row.entry == item.entry; });
    return found == items.cend() ? -1 : int(found - items.cbegin());
}

} // namespace melody::player
