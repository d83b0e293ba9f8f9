// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <playback/playback.h>

#include "chunk_server.h"
#include "free_listening.h"
#include "licences.h"
#include "offer.h"
#include "player.h"
#include "session_store.h"
#include "statistics.h"
#include "stream_limit.h"

#include <crypto/chunk_token.h>
#include <crypto/sealed_key.h>
#include <rules/plays.h>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::seconds freshTick{60};
constexpr qint64 breakToleranceMs = 100; // devices report in blocks and round down

// What a device brings to any session.
struct Asked {
    QByteArray devicePublicKey;
    std::optional<media::Rung> firstRung;
    bool takeOver = false;
    std::optional<PlaybackId> session; // as it is called on the device
};

rules::ContentFacts factsOf(const catalog::PlayableAsset &playable)
{
    return {playable.kind, playable.explicitContent};
}

// What a child may not see is absent; for what is only a matter of time, the answer says when.
tl::unexpected<Error> refusal(const rules::ParentalVerdict &verdict, TimePoint now)
{
    using rules::ParentalReason;
    if (verdict.reason == ParentalReason::ExplicitContent || verdict.reason == ParentalReason::Kind)
        return fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s);
    Error error{ErrorKind::Forbidden, rules::reasonCode(verdict.reason), rules::reasonAdvice(verdict.reason)};
    if (verdict.until)
        error.retryAfterMs = (*verdict.until - now).count();
    return tl::unexpected(error);
}

class PlaybackService final : public Playback {
public:
    PlaybackService(db::Database &database, catalog::Catalog &catalog, objects::ObjectStore &objects, telemetry::Telemetry &telemetry,
                    const Clock &clock, Options options)
        : m_catalog(catalog), m_telemetry(telemetry), m_clock(clock), m_options(std::move(options)), m_sessions(database),
          m_chunks(catalog, objects, clock, m_options.chunkTokenKey, m_options.tokenLifetime), m_streams(database, m_options),
          m_licences(database, m_options.licenceSeed), m_player(database, clock, m_options.deviceNameOf), m_free(database, catalog),
          m_statistics(database, catalog)
    {
    }
    http::RouteTable routes() override;
    Result<PlayerStanding> playerStanding(const http::Principal &caller, std::optional<qint64> seen) override
    {
        return m_player.standing(caller, seen);
    }
    void notePresence(const live::Presence &presence) override { m_player.notePresence(presence); }
    void hear(const events::Event &event) override
    {
        if (const auto signIn = SignInId::parse(event.subject); signIn && event.type == u"sign_in_revoked")
            m_chunks.revoke(*signIn, event.at);
    }

private:
    struct Wanted {
        SignInId signIn;
        PlaybackId id;
        QByteArray devicePublicKey;
        media::Rung highest = media::Rung::Opus24;
        TimePoint tokenEnd{};
    };
    Result<wire::PlaybackSession> prepare(const Wanted &wanted, const catalog::PlayableAsset &playable, const TraceContext &trace);
    Result<http::Response> open(const http::Request &request);
    Result<http::Response> licence(const http::Request &request);
    Result<http::Response> advance(const http::Request &request);
    Result<http::Response> answer(const http::Request &request, const Asked &asked, const std::optional<rules::ParentalState> &child,
                                  const catalog::PlayableAsset &playable, const NextItem *led, TimePoint now);
    Result<http::Response> ticks(const http::Request &request);
    Result<http::Response> close(const http::Request &request);
    Result<wire::InlineChunk> inlineChunk(const catalog::PlayableAsset &asset, const media::Manifest &offer, media::Rung wished);
    void traceStart(const TakenTicks &taken);
    Result<TimePoint> tokenEnd(const UserId &user, const std::optional<rules::ParentalState> &child, const catalog::PlayableAsset &playable,
                               TimePoint now);
    Result<std::optional<wire::PlaybackStop>> stopOf(const TakenTicks &taken, const rules::ParentalState &child, TimePoint now);

    catalog::Catalog &m_catalog;
    telemetry::Telemetry &m_telemetry;
    const Clock &m_clock;
    Options m_options;
    SessionStore m_sessions;
    ChunkServer m_chunks;
    StreamLimit m_streams;
    Licences m_licences;
    Player m_player;
    FreeListening m_free;
    Statistics m_statistics;
};

Result<http::Response> PlaybackService::open(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseOpenPlaybackRequest(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const TimePoint now = m_clock.now();
    const auto child = m_options.parentalStateOf(request.caller->user);
    if (!child)
        return tl::unexpected(child.error());
    const Asked asked{wanted->devicePublicKey, wanted->firstRung, wanted->takeOver, wanted->session};
    const auto playable = m_catalog.playable(wanted->content);
    const bool isFree = m_options.entitlementsOf(request.caller->user).plan == rules::Plan::Free;
    // Songs are chosen for who listens free; episodes are not.
    if (isFree && (!playable || (*playable)->kind == u"track")) {
        const auto next = m_free.open(request.caller->user, wanted->content, *child, now);
        return next ? answer(request, asked, *child, *next->playable, &*next, now) : tl::unexpected(next.error());
    }
    if (!playable)
        return tl::unexpected(playable.error());
    return answer(request, asked, *child, **playable, nullptr, now);
}

Result<http::Response> PlaybackService::advance(const http::Request &request)
{
    const auto id = request.id<PlaybackId>();
    if (!id)
        return tl::unexpected(id.error());
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseAdvanceRequest(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const UserId user = request.caller->user;
    if (const auto theirs = m_sessions.mustBeTheirs(user, *id); !theirs)
        return tl::unexpected(theirs.error());
    if (m_options.entitlementsOf(user).plan != rules::Plan::Free)
        return fail(ErrorKind::Conflict, u"not_led"_s, u"Your plan plays what you choose."_s);
    const TimePoint now = m_clock.now();
    const auto child = m_options.parentalStateOf(user);
    if (!child)
        return tl::unexpected(child.error());
    const auto next = m_free.advance(user, *id, wanted->skipped, *child, now);
    if (!next)
        return tl::unexpected(next.error());
    return answer(request, {wanted->devicePublicKey, wanted->firstRung, false, {}}, *child, *next->playable, &*next, now);
}

// One round trip for the session row and its event, one for COMMIT; everything else comes from memory when the asset is hot.
Result<http::Response> PlaybackService::answer(const http::Request &request, const Asked &asked,
                                               const std::optional<rules::ParentalState> &child, const catalog::PlayableAsset &playable,
                                               const NextItem *led, TimePoint now)
{
    const auto end = tokenEnd(request.caller->user, child, playable, now);
    if (!end)
        return tl::unexpected(end.error());
    const media::Rung highest = rules::highestRung(m_options.entitlementsOf(request.caller->user));
    const PlaybackId id = asked.session && !led ? *asked.session : PlaybackId::create(now);
    auto session = prepare({request.caller->signIn, id, asked.devicePublicKey, highest, *end}, playable, request.trace);
    if (!session)
        return tl::unexpected(session.error());
    if (asked.firstRung) {
        auto chunk = inlineChunk(playable, session->manifest, *asked.firstRung);
        if (!chunk)
            return tl::unexpected(chunk.error());
        session->firstChunk = std::move(*chunk);
    }
    NewSession kept{session->id, *request.caller,       session->content, session->manifest.asset,
                    highest,     session->countAfterMs, request.trace,    now};
    if (led) {
        const FreeRun run = FreeListening::begun(*led, session->id, now);
        const auto budget = rules::skipBudget(run.skips, now);
        session->lead = wire::Lead{run.isBreak, budget.left, budget.nextAt};
        if (run.isBreak) // counted only when all of it was rendered
            session->countAfterMs = kept.countAfterMs = std::max<qint64>(1, session->manifest.durationMs - breakToleranceMs);
        kept.led = NewSession::Led{led->before, run};
    }
    if (const auto begun = m_streams.begin(*request.caller, asked.takeOver, now); !begun)
        return tl::unexpected(begun.error());
    if (const auto opened = m_sessions.open(kept); !opened)
        return tl::unexpected(opened.error());
    http::Response response = http::Response::json(wire::toJson(*session), 201);
    response.headers.append(std::pair<QByteArray, QByteArray>("Cache-Control", "no-store"));
    return response;
}

// What whoever plays it must know, now or later: ladder, token, key.
Result<wire::PlaybackSession> PlaybackService::prepare(const Wanted &wanted, const catalog::PlayableAsset &playable,
                                                       const TraceContext &trace)
{
    const catalog::PublishedAsset &asset = playable.asset;
    const AssetId assetId = asset.manifest.asset;
    wire::PlaybackSession session;
    session.id = wanted.id;
    session.content = playable.content;
    session.title = playable.title;
    session.artistName = playable.artistName;
    session.release = playable.release;
    session.image = playable.image;
    if (playable.releaseLevel)
        session.releaseLevel = {playable.releaseLevel->loudnessLufs, playable.releaseLevel->truePeakDbtp};
    session.manifest = offered(asset.manifest, wanted.highest);
    if (session.manifest.rungs.empty())
        return fail(ErrorKind::PlanRequired, u"plan_required"_s, u"Your plan does not include this recording."_s);
    session.edges = m_options.edges();
    session.expires = wanted.tokenEnd;
    session.chunkToken = QString::fromLatin1(
        crypto::signChunkToken({wanted.signIn, session.id, assetId, quint8(wanted.highest), session.expires}, m_options.chunkTokenKey));
    session.countAfterMs = rules::countAfterMs(asset.manifest.durationMs);
    session.traceId = trace.traceId;
    const auto key = crypto::unwrapKey(asset.wrappedKey, assetId, m_options.masterKey);
    if (!key)
        return fail(ErrorKind::Internal, u"content_key_unreadable"_s, u"The key of this recording can't be opened."_s);
    const auto sealedKey = crypto::sealToDevice(*key, wanted.devicePublicKey);
    if (!sealedKey)
        return failField(u"device_public_key"_s, u"not_a_key"_s, u"must be an X25519 public key"_s);
    session.sealedKey = *sealedKey;
    return session;
}

// To play one content on one device without us. Nothing is heard yet, so neither streams nor the time of day matter here.
Result<http::Response> PlaybackService::licence(const http::Request &request)
{
    const auto wanted = request.json().and_then(wire::parseLicenceRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const UserId user = request.caller->user;
    const auto entitlements = m_options.entitlementsOf(user);
    if (entitlements.plan == rules::Plan::Free || !m_options.licenceSeed.isValid())
        return fail(ErrorKind::PlanRequired, u"plan_required"_s, u"Downloads need a paid plan."_s);
    const auto playable = m_catalog.playable(wanted->content);
    if (!playable)
        return tl::unexpected(playable.error());
    auto child = m_options.parentalStateOf(user);
    if (!child)
        return tl::unexpected(child.error());
    const rules::ContentFacts facts = factsOf(**playable);
    if (*child && !rules::mayBeSeen((*child)->controls, facts))
        return fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s);

    const TimePoint now = m_clock.now();
    const auto id = LicenceId::create(now);
    const media::Rung highest = rules::highestRung(entitlements);
    auto media = prepare({request.caller->signIn, PlaybackId(id.uuid()), wanted->devicePublicKey, highest, now + m_options.tokenLifetime},
                         **playable, request.trace);
    if (!media)
        return tl::unexpected(media.error());
    wire::LicenceAnswer answer;
    answer.media = std::move(*media);
    const rules::Licence licence{id,
                                 user,
                                 wanted->content,
                                 answer.media.manifest.asset,
                                 wanted->devicePublicKey,
                                 highest,
                                 facts,
                                 now,
                                 now + rules::licenceLifetime,
                                 std::move(*child)};
    if (const auto issued = m_licences.issue(*request.caller, licence, answer); !issued)
        return tl::unexpected(issued.error());
    http::Response response = http::Response::json(wire::toJson(answer), 201);
    response.headers.append(std::pair<QByteArray, QByteArray>("Cache-Control", "no-store"));
    return response;
}

// Until when a session that is opened now may fetch chunks; why not at all, of a child.
Result<TimePoint> PlaybackService::tokenEnd(const UserId &user, const std::optional<rules::ParentalState> &child,
                                            const catalog::PlayableAsset &playable, TimePoint now)
{
    if (!child)
        return now + m_options.tokenLifetime;
    const QString &zone = child->timeZone;
    const auto heard = m_sessions.heardOn(user, rules::dayOf(now, zone));
    if (!heard)
        return tl::unexpected(heard.error());
    const auto verdict = rules::mayPlay(child->controls, zone, *heard, now, factsOf(playable));
    if (!verdict.allowed())
        return refusal(verdict, now);
    TimePoint end = now + m_options.childTokenLifetime;
    if (verdict.left)
        end = std::min(end, now + *verdict.left);
    return verdict.until ? std::min(end, *verdict.until) : end;
}

Result<std::optional<wire::PlaybackStop>> PlaybackService::stopOf(const TakenTicks &taken, const rules::ParentalState &child, TimePoint now)
{
    using Stop = std::optional<wire::PlaybackStop>;
    const auto playable = m_catalog.playable(taken.content);
    if (!playable && playable.error().kind != ErrorKind::NotFound)
        return tl::unexpected(playable.error());
    // Of what was withdrawn meanwhile only the time is asked about.
    const auto facts = playable ? factsOf(**playable) : rules::ContentFacts();
    const auto verdict = rules::mayPlay(child.controls, child.timeZone, taken.heardToday, now, facts);
    return verdict.allowed() ? Stop() : Stop({rules::reasonCode(verdict.reason), verdict.until});
}

Result<wire::InlineChunk> PlaybackService::inlineChunk(const catalog::PlayableAsset &asset, const media::Manifest &offer,
                                                       media::Rung wished)
{
    const media::Rung rung = firstRung(offer, wished);
    const auto sealed = m_chunks.chunk(asset, rung, 0);
    if (!sealed)
        return tl::unexpected(sealed.error());
    return wire::InlineChunk{rung, 0, sealed->bytes.toByteArray()};
}

Result<http::Response> PlaybackService::ticks(const http::Request &request)
{
    const auto id = request.id<PlaybackId>();
    if (!id)
        return tl::unexpected(id.error());
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto batch = wire::parseTickBatch(*json);
    if (!batch)
        return tl::unexpected(batch.error());
    const TimePoint now = m_clock.now();
    const auto child = m_options.parentalStateOf(request.caller->user);
    if (!child)
        return tl::unexpected(child.error());
    if (batch->offline) {
        if (const auto opened = m_licences.openOffline(*request.caller, *id, *batch->offline, request.trace, now); !opened)
            return tl::unexpected(opened.error());
    }
    const auto taken = m_sessions.takeTicks(request.caller->user, *id, *batch, now, *child);
    if (!taken)
        return tl::unexpected(taken.error());
    if (taken->plan.start)
        traceStart(*taken);
    const Progress &progress = taken->plan.progress;
    wire::TickAnswer answer{progress.lastSequence, progress.counted, {}};
    if (*child) {
        auto stop = stopOf(*taken, **child, now);
        if (!stop)
            return tl::unexpected(stop.error());
        answer.stop = std::move(*stop);
    }
    // What comes late, from a device that was away, says nothing about what plays now.
    const auto &ticks = batch->ticks;
    const bool fresh = std::any_of(ticks.begin(), ticks.end(), [&](const wire::Tick &tick) { return tick.at + freshTick > now; });
    if (!answer.stop && fresh && !batch->offline) {
        const auto goesOn = m_streams.goesOn(*request.caller, now);
        if (!goesOn)
            return tl::unexpected(goesOn.error());
        if (!*goesOn)
            answer.stop = wire::PlaybackStop{u"stream_limit_reached"_s, {}, m_streams.takenBy(*request.caller).value_or(QString())};
    }
    return http::Response::json(wire::toJson(answer));
}

// The device's part of the thread: from Play to the first sample, in the trace of the session.
void PlaybackService::traceStart(const TakenTicks &taken)
{
    const Progress &progress = taken.plan.progress;
    const QJsonObject attributes{{u"rung"_s, progress.rung ? media::rungName(*progress.rung) : QString()}};
    m_telemetry.span({taken.trace.child(), taken.trace.spanId, u"client.play_to_first_sample"_s, *taken.plan.start,
                      std::chrono::milliseconds(progress.startMs), true, attributes});
    m_telemetry.observe("melody_play_start_seconds", double(progress.startMs) / 1000);
}

Result<http::Response> PlaybackService::close(const http::Request &request)
{
    const auto id = request.id<PlaybackId>();
    if (!id)
        return tl::unexpected(id.error());
    if (const auto closed = m_sessions.close(request.caller->user, *id, m_clock.now()); !closed)
        return tl::unexpected(closed.error());
    return http::Response::empty();
}

http::RouteTable PlaybackService::routes()
{
    using http::Execution;
    using http::Method;
    using http::RateClass;
    using http::Role;
    const auto by = [this](Result<http::Response> (PlaybackService::*handler)(const http::Request &)) {
        return [this, handler](const http::Request &request) { return (this->*handler)(request); };
    };
    const auto chunk = [this](const http::Request &request) { return m_chunks.serve(request); };
    const auto chunkIsWarm = [this](const http::Request &request) { return m_chunks.isWarm(request); };
    http::RouteTable table{
        // No Idempotency-Key: a session that nobody listens to counts for nothing, so opening one twice is harmless, and its answer holds
        // keys that must not be kept.
        {.method = Method::Post,
         .path = "/v1/playback/sessions",
         .operation = "openPlayback",
         .rate = RateClass::Write,
         .handler = by(&PlaybackService::open)},
        // No Idempotency-Key, as for sessions: a second licence allows what the first one does.
        {.method = Method::Post,
         .path = "/v1/playback/licences",
         .operation = "issueLicence",
         .rate = RateClass::Write,
         .handler = by(&PlaybackService::licence)},
        // No Idempotency-Key: asking again with a session that was left gives what plays now.
        {.method = Method::Post,
         .path = "/v1/playback/sessions/{id}/advances",
         .operation = "advancePlayback",
         .rate = RateClass::Write,
         .handler = by(&PlaybackService::advance)},
        // No Idempotency-Key: ticks are cumulative, so sending them again changes nothing.
        {.method = Method::Post,
         .path = "/v1/playback/sessions/{id}/ticks",
         .operation = "reportTicks",
         .rate = RateClass::Write,
         .handler = by(&PlaybackService::ticks)},
        {.method = Method::Delete,
         .path = "/v1/playback/sessions/{id}",
         .operation = "closePlayback",
         .rate = RateClass::Write,
         .handler = by(&PlaybackService::close)},
        // Anonymous: the token in the URL is the permission, and edges that know no accounts check it as well.
        {.method = Method::Get,
         .path = "/v1/chunks/{asset}/{rung}/{index}",
         .operation = "getChunk",
         .roles = Role::Anonymous,
         .rate = RateClass::Stream,
         .handler = chunk,
         .execution = Execution::Inline,
         .isWarm = chunkIsWarm},
    };
    for (http::RouteTable more : std::array{m_player.routes(), m_statistics.routes()}) {
        for (http::Route &route : more)
            table.push_back(std::move(route));
    }
    return table;
}

} // namespace

std::unique_ptr<Playback> createPlayback(db::Database &database, catalog::Catalog &catalog, objects::ObjectStore &objects,
                                         telemetry::Telemetry &telemetry, const Clock &clock, Options options)
{
    return std::make_unique<PlaybackService>(database, catalog, objects, telemetry, clock, std::move(options));
}

} // namespace melody::playback
