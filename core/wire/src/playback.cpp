// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/playback.h>

#include "account_parts.h"
#include "parts.h"

#include <QtCore/QUrl>

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxSealedKeyBytes = 256;
constexpr int maxEdges = 8;
constexpr int maxOrigin = 300;
constexpr int maxTicks = 100;
constexpr int maxChunkToken = 512;
constexpr qint64 maxSequence = std::numeric_limits<quint32>::max();
constexpr qint64 maxSessionMs = std::chrono::milliseconds(std::chrono::days(31)).count();
constexpr auto streamLimitCode = "stream_limit_reached"_L1;
constexpr auto playingElsewhereCode = "playing_elsewhere"_L1;

QJsonObject toJson(const InlineChunk &chunk)
{
    return {
        {u"rung"_s, media::rungName(chunk.rung)}, {u"index"_s, chunk.index}, {u"sealed"_s, QString::fromLatin1(chunk.sealed.toBase64())}};
}

QJsonObject toJson(const Tick &tick)
{
    return {{u"sequence"_s, qint64(tick.sequence)},
            {u"rendered_ms"_s, tick.renderedMs},
            {u"position_ms"_s, tick.positionMs},
            {u"rung"_s, media::rungName(tick.rung)},
            {u"underruns"_s, tick.underruns},
            {u"start_ms"_s, tick.startMs},
            {u"ended"_s, tick.ended},
            {u"at"_s, formatTime(tick.at)}};
}

OpenPlaybackRequest readOpen(ObjectReader &reader)
{
    OpenPlaybackRequest request;
    request.content = reader.id<ContentId>(u"content"_s);
    request.devicePublicKey = reader.base64(u"device_public_key"_s, deviceKeyBytes, deviceKeyBytes);
    if (reader.has(u"first_rung"_s))
        request.firstRung = readRung(reader, u"first_rung"_s);
    request.takeOver = reader.boolean(u"take_over"_s, false);
    if (reader.has(u"session"_s))
        request.session = reader.id<PlaybackId>(u"session"_s);
    return request;
}

InlineChunk readInlineChunk(ObjectReader &reader)
{
    InlineChunk chunk;
    chunk.rung = readRung(reader, u"rung"_s);
    chunk.index = int(reader.integer(u"index"_s, 0, media::maxChunks - 1));
    chunk.sealed = reader.base64(u"sealed"_s, 1, media::maxChunkBytes);
    return chunk;
}

media::Manifest readManifest(ObjectReader &reader)
{
    const QString field = u"manifest"_s;
    const auto json = reader.object(field, true);
    if (!json)
        return {};
    auto manifest = media::parseManifest(*json);
    if (manifest)
        return *std::move(manifest);
    for (const FieldError &error : manifest.error().fields)
        reader.report(field + u'.' + error.field, error.code, error.detail);
    return {};
}

bool isOrigin(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == u"https" || url.scheme() == u"http") && !url.host().isEmpty() && url.userInfo().isEmpty() &&
           url.path().isEmpty() && !url.hasQuery() && !url.hasFragment();
}

QByteArray readTraceId(ObjectReader &reader, const QString &field)
{
    const QString text = readText(reader, field, 32);
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    if (!text.isEmpty() && (text.size() != 32 || !std::all_of(text.begin(), text.end(), isHex)))
        reader.report(field, u"not_a_trace_id"_s, u"must be 32 hexadecimal digits in lower case"_s);
    return text.toLatin1();
}

ReleaseLevel readLevel(ObjectReader &reader)
{
    return {reader.number(u"loudness_lufs"_s, -200, 100), reader.number(u"true_peak_dbtp"_s, -200, 100)};
}

Lead readLead(ObjectReader &reader)
{
    Lead lead;
    lead.adBreak = reader.boolean(u"ad_break"_s);
    lead.skipsLeft = int(reader.integer(u"skips_left"_s, 0, 1'000));
    if (reader.has(u"skip_at"_s))
        lead.skipAt = reader.time(u"skip_at"_s);
    return lead;
}

AdvanceRequest readAdvance(ObjectReader &reader)
{
    AdvanceRequest request;
    const QString reason = readWord(reader, u"reason"_s);
    if (!reason.isEmpty() && reason != u"finished" && reason != u"skipped")
        reader.report(u"reason"_s, u"unknown"_s, u"must be finished or skipped"_s);
    request.skipped = reason == u"skipped";
    request.devicePublicKey = reader.base64(u"device_public_key"_s, deviceKeyBytes, deviceKeyBytes);
    if (reader.has(u"first_rung"_s))
        request.firstRung = readRung(reader, u"first_rung"_s);
    return request;
}

PlaybackSession readSession(ObjectReader &reader)
{
    PlaybackSession session;
    session.id = reader.id<PlaybackId>(u"id"_s);
    session.content = reader.id<ContentId>(u"content"_s);
    session.title = reader.string(u"title"_s, 0, maxTitleLength);
    session.artistName = readText(reader, u"artist_name"_s, maxNameLength);
    session.manifest = readManifest(reader);
    session.edges = reader.strings(u"edges"_s, 1, maxEdges, maxOrigin);
    for (qsizetype i = 0; i < session.edges.size(); ++i) {
        if (!isOrigin(session.edges[i]))
            reader.report(ObjectReader::elementOf(u"edges"_s, i), u"not_an_origin"_s, u"must be an origin such as https://host:port"_s);
    }
    session.chunkToken = reader.string(u"chunk_token"_s, 1, maxChunkToken);
    session.expires = reader.time(u"expires"_s);
    session.sealedKey = reader.base64(u"sealed_key"_s, 1, maxSealedKeyBytes);
    session.firstChunk = reader.nested(u"first_chunk"_s, false, readInlineChunk);
    if (session.firstChunk && !session.manifest.rungs.empty()) {
        const media::RungInfo *rung = session.manifest.find(session.firstChunk->rung);
        if (!rung || size_t(session.firstChunk->index) >= rung->chunks.size())
            reader.report(u"first_chunk"_s, u"not_in_manifest"_s, u"must be a chunk of the manifest"_s);
    }
    session.countAfterMs = reader.integer(u"count_after_ms"_s, 0, maxSessionMs);
    session.traceId = readTraceId(reader, u"trace_id"_s);
    session.release = reader.optionalId<ContentId>(u"release"_s).value_or(ContentId());
    session.image = reader.optionalId<ImageId>(u"image"_s);
    session.releaseLevel = reader.nested(u"release_level"_s, false, readLevel);
    session.lead = reader.nested(u"lead"_s, false, readLead);
    return session;
}

Tick readTick(ObjectReader &reader)
{
    Tick tick;
    tick.sequence = quint32(reader.integer(u"sequence"_s, 1, maxSequence));
    tick.renderedMs = reader.integer(u"rendered_ms"_s, 0, maxSessionMs);
    tick.positionMs = reader.integer(u"position_ms"_s, 0, maxSessionMs);
    tick.rung = readRung(reader, u"rung"_s);
    tick.underruns = int(reader.integer(u"underruns"_s, 0, std::numeric_limits<int>::max()));
    tick.startMs = reader.integer(u"start_ms"_s, -1, maxSessionMs);
    tick.ended = reader.boolean(u"ended"_s);
    tick.at = reader.time(u"at"_s);
    return tick;
}

PlaybackStop readStop(ObjectReader &reader)
{
    PlaybackStop stop{readWord(reader, u"code"_s), {}};
    if (reader.has(u"until"_s))
        stop.until = reader.time(u"until"_s);
    stop.playingOn = readText(reader, u"playing_on"_s, maxDisplayName);
    return stop;
}

} // namespace

Error toError(const StreamLimitReached &reached)
{
    const QString who = reached.playingOn.isEmpty() ? u"another one"_s : reached.playingOn;
    Error error{ErrorKind::Conflict, streamLimitCode,
                u"Your plan plays on no more devices at a time; %1 is playing. Ask again with take_over to play here instead."_s.arg(who)};
    error.fields.append({u"take_over"_s, playingElsewhereCode, reached.playingOn});
    return error;
}

std::optional<StreamLimitReached> streamLimitReached(const Error &error)
{
    if (error.code != streamLimitCode)
        return std::nullopt;
    const auto &fields = error.fields;
    const auto named =
        std::find_if(fields.begin(), fields.end(), [](const FieldError &field) { return field.code == playingElsewhereCode; });
    return StreamLimitReached{named == fields.end() ? QString() : named->detail};
}

QJsonObject toJson(const OpenPlaybackRequest &request)
{
    QJsonObject json{{u"content"_s, request.content.toString()},
                     {u"device_public_key"_s, QString::fromLatin1(request.devicePublicKey.toBase64())}};
    if (request.firstRung)
        json.insert(u"first_rung"_s, media::rungName(*request.firstRung));
    if (request.takeOver)
        json.insert(u"take_over"_s, true);
    if (request.session)
        json.insert(u"session"_s, request.session->toString());
    return json;
}

QJsonObject toJson(const PlaybackSession &session)
{
    QJsonObject json{{u"id"_s, session.id.toString()},
                     {u"content"_s, session.content.toString()},
                     {u"title"_s, session.title},
                     {u"artist_name"_s, session.artistName},
                     {u"manifest"_s, media::toJson(session.manifest)},
                     {u"edges"_s, QJsonArray::fromStringList(session.edges)},
                     {u"chunk_token"_s, session.chunkToken},
                     {u"expires"_s, formatTime(session.expires)},
                     {u"sealed_key"_s, QString::fromLatin1(session.sealedKey.toBase64())},
                     {u"count_after_ms"_s, session.countAfterMs},
                     {u"trace_id"_s, QString::fromLatin1(session.traceId)}};
    if (session.firstChunk)
        json.insert(u"first_chunk"_s, toJson(*session.firstChunk));
    insertId(json, u"release"_s, session.release);
    insertId(json, u"image"_s, session.image.value_or(ImageId()));
    if (session.releaseLevel) {
        json.insert(u"release_level"_s, QJsonObject{{u"loudness_lufs"_s, session.releaseLevel->loudnessLufs},
                                                    {u"true_peak_dbtp"_s, session.releaseLevel->truePeakDbtp}});
    }
    if (session.lead) {
        QJsonObject lead{{u"ad_break"_s, session.lead->adBreak}, {u"skips_left"_s, session.lead->skipsLeft}};
        if (session.lead->skipAt)
            lead.insert(u"skip_at"_s, formatTime(*session.lead->skipAt));
        json.insert(u"lead"_s, lead);
    }
    return json;
}

QJsonObject toJson(const AdvanceRequest &request)
{
    QJsonObject json{{u"reason"_s, request.skipped ? u"skipped"_s : u"finished"_s},
                     {u"device_public_key"_s, QString::fromLatin1(request.devicePublicKey.toBase64())}};
    if (request.firstRung)
        json.insert(u"first_rung"_s, media::rungName(*request.firstRung));
    return json;
}

QJsonObject toJson(const TickBatch &batch)
{
    QJsonArray ticks;
    for (const Tick &tick : batch.ticks)
        ticks.append(toJson(tick));
    QJsonObject json{{u"ticks"_s, ticks}};
    if (batch.offline) {
        const QJsonObject offline{{u"licence"_s, batch.offline->licence.toString()}, {u"opened_at"_s, formatTime(batch.offline->openedAt)}};
        json.insert(u"offline"_s, offline);
    }
    return json;
}

QJsonObject toJson(const TickAnswer &answer)
{
    QJsonObject json{{u"acknowledged"_s, qint64(answer.acknowledged)}, {u"counted"_s, answer.counted}};
    if (answer.stop) {
        QJsonObject stop{{u"code"_s, answer.stop->code}};
        if (answer.stop->until)
            stop.insert(u"until"_s, formatTime(*answer.stop->until));
        if (!answer.stop->playingOn.isEmpty())
            stop.insert(u"playing_on"_s, answer.stop->playingOn);
        json.insert(u"stop"_s, stop);
    }
    return json;
}

Result<OpenPlaybackRequest> parseOpenPlaybackRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readOpen);
}

Result<PlaybackSession> parsePlaybackSession(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readSession);
}

Result<AdvanceRequest> parseAdvanceRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readAdvance);
}

Result<TickBatch> parseTickBatch(const QJsonObject &json)
{
    const auto readOffline = [](ObjectReader &reader) {
        return OfflinePlay{reader.id<LicenceId>(u"licence"_s), reader.time(u"opened_at"_s)};
    };
    const auto read = [&](ObjectReader &reader) {
        auto ticks = reader.list(u"ticks"_s, 1, maxTicks, readTick);
        return TickBatch{std::move(ticks), reader.nested(u"offline"_s, false, readOffline)};
    };
    return parseWhole(json, UnknownFields::Refuse, read);
}

Result<TickAnswer> parseTickAnswer(const QJsonObject &json)
{
    const auto read = [](ObjectReader &reader) {
        const auto acknowledged = quint32(reader.integer(u"acknowledged"_s, 0, maxSequence));
        const bool counted = reader.boolean(u"counted"_s);
        return TickAnswer{acknowledged, counted, reader.nested(u"stop"_s, false, readStop)};
    };
    return parseWhole(json, UnknownFields::Ignore, read);
}

} // namespace melody::wire
