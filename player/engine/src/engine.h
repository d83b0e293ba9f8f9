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
#include "queue_keeper.h"

#include <dsp/equaliser.h>
#include <dsp/peak_guard.h>
#include <planning/crossfade.h>
#include <planning/gain.h>
#include <queue/queue_history.h>

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
    void undoQueue() override;
    void redoQueue() override;
    void setVolume(double volume) override;
    void setMuted(bool muted) override;
    void setSound(SoundSettings sound) override;
    void setSleep(SleepTimer timer) override;
    void setQuality(QualityMode mode) override;
    void prefetch(const ContentId &content) override;
    void setWatched(bool watched) override;
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
    void requeue();
    void keepPlace(bool now);
    [[nodiscard]] std::optional<qint64> sleepLeftMs() const;
    void sleepIfTime();

    // The loop.
    void run();
    void step();
    [[nodiscard]] std::chrono::milliseconds nextLook() const;
    void prepareOutput();
    void openOutput(int rate);
    void outputOpened(quint32 serial, AudioFormat format);
    void outputLost(quint32 serial, const Error &error);
    void finishEnded();
    void write();
    bool writeLane(size_t index);
    [[nodiscard]] qint64 overlapFrames(const Lane &lane, const Lane *next) const;
    bool beginCross(Lane *next, qint64 frames);
    void copyPlain(PcmBlock &block, Lane &lane, int frames);
    int mixCross(PcmBlock &block, Lane &ending, Lane &coming, int frames);
    void finishBlock(PcmBlock &block, int frames);
    void fetch();
    void noticeFailure();
    void tick(Lane &lane, bool now, bool ended = false);
    void tickAll(bool now);
    void publish();

    // Where the server leads.
    [[nodiscard]] const ports::Stream::Lead *lead() const; // of what plays
    [[nodiscard]] bool isLed() const;
    [[nodiscard]] bool isBreak() const;
    void adoptLed();
    [[nodiscard]] Lane ledLane(const PlaybackId &session, bool skipped, qint64 pressedNs);
    void prepareLed();
    void refuse(const QString &code, const QString &detail);
    void refuseIfBreak();
    void skipLed(qint64 pressedNs);
    void lookAtSkip();
    void askAgain();
    [[nodiscard]] static bool mayBeAsked(const Lane &lane);

    // Lanes.
    [[nodiscard]] std::shared_ptr<Track> makeTrack(const ContentId &content, const std::optional<Track::From> &from = {});
    void begin(qint64 positionMs);
    [[nodiscard]] std::shared_ptr<Track> trackFor(const QueueItem &item, bool fromLanes);
    [[nodiscard]] Lane makeLane(const QueueItem &item, std::shared_ptr<Track> track, qint64 pressedNs);
    void retire(Lane &lane, bool ended);
    void dropLanes();
    void newGeneration();
    void rewindLane(Lane &lane, qint64 positionMs);
    [[nodiscard]] std::optional<QueueItem> following(const QueueItem &item) const;
    [[nodiscard]] int rowOf(const QueueItem &item) const;
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
    QueueKeeper m_keeper;

    // Engine's thread only.
    PlayQueue m_queue;
    QueueHistory m_history;
    // Two lanes are heard at once: how long that lasts, and how much of it is written.
    struct Cross {
        qint64 frames = 0;
        qint64 done = 0;
    };
    Cross m_cross;
    Equaliser m_equaliser;
    PeakGuard m_guard{peakCeilingDbtp};
    std::array<float, size_t(PcmBlock::maxFrames) * AudioFormat::channels> m_incoming{};
    SleepTimer m_sleep;
    qint64 m_sleepSetNs = 0;
    qint64 m_resumeMs = 0; // where the current row goes on, while nothing plays
    std::deque<Lane> m_lanes;
    std::deque<std::shared_ptr<Track>> m_prefetched; // by hover, oldest first
    QList<ItemReport> m_played;
    quint32 m_generation = 1;
    int m_lastMeter = 0;
    std::shared_ptr<Track> m_skip; // what will play instead, if there is a skip left
    qint64 m_skipPressedNs = 0;
    std::optional<Error> m_refusal;
    std::chrono::nanoseconds m_askedAt{0};
    bool m_mayPrefetch = true;
    bool m_playing = false;       // the listener wants sound
    qint64 m_targetMs = 0;        // position until something of this generation is heard
    std::optional<Error> m_error; // why failed, or paused unasked
    bool m_failed = false;
    bool m_halted = false;    // the session is no good for going on
    bool m_starved = false;   // the ring could take more, but it is not here
    bool m_refilling = false; // it ran empty: nothing is written before enough is there
    double m_volume = 1.0;
    bool m_muted = false;
    int m_requestedRate = 0;
    int m_outputRate = 0; // 0: no device open
    int m_lastRate = 0;   // of the device that is or was open: the meters count at it
    quint32 m_outputSerial = 0;
    bool m_rateDecided = false; // for this queue
    bool m_watched = true;
    bool m_quit = false;
    PlayerState m_told; // to the observer

    mutable std::mutex m_snapshotMutex;
    PlayerState m_snapshot; // guarded by it

    std::thread m_thread; // last: everything else is there when it starts
};

} // namespace melody::player
