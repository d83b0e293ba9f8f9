// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From voices to the ring: one after the other, or for a while two at once.

#include "engine.h"

namespace melody::player {
namespace {

CrossfadeSide sideOf(const QueueItem &item, qint64 durationMs)
{
    return {item.album, item.albumPosition, durationMs, !item.speech && !item.adBreak};
}

PcmBlock::Share shareOf(const Lane &lane, const Voice::Taken &taken, bool last)
{
    return {lane.meter, taken.position, taken.span, taken.rung, last};
}

} // namespace

void Engine::write()
{
    m_starved = false;
    if (m_outputRate == 0 || !m_rateDecided)
        return;
    const bool ranEmpty = m_mixer.isDry() && m_mixer.ring().isEmpty();
    m_refilling = isHeard() && (m_refilling || ranEmpty) && !isRefilled();
    if (m_refilling) {
        m_starved = true;
        return;
    }
    for (size_t i = 0; i < m_lanes.size(); ++i) {
        if (!writeLane(i) || m_sleep.endOfTrack)
            return;
    }
}

// How much of the end of this lane goes into the next, in frames.
qint64 Engine::overlapFrames(const Lane &lane, const Lane *next) const
{
    if (m_options.sound.crossfadeMs == 0 || m_sleep.endOfTrack || !lane.track->isOpen())
        return 0;
    const auto coming = next ? std::optional(next->item) : following(lane.item);
    if (!coming || coming->entry == lane.item.entry)
        return 0;
    const qint64 durationMs = lane.track->stream().manifest.durationMs;
    const bool isKnown = next && next->track->isOpen();
    const qint64 comingMs = isKnown ? next->track->stream().manifest.durationMs : coming->durationMs;
    return crossfadeMs(sideOf(lane.item, durationMs), sideOf(*coming, comingMs), m_options.sound.crossfadeMs) * m_outputRate / 1000;
}

// Moves sound of one lane into the ring, until all of it is there (true) or there is no room or nothing to move.
bool Engine::writeLane(size_t index)
{
    Lane &lane = m_lanes[index];
    Lane *next = index + 1 < m_lanes.size() ? &m_lanes[index + 1] : nullptr;
    while (!lane.writtenAll) {
        PcmBlock *block = m_mixer.ring().reserve();
        if (!block)
            return false;
        const Track::Read read = lane.voice->fill(PcmBlock::maxFrames, m_outputRate, m_options.sound);
        if (read == Track::Read::Starved) {
            m_starved = true;
            return false;
        }
        int frames = std::min(PcmBlock::maxFrames, lane.voice->available());
        if (m_cross.frames == 0) {
            const qint64 overlap = overlapFrames(lane, next);
            const qint64 left = lane.voice->leftFrames(m_outputRate);
            if (overlap > 0 && left > overlap)
                frames = int(std::min<qint64>(frames, left - overlap));
            else if (overlap > 0 && left > 0 && !beginCross(next, left) && !m_mixer.ring().isLow())
                return false; // what comes next may still arrive in time
        }
        if (m_cross.frames > 0 && next)
            frames = mixCross(*block, lane, *next, frames);
        else
            copyPlain(*block, lane, frames);
        if (frames < 0)
            return false;
        finishBlock(*block, frames);
        lane.writtenAll = block->shares.front().last;
        m_mixer.ring().publish();
        if (!std::exchange(lane.written, true))
            m_parts.output.wake();
        m_parts.output.written();
        if (lane.writtenAll)
            m_cross = {};
    }
    return true;
}

bool Engine::beginCross(Lane *next, qint64 frames)
{
    if (!next || next->voice->fill(PcmBlock::maxFrames, m_outputRate, m_options.sound) != Track::Read::Block)
        return false;
    m_cross = {frames, 0};
    return true;
}

void Engine::copyPlain(PcmBlock &block, Lane &lane, int frames)
{
    const Voice::Taken taken = lane.voice->take(block.samples.data(), frames);
    block.shares = {shareOf(lane, taken, lane.voice->isAtEnd()), {}};
    block.fadeIn = taken.fadeIn;
}

// Returns how many frames it mixed; -1 when it should wait for the coming song.
int Engine::mixCross(PcmBlock &block, Lane &ending, Lane &coming, int frames)
{
    const Track::Read read = coming.voice->fill(frames, m_outputRate, m_options.sound);
    if (read == Track::Read::Starved && !m_mixer.ring().isLow())
        return -1;
    const int both = std::min(frames, coming.voice->available());
    const Voice::Taken taken = ending.voice->take(block.samples.data(), frames);
    const Voice::Taken arriving = coming.voice->take(m_incoming.data(), both);
    std::fill(m_incoming.begin() + both * AudioFormat::channels, m_incoming.begin() + frames * AudioFormat::channels, 0.0F);
    for (int i = 0; i < frames; ++i) {
        const CrossfadeGains gains = equalPower(double(m_cross.done + i) / double(m_cross.frames));
        for (int channel = 0; channel < AudioFormat::channels; ++channel) {
            float &sample = block.samples[size_t(i) * AudioFormat::channels + size_t(channel)];
            sample = sample * gains.ending + m_incoming[size_t(i) * AudioFormat::channels + size_t(channel)] * gains.coming;
        }
    }
    m_cross.done += frames;
    block.shares = {shareOf(ending, taken, ending.voice->isAtEnd()), shareOf(coming, arriving, false)};
    block.fadeIn = taken.fadeIn;
    coming.written = true;
    return frames;
}

// What is done to the sum: equaliser, then the guard over what either added.
void Engine::finishBlock(PcmBlock &block, int frames)
{
    block.generation = m_generation;
    block.frames = frames;
    m_equaliser.set(m_options.sound.equaliserDb, m_outputRate);
    m_equaliser.process(block.samples.data(), frames);
    const bool isGuarded = !m_equaliser.isFlat() || m_cross.frames > 0 || !m_guard.isIdle();
    if (isGuarded)
        m_guard.process(block.samples.data(), frames, m_outputRate);
}

} // namespace melody::player
