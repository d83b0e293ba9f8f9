// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A StreamSource out of memory, on a thread of its own, that can be told to hold, damage and refuse.
#pragma once

#include <ports/play_reporter.h>
#include <ports/stream_source.h>
#include <support/test_asset.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

namespace melody::test {

class FakeStreamSource final : public ports::StreamSource {
public:
    struct Fetch {
        PlaybackId session;
        media::Rung rung;
        int index;
        bool refresh;
    };

    FakeStreamSource();
    ~FakeStreamSource() override;

    ContentId add(TestAsset asset);

    // From now on:
    void inlineFirst(std::optional<media::Rung> rung); // chunk 0 of it comes with the session
    void giveAlbumLevel(const ports::Stream::Level &level);
    void holdFrom(int index); // answers to fetches of this chunk and later ones wait
    void release();
    void damage(int index, int times); // a flipped bit
    void damageInline();
    void refuseOpening(std::optional<Error> error);
    void refuseFetching(std::optional<Error> error);
    void overloadOnce(int index); // the next fetch of this chunk is refused as by a busy server
    void findBelow(int index);    // chunks before this one are on this device: they don't cross the network

    [[nodiscard]] std::vector<Fetch> fetches() const;
    [[nodiscard]] std::vector<ContentId> takenOver() const;
    [[nodiscard]] std::vector<PlaybackId> openedSessions() const;
    [[nodiscard]] std::set<PlaybackId> closedSessions() const;

    std::unique_ptr<Pending> open(const ContentId &content, const PlaybackId &session, const TraceContext &trace, OpenDone done) override;
    std::unique_ptr<Pending> fetchChunk(const PlaybackId &session, media::Rung rung, int index, bool refresh, ChunkDone done) override;
    std::unique_ptr<Pending> advance(const PlaybackId &session, bool skipped, const TraceContext &trace, OpenDone done) override;
    void close(const PlaybackId &session) override;
    void takeOver(const ContentId &content) override;

    // From now on this source leads, as a server does who listens free: songs in this order whatever is asked for; spots must be reported
    // as ended before anything else comes. `skips` may be left early.
    struct Led {
        ContentId content;
        bool adBreak = false;
    };
    void lead(std::vector<Led> order, int skips, std::function<bool(const PlaybackId &)> isReported);

private:
    struct Job {
        int chunk = -1; // -1: opening
        std::shared_ptr<std::function<void()>> work;
    };
    class Ticket;

    using Received = std::shared_ptr<std::atomic<qint64>>; // null: not over the network
    std::unique_ptr<Pending> enqueue(int chunk, std::function<void()> work, Received received = {});
    Result<ports::Stream> makeStream(const ContentId &content, const PlaybackId &session, const TraceContext &trace);
    Result<QByteArray> makeChunk(const PlaybackId &session, media::Rung rung, int index);
    void run();

    mutable std::mutex m_mutex; // guards all below
    std::mutex m_calling;       // held while an answer is given, so that cancelling waits for it
    std::condition_variable m_changed;
    std::map<ContentId, TestAsset> m_assets;
    std::map<PlaybackId, ContentId> m_sessions;
    std::deque<Job> m_jobs;
    std::vector<Fetch> m_fetches;
    std::vector<PlaybackId> m_opened;
    std::vector<ContentId> m_takenOver;
    std::set<PlaybackId> m_closed;
    std::optional<media::Rung> m_inline;
    std::optional<ports::Stream::Level> m_albumLevel;
    int m_holdFrom = INT_MAX;
    std::map<int, int> m_damage;
    bool m_damageInline = false;
    std::optional<Error> m_openError;
    std::optional<Error> m_fetchError;
    int m_overloaded = -1; // chunk
    int m_foundBelow = 0;
    std::vector<Led> m_led;
    size_t m_ledPlace = 0;
    int m_skips = 0;
    std::function<bool(const PlaybackId &)> m_isReported;
    bool m_quit = false;
    std::thread m_thread;
};

// Remembers every tick.
class RecordingReporter final : public ports::PlayReporter {
public:
    void report(const PlaybackId &session, const wire::Tick &tick) override;
    [[nodiscard]] std::vector<wire::Tick> ticks(const PlaybackId &session) const;

private:
    mutable std::mutex m_mutex;
    std::map<PlaybackId, std::vector<wire::Tick>> m_ticks;
};

} // namespace melody::test
