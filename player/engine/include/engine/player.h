// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The player: a queue in, sound out.
//
// Threads. The engine owns one thread, on which all state lives: commands are posted to it and return at once, in order.
// The output owns another, which takes finished sound through a lock-free ring. Whoever watches gets value-type snapshots.
#pragma once

#include <engine/audio_output.h>
#include <engine/rung_policy.h>
#include <planning/sleep_plan.h>
#include <planning/sound_settings.h>
#include <ports/play_reporter.h>
#include <ports/player_shelf.h>
#include <ports/stream_source.h>
#include <queue/play_queue.h>

#include <functional>
#include <memory>

namespace melody::player {

enum class PlaybackStatus {
    Stopped,   // nothing to play, or the queue came to its end
    Loading,   // Play was pressed, no sound yet
    Playing,   //
    Buffering, // in the middle of a track, waiting for the network
    Paused,    // by the listener, or because the device went away or it had to end (then `error` says so)
    Failed,    // the current track can't be played now; `error` says why; resume() tries again where it stopped
};

// One playback session as far as it got. All figures are of the device side: samples really given to the output.
struct ItemReport {
    QueueItem item;
    PlaybackId session;
    QByteArray traceId;
    media::Rung rung = media::Rung::Opus24; // of the chunk heard last
    qint64 startMs = -1;                    // Play to first sample given to the output; after a gapless join the gap (0)
    qint64 renderedMs = 0;
    int underruns = 0;
    int damagedChunks = 0; // refused and fetched again
    bool ended = false;    // heard to its end
    bool operator==(const ItemReport &) const = default;
};

struct PlayerState {
    PlaybackStatus status = PlaybackStatus::Stopped;
    PlayQueue queue;
    ItemReport current;      // of queue.current(); session is null until it is open
    qint64 positionMs = 0;   // heard, in the current track; while a seek is under way its target
    qint64 durationMs = 0;   // from the manifest; from the queue's row until that came
    qint64 bufferedToMs = 0; // the track is here up to this position, without a gap
    double volume = 1.0;     // 0..1, position of the slider
    bool muted = false;
    SoundSettings sound;
    SleepTimer sleep;                        // as it was set; nothing when it went off
    qint64 sleepLeftMs = -1;                 // of a timer after a time, in whole seconds
    std::optional<ports::Stream::Lead> lead; // the server chose what plays
    std::optional<Error> refusal;            // why the last command did nothing: "skip_limit_reached", "break_not_heard", "shuffle_only"
    bool canUndo = false;                    // what was done to the queue
    bool canRedo = false;
    QualityMode quality = QualityMode::Automatic;
    int outputRate = 0;         // Hz; 0 while no device is open
    std::optional<Error> error; // why Failed, or Paused without being asked
    QList<ItemReport> played;   // sessions that are over, oldest first, the last 100
    bool operator==(const PlayerState &) const = default;
};

struct PlayerOptions {
    std::optional<media::Rung> rung = {}; // fixed, with half a minute ahead; nothing: chosen by `quality`
    QualityMode quality = QualityMode::Automatic;
    int maxRefetches = 3; // of one damaged chunk, then Failed with "chunk_damaged"
    double volume = 1.0;
    SoundSettings sound = {};
    // False: prefetch() waits until one stream came that the server does not lead. Where it leads, opening a session is hearing it.
    bool prefetchAtOnce = true;
};

// What the player is made of. All must outlive it.
struct PlayerParts {
    ports::StreamSource &streams;
    ports::PlayReporter &reporter;
    AudioOutput &output;
    const Clock &clock;
    ports::PlayerShelf *shelf = nullptr; // keeps the queue and the place in it; what it holds is there again when the player is made
};

// Called on the engine's thread at every change and, while playing and watched, about ten times a second. Must return soon and must not
// destroy the player; it may call the player's commands.
using PlayerObserver = std::function<void(const PlayerState &)>;

// Thread: every method from any thread.
class Player {
public:
    // Stops, sends the last tick, closes its sessions and joins its thread.
    virtual ~Player() = default;

    // Replaces the queue and plays its current row; an empty queue ends all, and nothing of before can be taken back. The
    // Play-to-first-sample clock starts in this call.
    virtual void play(PlayQueue queue, qint64 positionMs = 0) = 0;
    virtual void pause() = 0;
    virtual void resume() = 0; // also: tries again after Failed; plays the current row after Stopped
    virtual void stop() = 0;
    // The listening has to end, `why` says for what reason: pauses. resume() opens the track anew then, where it was.
    virtual void halt(const Error &why) = 0;
    // After "stream_limit_reached": opens the track anew where it was, and another device of the plan ends instead.
    virtual void takeOver() = 0;
    virtual void next() = 0;     // at the end of the queue: stops
    virtual void previous() = 0; // restarts after three seconds
    virtual void jumpTo(int index) = 0;
    virtual void seek(qint64 positionMs) = 0; // clamped into the track
    // Changes rows without touching what plays, unless `edit` makes another row current. Runs on the engine's thread.
    virtual void editQueue(std::function<void(PlayQueue &)> edit) = 0;
    // What editQueue() and play() did to rows. What plays goes on, whatever is taken back.
    virtual void undoQueue() = 0;
    virtual void redoQueue() = 0;
    virtual void setVolume(double volume) = 0; // 0..1, cubic taper; ramped
    virtual void setMuted(bool muted) = 0;
    // Heard at once; out of range is clamped.
    virtual void setSound(SoundSettings sound) = 0;
    // When it goes off the player pauses (after a time) or stands before the next row (end of the track).
    virtual void setSleep(SleepTimer timer) = 0;
    // For chunks that are fetched from now on. Without effect where the rung is fixed.
    virtual void setQuality(QualityMode mode) = 0;
    // Whether somebody sees the position (true to begin with). If not, the player wakes the processor seldom: the observer hears of the
    // position twice a second, and commands may be heard 0.4 s later.
    virtual void setWatched(bool /*watched*/) {}
    // The listener may play this soon (hover, focus): opens a session and fetches the first chunks. The last two are kept.
    virtual void prefetch(const ContentId &content) = 0;

    [[nodiscard]] virtual PlayerState state() const = 0;
};

[[nodiscard]] std::unique_ptr<Player> createPlayer(const PlayerParts &parts, PlayerOptions options = {}, PlayerObserver observer = {});

} // namespace melody::player
