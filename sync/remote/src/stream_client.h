// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// StreamSource over HTTP: opens playback sessions, unseals the content key, brings chunks from the edges.
#pragma once

#include "caller.h"

#include <crypto/sealed_key.h>
#include <ports/stream_source.h>
#include <values/mailbox.h>
#include <wire/playback.h>

#include <atomic>
#include <mutex>

namespace melody::remote {

// One promised answer: given once, or never after it was cancelled. Thread: any.
template<typename T>
class Ticket {
public:
    explicit Ticket(std::function<void(Result<T>)> done) : m_done(std::move(done)) {}
    // False: nobody waits any more.
    bool give(Result<T> result)
    {
        const std::lock_guard lock(m_mutex);
        const auto done = std::exchange(m_done, nullptr);
        if (done)
            done(std::move(result));
        return bool(done);
    }
    void cancel()
    {
        const std::lock_guard lock(m_mutex);
        m_done = nullptr;
    }
    Caller::CallId call = 0; // network thread only; 0: none under way
    std::atomic<qint64> received = 0;

private:
    std::recursive_mutex m_mutex; // held while `done` runs, so that cancel() waits for it
    std::function<void(Result<T>)> m_done;
};

class StreamClient final : public ports::StreamSource {
public:
    struct Parts {
        Mailbox &thread; // the network thread's
        Caller &caller;
        QUrl server;
        crypto::DeviceKeyPair keys;
        std::optional<media::Rung> firstRung;
        const Clock &clock;
    };
    explicit StreamClient(const Parts &parts) : m_parts(parts) {}

    std::unique_ptr<Pending> open(const ContentId &content, const TraceContext &trace, OpenDone done) override;
    std::unique_ptr<Pending> advance(const PlaybackId &session, bool skipped, const TraceContext &trace, OpenDone done) override;
    std::unique_ptr<Pending> fetchChunk(const PlaybackId &session, media::Rung rung, int index, bool refresh, ChunkDone done) override;
    void close(const PlaybackId &session) override;

private:
    using StreamTicket = std::shared_ptr<Ticket<ports::Stream>>;
    using ChunkTicket = std::shared_ptr<Ticket<QByteArray>>;
    struct Session {
        ContentId content;
        TraceContext trace;
        media::Manifest manifest; // without the init segments
        QList<QUrl> edges;
        QString token;
        TimePoint expires{};
        // Opened later, for nothing but a token that is still good; what is heard is reported to the first.
        QList<PlaybackId> renewals;
        std::vector<std::function<void(Result<void>)>> waiting; // for a renewal under way
    };
    struct Chunk {
        PlaybackId session;
        media::Rung rung;
        int index;
        bool refresh;
    };

    void post(std::function<void()> work);
    [[nodiscard]] Call openCall(const ContentId &content, const TraceContext &trace, std::optional<media::Rung> firstRung) const;
    [[nodiscard]] QList<QUrl> edgesOf(const wire::PlaybackSession &session) const;
    void opened(const StreamTicket &ticket, const TraceContext &trace, const Result<HttpAnswer> &answer);
    void fetchNow(const ChunkTicket &ticket, const Chunk &chunk, bool mayRenew);
    void renew(const PlaybackId &id, std::function<void(Result<void>)> then);
    void renewed(const PlaybackId &id, const Result<HttpAnswer> &answer);
    void closeNow(const PlaybackId &id);

    const Parts m_parts;
    QHash<PlaybackId, Session> m_sessions; // network thread
};

} // namespace melody::remote
