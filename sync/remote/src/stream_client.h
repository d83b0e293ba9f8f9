// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// StreamSource over HTTP: opens playback sessions, unseals the content key, brings chunks from the edges.
#pragma once

#include "caller.h"

#include <crypto/sealed_key.h>
#include <ports/licence_source.h>
#include <ports/ticket.h>
#include <values/mailbox.h>

#include <atomic>

namespace melody::remote {

// A promised answer and the call that is to bring it.
template<typename T>
class Ticket : public ports::Ticket<T> {
public:
    using ports::Ticket<T>::Ticket;
    Caller::CallId call = 0; // network thread only; 0: none under way
    std::atomic<qint64> received = 0;
};

class StreamClient final : public ports::StreamSource, public ports::LicenceSource {
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

    std::unique_ptr<Pending> open(const ContentId &content, const PlaybackId &session, const TraceContext &trace, OpenDone done) override;
    std::unique_ptr<Pending> advance(const PlaybackId &session, bool skipped, const TraceContext &trace, OpenDone done) override;
    std::unique_ptr<Pending> fetchChunk(const PlaybackId &session, media::Rung rung, int index, bool refresh, ChunkDone done) override;
    void close(const PlaybackId &session) override;
    void takeOver(const ContentId &content) override;

    std::unique_ptr<Pending> obtain(const ContentId &content, LicenceDone done) override;
    [[nodiscard]] QByteArray devicePublicKey() const override { return m_parts.keys.publicKey; }
    [[nodiscard]] Result<crypto::ContentKey> unseal(const QByteArray &sealedKey) const override;

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
        bool licensed = false; // nothing is listened to by it: the server doesn't know it as a session
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
    [[nodiscard]] Call openCall(const wire::OpenPlaybackRequest &request, const TraceContext &trace) const;
    [[nodiscard]] Call licenceCall(const ContentId &content) const;
    Session &keep(const wire::PlaybackSession &session, const TraceContext &trace);
    [[nodiscard]] QList<QUrl> edgesOf(const wire::PlaybackSession &session) const;
    void opened(const StreamTicket &ticket, const TraceContext &trace, const Result<HttpAnswer> &answer);
    void fetchNow(const ChunkTicket &ticket, const Chunk &chunk, bool mayRenew);
    void renew(const PlaybackId &id, std::function<void(Result<void>)> then);
    void renewed(const PlaybackId &id, const Result<wire::PlaybackSession> &fresh);
    void closeNow(const PlaybackId &id);

    const Parts m_parts;
    // Network thread.
    QHash<PlaybackId, Session> m_sessions;
    std::optional<ContentId> m_takeOver; // asked for with the next session of this
};

} // namespace melody::remote
