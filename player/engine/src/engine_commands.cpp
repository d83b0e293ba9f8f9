// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The commands of a listener, and what they do to the lanes.

#include "engine.h"

#include <planning/gain.h>

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
        m_queue = queue;
        m_rateDecided = false;
        if (m_queue.isEmpty())
            return;
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
        if (const auto index = m_queue.nextIndex(Advance::Pressed))
            startRow(*index, 0, pressedNs);
        else
            stopNow();
    });
}

void Engine::previous()
{
    m_mailbox.post([this, pressedNs = nowNs()] {
        const PlayQueue::Previous previous = m_queue.previous(givenMs());
        if (!previous.restart)
            startRow(previous.index, 0, pressedNs);
        else
            seekNow(0);
    });
}

void Engine::jumpTo(int index)
{
    m_mailbox.post([this, index, pressedNs = nowNs()] { startRow(index, 0, pressedNs); });
}

void Engine::seek(qint64 positionMs)
{
    m_mailbox.post([this, positionMs] { seekNow(positionMs); });
}

void Engine::editQueue(std::function<void(PlayQueue &)> edit)
{
    m_mailbox.post([this, edit = std::move(edit)] {
        edit(m_queue);
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

void Engine::applyVolume()
{
    m_mixer.setVolume(m_muted ? 0.0F : float(volumeGain(m_volume)));
}

void Engine::setNormalised(bool normalised)
{
    m_mailbox.post([this, normalised] {
        m_normalised = normalised;
        m_mixer.setNormalised(normalised);
    });
}

void Engine::setQuality(QualityMode mode)
{
    m_mailbox.post([this, mode] {
        m_options.quality = mode;
        m_policy->setMode(mode);
    });
}

void Engine::prefetch(const ContentId &content)
{
    m_mailbox.post([this, content] {
        const auto isSame = [&content](const auto &track) { return track->content() == content; };
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
    std::shared_ptr<Track> track = trackFor(item);
    dropLanes();
    if (track->error())
        track->retry();
    m_lanes.push_back(makeLane(item, std::move(track), pressedNs));
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
    if (m_lanes.empty())
        return;
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
}

void Engine::resumeNow(qint64 pressedNs)
{
    if (m_lanes.empty()) {
        if (!m_queue.isEmpty())
            startRow(m_queue.currentIndex(), 0, pressedNs);
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
    m_mixer.setPlaying(false);
    dropLanes();
    newGeneration();
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

std::shared_ptr<Track> Engine::makeTrack(const ContentId &content)
{
    const TrackContext context{
        m_parts.streams,       *m_policy, m_link, m_parts.clock, [this](std::function<void()> work) { m_mailbox.post(std::move(work)); },
        m_options.maxRefetches};
    auto track = std::make_shared<Track>(context, content);
    track->open();
    return track;
}

// A track that is ready or under way for that row, taken from where it waits; else a new one.
std::shared_ptr<Track> Engine::trackFor(const QueueItem &item)
{
    for (size_t i = 1; i < m_lanes.size(); ++i) {
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
    m_targetMs = 0;
    m_mixer.setGeneration(m_generation);
}

// From here on, in the present generation. The output is woken, so that it drops what is in the way.
void Engine::rewindLane(Lane &lane, qint64 positionMs)
{
    lane.track->seek(positionMs);
    lane.written = false;
    lane.writtenAll = false;
    if (&lane == &m_lanes.front())
        m_targetMs = positionMs;
    m_parts.output.wake();
}

std::optional<QueueItem> Engine::following(const QueueItem &item) const
{
    PlayQueue queue = m_queue;
    for (int i = 0; i < queue.items().size(); ++i) {
        if (queue.items()[i].entry == item.entry) {
            queue.moveTo(i);
            return queue.next(Advance::Finished);
        }
    }
    return {};
}

} // namespace melody::player
