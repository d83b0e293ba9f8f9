// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine: what the listener wants, turned into tracks that fetch and decode, and into what is reported about them.
// Its thread runs commands, then looks once at everything (step()), then sleeps until there is something to do.
//
// Lanes: m_lanes[0] is what is heard, the ones behind it come next without a gap. All lanes of one generation stand in the ring
// in order; a seek or jump raises the generation, and what the ring holds of older ones is dropped by the mixer.
#pragma once

#include "lane.h"
#include "link_meter.h"
#include "mailbox.h"

#include <deque>
#include <thread>

namespace melody::player {

class Engine final : public Player {
public:
    Engine(const PlayerParts &parts, PlayerOptions options, PlayerObserver observer);
    ~Engine() override;

    void play(PlayQueue queue, qint64 positionMs) override;
    void pause() override;
    void resume() override;
    void stop() override;
    void halt(const Error &why) override;
    void takeOver() override;
    void next() override;
    void previous() override;
    void jumpTo(int index) override;
    void seek(qint64 positionMs) override;
    void editQueue(std::function<void(PlayQueue &)> edit) override;
    void setVolume(double volume) override;
    void setMuted(bool muted) override;
    void setNormalised(bool normalised) override;
    void setQuality(QualityMode mode) override;
    void prefetch(const ContentId &content) override;
    [[nodiscard]] PlayerState state() const override;

private:
    [[nodiscard]] qint64 nowNs() const { return m_parts.clock.monotonic().count(); }

    // Commands, on the engine's thread.
    void startRow(int index, qint64 positionMs, qint64 pressedNs);
    void seekNow(qint64 positionMs);
    void pauseNow();
    void resumeNow(qint64 pressedNs);
    void stopNow();
    void reopenNow(qint64 pressedNs);
    void queueEdited();
    void applyVolume();

    // The loop.
    void run();
    void step();
    void prepareOutput();
    void openOutput(int rate);
    void outputOpened(quint32 serial, AudioFormat format);
    void outputLost(quint32 serial, const Error &error);
    void finishEnded();
    bool writeLane(Lane &lane);
    void write();
    void fetch();
    void noticeFailure();
    void tick(Lane &lane, bool now, bool ended = false);
    void tickAll(bool now);
    void publish();

    // Lanes.
    [[nodiscard]] std::shared_ptr<Track> makeTrack(const ContentId &content);
    [[nodiscard]] std::shared_ptr<Track> trackFor(const QueueItem &item);
    [[nodiscard]] Lane makeLane(const QueueItem &item, std::shared_ptr<Track> track, qint64 pressedNs);
    void retire(Lane &lane, bool ended);
    void dropLanes();
    void newGeneration();
    void rewindLane(Lane &lane, qint64 positionMs);
    [[nodiscard]] std::optional<QueueItem> following(const QueueItem &item) const;
    [[nodiscard]] Heard heardOf(const Lane &lane) const;
    [[nodiscard]] bool isRefilled() const;
    [[nodiscard]] bool isHeard() const;   // sound of the present generation came out
    [[nodiscard]] qint64 givenMs() const; // position in the present track, of what was given to the output
    [[nodiscard]] PlaybackStatus status() const;
    [[nodiscard]] PlayerState snapshot() const;

    const PlayerParts m_parts;
    PlayerOptions m_options;
    const PlayerObserver m_observer;
    const std::unique_ptr<RungPolicy> m_policy;
    LinkMeter m_link;
    Mailbox m_mailbox;
    Mixer m_mixer;

    // Engine's thread only.
    PlayQueue m_queue;
    std::deque<Lane> m_lanes;
    std::deque<std::shared_ptr<Track>> m_prefetched; // by hover, oldest first
    QList<ItemReport> m_played;
    quint32 m_generation = 1;
    int m_lastMeter = 0;
    bool m_playing = false;       // the listener wants sound
    qint64 m_targetMs = 0;        // position until something of this generation is heard
    std::optional<Error> m_error; // why failed, or paused unasked
    bool m_failed = false;
    bool m_halted = false;    // the session is no good for going on
    bool m_starved = false;   // the ring could take more, but it is not here
    bool m_refilling = false; // it ran empty: nothing is written before enough is there
    double m_volume = 1.0;
    bool m_muted = false;
    bool m_normalised = true;
    int m_requestedRate = 0;
    int m_outputRate = 0; // 0: no device open
    int m_lastRate = 0;   // of the device that is or was open: the meters count at it
    quint32 m_outputSerial = 0;
    bool m_rateDecided = false; // for this queue
    bool m_quit = false;
    PlayerState m_told; // to the observer

    mutable std::mutex m_snapshotMutex;
    PlayerState m_snapshot; // guarded by it

    std::thread m_thread; // last: everything else is there when it starts
};

} // namespace melody::player
