// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// StreamSource through the local store.
#pragma once

#include "desk.h"

#include <ports/ticket.h>

#include <QtCore/QHash>

#include <map>

namespace melody::downloads {

// What can be played without the server begins without it when it doesn't answer at once; its own word counts when it comes, on plan,
// streams and parental controls: then the session that plays becomes the server's, or ends. Chunks that are here are not fetched again.
class OfflineStreams final : public ports::StreamSource {
public:
    explicit OfflineStreams(Desk &desk) : m_desk(desk) {}

    std::unique_ptr<Pending> open(const ContentId &content, const PlaybackId &session, const TraceContext &trace, OpenDone done) override;
    // Passed on: what is played under a licence here is of a plan, and nobody leads it.
    std::unique_ptr<Pending> advance(const PlaybackId &session, bool skipped, const TraceContext &trace, OpenDone done) override;
    std::unique_ptr<Pending> fetchChunk(const PlaybackId &session, media::Rung rung, int index, bool refresh, ChunkDone done) override;
    void close(const PlaybackId &session) override;
    void takeOver(const ContentId &content) override { m_desk.parts.streams.takeOver(content); }
    // Of a session that was opened here. On the desk's thread.
    void heard(const PlaybackId &session, const wire::Tick &tick);
    // On the desk's thread, before the streams that it asks go.
    void shutDown();

private:
    using OpenTicket = std::shared_ptr<ports::Ticket<ports::Stream>>;
    // An answer that is brought by somebody else in the end.
    struct Fetch : ports::Ticket<QByteArray> {
        using Ticket::Ticket;
        std::mutex mutex;
        std::unique_ptr<Pending> inner;
    };
    using FetchPtr = std::shared_ptr<Fetch>;
    struct Opening {
        OpenTicket ticket;
        ContentId content; // null: what is next where the server leads
        TraceContext trace;
        PlaybackId session;              // what it is called if it begins here; null: it can't
        std::unique_ptr<Pending> remote; // the server, while it has not answered
    };
    // Of what plays already.
    struct Question {
        PlaybackId session;
        std::unique_ptr<Pending> remote;
    };
    struct Session {
        ContentId content;
        AssetId asset;
        std::optional<rules::Licence> licence = {};     // opened here
        QString childZone = {};                         // a child listens: its family's time zone
        bool isStopped = false;                         // by the time of a child
        std::optional<wire::PlaybackStop> refusal = {}; // by the server, told perhaps before anybody knew what plays
        qint64 heardMs = 0;
        TimePoint marked{};
    };
    struct Chunk {
        PlaybackId session;
        chunks::ChunkKey key;
        ContentId content;
        bool refresh;
    };
    class PendingOpen;
    class PendingFetch;

    [[nodiscard]] OpenDone whenAnswered(quint64 id);
    void openNow(quint64 id, Opening opening);
    void advanceNow(quint64 id, Opening opening, const PlaybackId &session, bool skipped);
    void answered(quint64 id, Result<ports::Stream> stream);
    void openHere(quint64 id);
    [[nodiscard]] Result<ports::Stream> localStream(const Opening &opening);
    void judge(const PlaybackId &session, const Result<ports::Stream> &word);
    void dropLicencesWithoutPlan(const Result<ports::Stream> &word);
    void stop(const PlaybackId &id, const wire::PlaybackStop &stop);
    [[nodiscard]] bool mayBePlayedHere(const ContentId &content);
    void fetchNow(const FetchPtr &fetch, const PlaybackId &session, media::Rung rung, int index, bool refresh);
    void fetchRemote(const FetchPtr &fetch, const Chunk &chunk);
    void fetchMissing(const FetchPtr &fetch, const Chunk &chunk);
    void arrived(const FetchPtr &fetch, const Chunk &chunk, const Result<QByteArray> &sealed);
    void renewIfDue(const ContentId &content);
    [[nodiscard]] QString childZone();
    void stopIfTimeIsUp(const PlaybackId &id, Session &session, TimePoint now);

    Desk &m_desk;
    std::atomic<quint64> m_lastId = 0;
    std::map<quint64, Opening> m_openings;
    std::map<quint64, Question> m_questions;
    QHash<PlaybackId, Session> m_sessions;
    std::map<quint64, std::unique_ptr<Pending>> m_licences; // asked for
};

} // namespace melody::downloads
