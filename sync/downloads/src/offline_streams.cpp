// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "offline_streams.h"

#include <QtCore/QTimer>

namespace melody::downloads {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds markEvery{30};

bool isAway(const Error &error)
{
    return error.kind == ErrorKind::Unavailable && error.code != u"untrusted_server" && error.code != u"cancelled";
}

// The server's own no; not that it has no time, or trouble.
bool isRefusal(const Error &error)
{
    using enum ErrorKind;
    return error.kind == PlanRequired || error.kind == Forbidden || error.kind == NotFound || error.kind == Conflict;
}

} // namespace

class OfflineStreams::PendingOpen final : public Pending {
public:
    PendingOpen(OfflineStreams &streams, quint64 id, OpenTicket ticket) : m_streams(streams), m_id(id), m_ticket(std::move(ticket)) {}
    ~PendingOpen() override
    {
        m_ticket->cancel();
        // A session that the server still opens is closed when it comes.
        m_streams.m_desk.thread.post([&streams = m_streams, id = m_id] { streams.m_openings.erase(id); });
    }

private:
    OfflineStreams &m_streams;
    const quint64 m_id;
    const OpenTicket m_ticket;
};

class OfflineStreams::PendingFetch final : public Pending {
public:
    explicit PendingFetch(FetchPtr fetch) : m_fetch(std::move(fetch)) {}
    ~PendingFetch() override
    {
        m_fetch->cancel();
        std::unique_ptr<Pending> inner;
        const std::lock_guard lock(m_fetch->mutex);
        inner = std::move(m_fetch->inner);
    }
    [[nodiscard]] std::optional<qint64> receivedBytes() const override
    {
        const std::lock_guard lock(m_fetch->mutex);
        return m_fetch->inner ? m_fetch->inner->receivedBytes() : std::nullopt;
    }

private:
    const FetchPtr m_fetch;
};

std::unique_ptr<ports::StreamSource::Pending> OfflineStreams::open(const ContentId &content, const PlaybackId &session,
                                                                   const TraceContext &trace, OpenDone done)
{
    const quint64 id = ++m_lastId;
    auto ticket = std::make_shared<ports::Ticket<ports::Stream>>(std::move(done));
    m_desk.thread.post([this, id, content, session, trace, ticket] { openNow(id, {ticket, content, trace, session, {}}); });
    return std::make_unique<PendingOpen>(*this, id, ticket);
}

std::unique_ptr<ports::StreamSource::Pending> OfflineStreams::advance(const PlaybackId &session, bool skipped, const TraceContext &trace,
                                                                      OpenDone done)
{
    const quint64 id = ++m_lastId;
    auto ticket = std::make_shared<ports::Ticket<ports::Stream>>(std::move(done));
    m_desk.thread.post([this, id, session, skipped, trace, ticket] { advanceNow(id, {ticket, {}, trace, {}, {}}, session, skipped); });
    return std::make_unique<PendingOpen>(*this, id, ticket);
}

ports::StreamSource::OpenDone OfflineStreams::whenAnswered(quint64 id)
{
    return
        [this, id](Result<ports::Stream> stream) { m_desk.thread.post([this, id, stream = std::move(stream)] { answered(id, stream); }); };
}

void OfflineStreams::advanceNow(quint64 id, Opening opening, const PlaybackId &session, bool skipped)
{
    const auto known = m_sessions.constFind(session);
    if (known != m_sessions.cend() && known->licence) {
        opening.ticket->give(fail(ErrorKind::Conflict, u"not_led"_s, u"Your plan plays what you choose."_s));
        return;
    }
    Opening &kept = m_openings[id] = std::move(opening);
    kept.remote = m_desk.parts.streams.advance(session, skipped, kept.trace, whenAnswered(id));
}

bool OfflineStreams::mayBePlayedHere(const ContentId &content)
{
    const auto licence = m_desk.shelf.licence(m_desk.user, content);
    const auto recording = m_desk.shelf.recording(m_desk.user, content);
    return licence && *licence && recording && *recording;
}

void OfflineStreams::openNow(quint64 id, Opening opening)
{
    Opening &kept = m_openings[id] = std::move(opening);
    const bool here = mayBePlayedHere(kept.content);
    if (here && kept.session.isNull())
        kept.session = PlaybackId::create(m_desk.trustedNow());
    if (here && m_desk.parts.clock.monotonic() < m_desk.goneUntil) {
        openHere(id);
        return;
    }
    kept.remote = m_desk.parts.streams.open(kept.content, kept.session, kept.trace, whenAnswered(id));
    if (here)
        QTimer::singleShot(m_desk.options.patience, &m_desk.thread, [this, id] { openHere(id); });
}

void OfflineStreams::answered(quint64 id, Result<ports::Stream> stream)
{
    m_desk.saw(stream || !isAway(stream.error()));
    if (const auto question = m_questions.find(id); question != m_questions.end()) {
        const PlaybackId session = question->second.session;
        m_questions.erase(question);
        judge(session, stream);
        return;
    }
    const auto opening = m_openings.find(id);
    if (opening == m_openings.end()) { // nobody waits any more
        if (stream)
            m_desk.parts.streams.close(stream->session);
        return;
    }
    if (!stream && isAway(stream.error()) && mayBePlayedHere(opening->second.content)) {
        opening->second.remote.reset();
        openHere(id);
        return;
    }
    dropLicencesWithoutPlan(stream);
    const Opening done = std::move(opening->second);
    m_openings.erase(opening);
    if (stream) {
        m_sessions[stream->session] = {stream->content, stream->manifest.asset, {}, childZone()};
        renewIfDue(stream->content);
        const PlaybackId session = stream->session;
        if (!done.ticket->give(std::move(stream)))
            close(session);
    } else {
        done.ticket->give(std::move(stream));
    }
}

void OfflineStreams::openHere(quint64 id)
{
    const auto found = m_openings.find(id);
    if (found == m_openings.end())
        return;
    auto stream = localStream(found->second);
    if (!stream && found->second.remote)
        return; // the server may know better
    Opening opening = std::move(found->second);
    m_openings.erase(found);
    const bool plays = stream.has_value();
    if (plays && opening.remote)
        m_questions[id] = {opening.session, std::move(opening.remote)};
    if (!opening.ticket->give(std::move(stream)) && plays)
        close(opening.session);
}

// Where the server leads there is no plan, so nothing may be played without it.
void OfflineStreams::dropLicencesWithoutPlan(const Result<ports::Stream> &word)
{
    const bool noPlan = word ? word->lead.has_value() : word.error().kind == ErrorKind::PlanRequired;
    if (noPlan && !m_desk.shelf.dropLicence(m_desk.user, std::nullopt))
        qWarning("downloads: licences can't be dropped");
}

// The server's word on what plays already.
void OfflineStreams::judge(const PlaybackId &id, const Result<ports::Stream> &word)
{
    const auto known = m_sessions.find(id);
    const bool isAdopted = word && known != m_sessions.end() && word->session == id && !word->lead;
    if (word && !isAdopted)
        m_desk.parts.streams.close(word->session);
    if (known == m_sessions.end() || (!word && !isRefusal(word.error())))
        return; // it is over, or goes on without the server
    dropLicencesWithoutPlan(word);
    if (!isAdopted) {
        const Error why = word ? Error{ErrorKind::PlanRequired, u"plan_required"_s, {}} : word.error();
        const auto reached = wire::streamLimitReached(why);
        wire::PlaybackStop end{why.code, {}, reached ? reached->playingOn : QString()};
        if (why.retryAfterMs)
            end.until = m_desk.trustedNow() + std::chrono::milliseconds(*why.retryAfterMs);
        known->refusal = end;
        stop(id, end);
        return;
    }
    if (word->manifest.asset != known->asset) {
        m_desk.parts.streams.close(id); // replaced meanwhile: the old recording goes on under its licence
        return;
    }
    known->licence.reset();
    if (!m_desk.shelf.endSession(id))
        qWarning("downloads: a session can't be noted as the server's");
    renewIfDue(known->content);
}

void OfflineStreams::stop(const PlaybackId &id, const wire::PlaybackStop &stop)
{
    if (m_desk.parts.stopped)
        m_desk.parts.stopped(id, stop);
}

// Under its licence, with the rungs that are here.
Result<ports::Stream> OfflineStreams::localStream(const Opening &opening)
{
    const ContentId &content = opening.content;
    const auto kept = m_desk.shelf.licence(m_desk.user, content);
    const auto recording = m_desk.shelf.recording(m_desk.user, content);
    if (!kept || !recording || !*kept || !*recording)
        return fail(ErrorKind::Unavailable, u"offline"_s, u"This is not on this device."_s);
    const rules::Licence &licence = (*kept)->licence;
    const TimePoint now = m_desk.trustedNow();
    const QString zone = licence.child ? licence.child->timeZone : u"UTC"_s;
    const auto heardToday = m_desk.shelf.heardOn(m_desk.user, rules::dayOf(now, zone));
    if (!heardToday)
        return tl::unexpected(heardToday.error());
    const auto verdict = rules::mayPlayOffline(licence, m_desk.user, m_desk.parts.licences.devicePublicKey(), *heardToday, now);
    if (!verdict.allowed()) {
        Error error{ErrorKind::Forbidden, verdict.code, u"This can't be played without the server now."_s};
        if (verdict.until)
            error.retryAfterMs = std::max<qint64>(0, (*verdict.until - now).count());
        return tl::unexpected(std::move(error));
    }
    auto key = m_desk.parts.licences.unseal((*kept)->media.sealedKey);
    if (!key)
        return tl::unexpected(key.error());
    ports::Stream stream;
    stream.session = opening.session;
    stream.content = content;
    const wire::PlaybackSession &media = (*kept)->media;
    stream.title = media.title;
    stream.artistName = media.artistName;
    stream.release = media.release;
    stream.image = media.image;
    if (media.releaseLevel)
        stream.album = {media.releaseLevel->loudnessLufs, media.releaseLevel->truePeakDbtp};
    stream.manifest = media.manifest;
    std::erase_if(stream.manifest.rungs, [&](const media::RungInfo &info) { return info.rung != (*recording)->rung; });
    if (stream.manifest.rungs.empty() || stream.manifest.asset != (*recording)->asset)
        return fail(ErrorKind::Unavailable, u"offline"_s, u"The recording was replaced; it must be downloaded anew."_s);
    stream.key = std::move(*key);
    stream.countAfterMs = media.countAfterMs;
    stream.trace = opening.trace;
    if (const auto begun = m_desk.shelf.beginSession(stream.session, licence.id, now); !begun)
        return tl::unexpected(begun.error());
    m_sessions[stream.session] = {content, stream.manifest.asset, licence, licence.child ? zone : QString()};
    return stream;
}

std::unique_ptr<ports::StreamSource::Pending> OfflineStreams::fetchChunk(const PlaybackId &session, media::Rung rung, int index,
                                                                         bool refresh, ChunkDone done)
{
    auto fetch = std::make_shared<Fetch>(std::move(done));
    m_desk.thread.post([this, fetch, session, rung, index, refresh] { fetchNow(fetch, session, rung, index, refresh); });
    return std::make_unique<PendingFetch>(fetch);
}

void OfflineStreams::fetchNow(const FetchPtr &fetch, const PlaybackId &session, media::Rung rung, int index, bool refresh)
{
    const auto known = m_sessions.constFind(session);
    if (known == m_sessions.cend()) {
        fetch->give(fail(ErrorKind::NotFound, u"no_such_chunk"_s, u"There is no such session."_s));
        return;
    }
    const Chunk chunk{session, {known->asset, rung, index}, known->content, refresh};
    if (!refresh) {
        auto found = m_desk.parts.chunks.find(chunk.key);
        if (found && *found) {
            fetch->give(std::move(**found));
            return;
        }
    }
    if (known->licence)
        fetchMissing(fetch, chunk);
    else
        fetchRemote(fetch, chunk);
}

void OfflineStreams::fetchRemote(const FetchPtr &fetch, const Chunk &chunk)
{
    auto inner = m_desk.parts.streams.fetchChunk(
        chunk.session, chunk.key.rung, chunk.key.index, chunk.refresh, [this, fetch, chunk](Result<QByteArray> sealed) {
            m_desk.thread.post([this, fetch, chunk, sealed = std::move(sealed)] { arrived(fetch, chunk, sealed); });
        });
    const std::lock_guard lock(fetch->mutex);
    fetch->inner = std::move(inner);
}

// A chunk of a download that should be here is damaged or gone: had under a licence of today, if the server is there.
void OfflineStreams::fetchMissing(const FetchPtr &fetch, const Chunk &chunk)
{
    if (m_desk.needsMending)
        m_desk.needsMending(chunk.content);
    const quint64 id = ++m_lastId;
    m_licences[id] = m_desk.obtain(chunk.content, [this, id, fetch, chunk](const Result<KeptLicence> &licence) {
        m_licences.erase(id);
        if (!licence) {
            fetch->give(tl::unexpected(licence.error()));
            return;
        }
        Chunk there = chunk;
        there.session = licence->media.id;
        fetchRemote(fetch, there);
    });
}

void OfflineStreams::arrived(const FetchPtr &fetch, const Chunk &chunk, const Result<QByteArray> &sealed)
{
    // What can't be kept is heard all the same.
    if (sealed) {
        if (const auto kept = m_desk.parts.chunks.keep(chunk.key, *sealed); !kept)
            qWarning("downloads: a chunk can't be kept: %s", qUtf8Printable(kept.error().code));
    }
    fetch->give(sealed);
}

void OfflineStreams::close(const PlaybackId &session)
{
    m_desk.thread.post([this, session] {
        const auto known = m_sessions.find(session);
        if (known == m_sessions.end())
            return;
        const bool here = known->licence.has_value();
        m_sessions.erase(known);
        std::erase_if(m_questions, [&](const auto &question) { return question.second.session == session; });
        if (!here)
            m_desk.parts.streams.close(session);
    });
}

void OfflineStreams::renewIfDue(const ContentId &content)
{
    const auto kept = m_desk.shelf.licence(m_desk.user, content);
    if (!kept || !*kept || !rules::isRenewalDue((*kept)->licence, m_desk.trustedNow()))
        return;
    const quint64 id = ++m_lastId;
    m_licences[id] = m_desk.obtain(content, [this, id](const Result<KeptLicence> &licence) {
        m_licences.erase(id);
        if (licence)
            m_desk.parts.streams.close(licence->media.id);
    });
}

void OfflineStreams::heard(const PlaybackId &session, const wire::Tick &tick)
{
    const auto known = m_sessions.find(session);
    if (known == m_sessions.end())
        return;
    const auto added = std::chrono::milliseconds(std::max<qint64>(0, tick.renderedMs - known->heardMs));
    known->heardMs += added.count();
    const TimePoint now = m_desk.trustedNow();
    if (now - known->marked >= markEvery) {
        known->marked = now;
        m_desk.mark = m_desk.markNow();
        if (!m_desk.shelf.setTimeMark(*m_desk.mark))
            qWarning("downloads: the time can't be kept");
    }
    if (const auto refusal = std::exchange(known->refusal, std::nullopt))
        stop(session, *refusal);
    if (known->childZone.isEmpty())
        return;
    if (!m_desk.shelf.addHeard(m_desk.user, rules::dayOf(now, known->childZone), added))
        qWarning("downloads: what was heard can't be kept");
    stopIfTimeIsUp(session, *known, now);
}

// Of whoever has a licence here: without one nothing plays without the server, and the server counts for itself.
QString OfflineStreams::childZone()
{
    const auto content = m_desk.shelf.oldestLicence(m_desk.user, TimePoint::max());
    const auto kept = content && *content ? m_desk.shelf.licence(m_desk.user, **content) : Result<std::optional<KeptLicence>>();
    return kept && *kept && (*kept)->licence.child ? (*kept)->licence.child->timeZone : QString();
}

// A track may be longer than what is left of the day.
void OfflineStreams::stopIfTimeIsUp(const PlaybackId &id, Session &session, TimePoint now)
{
    if (!session.licence || session.isStopped)
        return;
    const auto heardToday = m_desk.shelf.heardOn(m_desk.user, rules::dayOf(now, session.childZone));
    if (!heardToday)
        return;
    const auto verdict = rules::mayPlayOffline(*session.licence, m_desk.user, m_desk.parts.licences.devicePublicKey(), *heardToday, now);
    if (verdict.allowed())
        return;
    session.isStopped = true;
    stop(id, {verdict.code, verdict.until, {}});
}

void OfflineStreams::shutDown()
{
    m_openings.clear();
    m_questions.clear();
    m_licences.clear();
}

} // namespace melody::downloads
