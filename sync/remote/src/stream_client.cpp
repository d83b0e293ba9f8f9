// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stream_client.h"

#include "api_client.h"

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

// A token that ends this soon is renewed before it is used.
constexpr std::chrono::milliseconds tokenMargin{5'000};

// Gives a ticket back when the player no longer wants the answer.
template<typename T>
class PendingTicket final : public ports::StreamSource::Pending {
public:
    PendingTicket(std::shared_ptr<Ticket<T>> ticket, Mailbox &thread, Caller &caller)
        : m_ticket(std::move(ticket)), m_thread(thread), m_caller(caller)
    {
    }
    ~PendingTicket() override
    {
        m_ticket->cancel();
        m_thread.post([ticket = m_ticket, &caller = m_caller] {
            if (ticket->call != 0)
                caller.cancel(ticket->call);
        });
    }
    [[nodiscard]] std::optional<qint64> receivedBytes() const override { return m_ticket->received; }

private:
    std::shared_ptr<Ticket<T>> m_ticket;
    Mailbox &m_thread;
    Caller &m_caller;
};

} // namespace

void StreamClient::post(std::function<void()> work)
{
    m_parts.thread.post(std::move(work));
}

Call StreamClient::openCall(const wire::OpenPlaybackRequest &request, const TraceContext &trace) const
{
    Call call;
    call.method = "POST";
    call.origins = {m_parts.server};
    call.path = u"/v1/playback/sessions"_s;
    call.body = wire::toJson(request);
    call.idempotencyKey = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    call.trace = trace;
    call.priority = QNetworkRequest::HighPriority;
    return call;
}

std::unique_ptr<ports::StreamSource::Pending> StreamClient::open(const ContentId &content, const PlaybackId &session,
                                                                 const TraceContext &trace, OpenDone done)
{
    auto ticket = std::make_shared<Ticket<ports::Stream>>(std::move(done));
    post([this, content, session, trace, ticket] {
        wire::OpenPlaybackRequest request{content, m_parts.keys.publicKey, m_parts.firstRung, m_takeOver == content};
        if (request.takeOver)
            m_takeOver.reset();
        if (!session.isNull()) { // it is played from this device
            request.session = session;
            request.firstRung.reset();
        }
        Call call = openCall(request, trace);
        // Not cancelled with the ticket: a session that the server has opened must be known here, to be closed.
        call.done = [this, ticket, trace](const Result<HttpAnswer> &answer) { opened(ticket, trace, answer); };
        m_parts.caller.call(std::move(call));
    });
    return std::make_unique<PendingTicket<ports::Stream>>(ticket, m_parts.thread, m_parts.caller);
}

void StreamClient::takeOver(const ContentId &content)
{
    post([this, content] { m_takeOver = content; });
}

std::unique_ptr<ports::StreamSource::Pending> StreamClient::advance(const PlaybackId &session, bool skipped, const TraceContext &trace,
                                                                    OpenDone done)
{
    auto ticket = std::make_shared<Ticket<ports::Stream>>(std::move(done));
    post([this, session, skipped, trace, ticket] {
        // The server knows the session by its last renewal.
        const auto kept = m_sessions.constFind(session);
        const PlaybackId known = kept == m_sessions.cend() || kept->renewals.isEmpty() ? session : kept->renewals.last();
        Call call = openCall({}, trace);
        call.path = u"/v1/playback/sessions/%1/advances"_s.arg(known.toString());
        call.body = wire::toJson(wire::AdvanceRequest{skipped, m_parts.keys.publicKey, m_parts.firstRung});
        call.done = [this, ticket, trace](const Result<HttpAnswer> &answer) { opened(ticket, trace, answer); };
        m_parts.caller.call(std::move(call));
    });
    return std::make_unique<PendingTicket<ports::Stream>>(ticket, m_parts.thread, m_parts.caller);
}

// Where chunks come from. A server may not send us over to a connection that is less protected than its own.
QList<QUrl> StreamClient::edgesOf(const wire::PlaybackSession &session) const
{
    QList<QUrl> edges;
    for (const QString &text : session.edges) {
        const QUrl edge(text, QUrl::StrictMode);
        if (edge.isValid() && !edge.host().isEmpty() && (edge.scheme() == u"https" || edge.scheme() == m_parts.server.scheme()))
            edges.append(edge);
    }
    return edges.isEmpty() ? QList<QUrl>{m_parts.server} : edges;
}

void StreamClient::opened(const StreamTicket &ticket, const TraceContext &trace, const Result<HttpAnswer> &answer)
{
    auto session = parsed(answer, &wire::parsePlaybackSession);
    if (!session) {
        ticket->give(tl::unexpected(session.error()));
        return;
    }
    ports::Stream stream;
    stream.session = session->id;
    stream.content = session->content;
    stream.manifest = session->manifest;
    stream.countAfterMs = session->countAfterMs;
    stream.trace = trace;
    stream.title = session->title;
    stream.artistName = session->artistName;
    stream.release = session->release;
    stream.image = session->image;
    if (session->releaseLevel)
        stream.album = {session->releaseLevel->loudnessLufs, session->releaseLevel->truePeakDbtp};
    if (session->lead)
        stream.lead = ports::Stream::Lead{session->lead->adBreak, session->lead->skipsLeft, session->lead->skipAt};
    if (session->firstChunk)
        stream.firstChunk = {session->firstChunk->rung, session->firstChunk->index, session->firstChunk->sealed};
    keep(*session, trace);
    auto key = crypto::openOnDevice(session->sealedKey, m_parts.keys);
    if (!key) {
        closeNow(session->id);
        ticket->give(tl::unexpected(key.error()));
        return;
    }
    stream.key = std::move(*key);
    if (!ticket->give(std::move(stream)))
        closeNow(session->id);
}

StreamClient::Session &StreamClient::keep(const wire::PlaybackSession &session, const TraceContext &trace)
{
    Session &kept = m_sessions[session.id];
    kept = {session.content, trace, session.manifest, edgesOf(session), session.chunkToken, session.expires, false, {}, {}};
    for (media::RungInfo &rung : kept.manifest.rungs)
        rung.init.clear();
    return kept;
}

Call StreamClient::licenceCall(const ContentId &content) const
{
    Call call;
    call.method = "POST";
    call.origins = {m_parts.server};
    call.path = u"/v1/playback/licences"_s;
    call.body = wire::toJson(wire::LicenceRequest{content, m_parts.keys.publicKey});
    call.idempotencyKey = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    return call;
}

std::unique_ptr<ports::StreamSource::Pending> StreamClient::obtain(const ContentId &content, LicenceDone done)
{
    auto ticket = std::make_shared<Ticket<wire::LicenceAnswer>>(std::move(done));
    post([this, content, ticket] {
        Call call = licenceCall(content);
        call.done = [this, ticket](const Result<HttpAnswer> &answer) {
            ticket->call = 0;
            const auto licence = parsed(answer, &wire::parseLicenceAnswer);
            if (licence)
                keep(licence->media, TraceContext::create()).licensed = true;
            if (!ticket->give(licence) && licence)
                closeNow(licence->media.id);
        };
        ticket->call = m_parts.caller.call(std::move(call));
    });
    return std::make_unique<PendingTicket<wire::LicenceAnswer>>(ticket, m_parts.thread, m_parts.caller);
}

Result<crypto::ContentKey> StreamClient::unseal(const QByteArray &sealedKey) const
{
    return crypto::openOnDevice(sealedKey, m_parts.keys);
}

std::unique_ptr<ports::StreamSource::Pending> StreamClient::fetchChunk(const PlaybackId &session, media::Rung rung, int index, bool refresh,
                                                                       ChunkDone done)
{
    auto ticket = std::make_shared<Ticket<QByteArray>>(std::move(done));
    post([this, ticket, chunk = Chunk{session, rung, index, refresh}] { fetchNow(ticket, chunk, true); });
    return std::make_unique<PendingTicket<QByteArray>>(ticket, m_parts.thread, m_parts.caller);
}

void StreamClient::fetchNow(const ChunkTicket &ticket, const Chunk &chunk, bool mayRenew)
{
    const auto session = m_sessions.constFind(chunk.session);
    const media::RungInfo *rung = session == m_sessions.cend() ? nullptr : session->manifest.find(chunk.rung);
    if (!rung || chunk.index < 0 || chunk.index >= int(rung->chunks.size())) {
        ticket->give(fail(ErrorKind::NotFound, u"no_such_chunk"_s, u"There is no such chunk in this session."_s));
        return;
    }
    const auto renewFirst = [this, ticket, chunk] {
        renew(chunk.session, [this, ticket, chunk](const Result<void> &renewed) {
            if (renewed)
                fetchNow(ticket, chunk, false);
            else
                ticket->give(tl::unexpected(renewed.error()));
        });
    };
    if (mayRenew && m_parts.clock.now() + tokenMargin >= session->expires) {
        renewFirst();
        return;
    }
    Call call;
    call.origins = session->edges;
    call.path =
        u"/v1/chunks/%1/%2/%3?token=%4"_s.arg(session->manifest.asset.toString(), media::rungName(chunk.rung), QString::number(chunk.index),
                                              QString::fromLatin1(QUrl::toPercentEncoding(session->token)));
    call.authorised = false; // the token in the address is the permission
    call.resumable = true;
    call.refresh = chunk.refresh;
    call.maxBytes = rung->chunks[size_t(chunk.index)].sizeBytes;
    call.trace = session->trace;
    call.priority = QNetworkRequest::HighPriority;
    call.tellOverload = true;
    call.progress = [ticket](qint64 bytes) { ticket->received = bytes; };
    call.done = [ticket, mayRenew, renewFirst](const Result<HttpAnswer> &answer) {
        ticket->call = 0;
        if (answer)
            ticket->received = answer->body.size();
        if (!answer && mayRenew && answer.error().code == u"token_expired")
            renewFirst();
        else
            ticket->give(answer.map([](const HttpAnswer &got) { return got.body; }));
    };
    ticket->call = m_parts.caller.call(std::move(call));
}

void StreamClient::renew(const PlaybackId &id, std::function<void(Result<void>)> then)
{
    const auto session = m_sessions.find(id);
    if (session == m_sessions.end()) {
        then(fail(ErrorKind::NotFound, u"no_such_chunk"_s, u"The session is closed."_s));
        return;
    }
    session->waiting.push_back(std::move(then));
    if (session->waiting.size() > 1)
        return;
    Call call = session->licensed ? licenceCall(session->content) : openCall({session->content, m_parts.keys.publicKey}, session->trace);
    call.done = [this, id, licensed = session->licensed](const Result<HttpAnswer> &answer) {
        if (licensed)
            renewed(id, parsed(answer, &wire::parseLicenceAnswer).map([](const wire::LicenceAnswer &licence) { return licence.media; }));
        else
            renewed(id, parsed(answer, &wire::parsePlaybackSession));
    };
    m_parts.caller.call(std::move(call));
}

void StreamClient::renewed(const PlaybackId &id, const Result<wire::PlaybackSession> &fresh)
{
    const auto session = m_sessions.find(id);
    if (session == m_sessions.end()) { // closed meanwhile
        if (fresh) {
            m_sessions[fresh->id] = {};
            closeNow(fresh->id);
        }
        return;
    }
    Result<void> outcome;
    if (!fresh) {
        outcome = tl::unexpected(fresh.error());
    } else {
        if (!session->licensed)
            session->renewals.append(fresh->id);
        session->token = fresh->chunkToken;
        session->expires = fresh->expires;
        session->edges = edgesOf(*fresh);
        if (fresh->manifest.asset != session->manifest.asset)
            outcome = fail(ErrorKind::Conflict, u"recording_replaced"_s, u"The recording was replaced; play it anew."_s);
    }
    for (const auto &then : std::exchange(session->waiting, {}))
        then(outcome);
}

void StreamClient::close(const PlaybackId &session)
{
    post([this, session] { closeNow(session); });
}

void StreamClient::closeNow(const PlaybackId &id)
{
    if (!m_sessions.contains(id))
        return;
    const Session session = m_sessions.take(id);
    for (const auto &then : session.waiting)
        then(fail(ErrorKind::Unavailable, u"cancelled"_s, u"The session was closed."_s));
    const QList<PlaybackId> known = session.licensed ? QList<PlaybackId>() : QList<PlaybackId>{id} + session.renewals;
    for (const PlaybackId &each : known) {
        Call call;
        call.method = "DELETE";
        call.origins = {m_parts.server};
        call.path = u"/v1/playback/sessions/"_s + each.toString();
        if (!session.trace.traceId.isEmpty())
            call.trace = session.trace;
        call.done = [](const Result<HttpAnswer> &) {}; // the server closes what is silent for long by itself
        m_parts.caller.call(std::move(call));
    }
}

} // namespace melody::remote
