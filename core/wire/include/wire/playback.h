// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /v1/playback/sessions, POST …/{id}/advances, POST …/{id}/ticks, DELETE …/{id}; GET /v1/chunks/{asset}/{rung}/{index}?token=.
#pragma once

#include <media/manifest.h>
#include <rules/licence.h>
#include <wire/json.h>

namespace melody::wire {

struct OpenPlaybackRequest {
    ContentId content;                    // a track or episode
    QByteArray devicePublicKey;           // X25519, 32 bytes; the content key is sealed to it
    std::optional<media::Rung> firstRung; // the sealed chunk 0 of this rung is wanted inside the answer (saves a round trip)
    bool takeOver = false;                // when the plan plays on no more devices, another one ends
    // The session's name, made up by the device because it plays already what it has; nothing: the server makes one. Where the server leads
    // it is not taken.
    std::optional<PlaybackId> session = {};
    bool operator==(const OpenPlaybackRequest &) const = default;
};

// One chunk delivered inside an answer, sealed as everywhere.
struct InlineChunk {
    media::Rung rung = media::Rung::Opus24;
    int index = 0;
    QByteArray sealed;
    bool operator==(const InlineChunk &) const = default;
};

// Integrated loudness and true peak of the whole release that a recording stands on.
struct ReleaseLevel {
    double loudnessLufs = -70;
    double truePeakDbtp = -70;
    bool operator==(const ReleaseLevel &) const = default;
};

// The server leads: it chose what plays, and the next comes by POST …/advances.
struct Lead {
    bool adBreak = false; // must be heard to its end
    int skipsLeft = 0;
    std::optional<TimePoint> skipAt; // when there is a skip again, of none left
    bool operator==(const Lead &) const = default;
};

// "What is next?" of a session that the server leads.
struct AdvanceRequest {
    bool skipped = false; // else it was heard to its end, or will have been in half a minute
    QByteArray devicePublicKey;
    std::optional<media::Rung> firstRung;
    bool operator==(const AdvanceRequest &) const = default;
};

struct PlaybackSession {
    PlaybackId id;
    ContentId content;
    QString title;
    QString artistName;
    media::Manifest manifest; // only the rungs this session may have
    QStringList edges;        // origins in order of preference, "https://host:port"; chunk URL = edge + /v1/chunks/…
    QString chunkToken;       // goes into ?token=
    TimePoint expires{};      // of the token; open a new session after that
    QByteArray sealedKey;     // content key sealed to the device
    std::optional<InlineChunk> firstChunk;
    qint64 countAfterMs = 30'000; // rendered milliseconds that make a play
    QByteArray traceId;
    ContentId release; // that the recording stands on; null: none
    std::optional<ImageId> image;
    std::optional<ReleaseLevel> releaseLevel; // where any of it can be heard
    std::optional<Lead> lead;                 // of listeners without a plan: then `content` may be another than was asked for
    bool operator==(const PlaybackSession &) const = default;
};

// Progress of one playback session. Ticks are cumulative and may arrive late, twice or out of order: the server keeps the
// maximum, so nothing is lost or counted twice.
struct Tick {
    quint32 sequence = 0;  // 1, 2, 3 … within the session
    qint64 renderedMs = 0; // music actually put out so far in this session, silence and repeats of a seek included
    qint64 positionMs = 0; // where in the track
    media::Rung rung = media::Rung::Opus24;
    int underruns = 0;   // cumulative
    qint64 startMs = -1; // Play to first sample; -1 until known
    bool ended = false;  // the track was rendered to its end
    TimePoint at{};      // the device's clock
    bool operator==(const Tick &) const = default;
};

// Of a session that the device opened by itself, without the server: what it was allowed by, and when it began.
struct OfflinePlay {
    LicenceId licence;
    TimePoint openedAt{}; // the device's trusted time
    bool operator==(const OfflinePlay &) const = default;
};

struct TickBatch {
    QList<Tick> ticks;                       // 1..100
    std::optional<OfflinePlay> offline = {}; // makes the session, if the server does not know it yet
    bool operator==(const TickBatch &) const = default;
};

// The playing has to end: the parental controls want it, or another device of the plan took over ("stream_limit_reached").
struct PlaybackStop {
    QString code;                   // a word of rules::reasonCode
    std::optional<TimePoint> until; // when it may go on; none: not by time alone
    QString playingOn = {};         // the device that took over, named as in its owner's list of devices; empty: its name isn't known
    bool operator==(const PlaybackStop &) const = default;
};

struct TickAnswer {
    quint32 acknowledged = 0;              // highest sequence stored durably
    bool counted = false;                  // this session counts as one play
    std::optional<PlaybackStop> stop = {}; // play no further; no new session opens either
    bool operator==(const TickAnswer &) const = default;
};

// Conflict ("stream_limit_reached"), the answer to opening a session when the plan plays on no more devices. In the problem it is the field
// error {"field": "take_over", "code": "playing_elsewhere", "detail": <name>}: that request again with `take_over` plays here instead.
struct StreamLimitReached {
    QString playingOn; // the device that ends then, named as in its owner's list of devices; empty: its name isn't known
    bool operator==(const StreamLimitReached &) const = default;
};
[[nodiscard]] Error toError(const StreamLimitReached &reached);
// Nothing when the error is another one.
[[nodiscard]] std::optional<StreamLimitReached> streamLimitReached(const Error &error);

[[nodiscard]] QJsonObject toJson(const OpenPlaybackRequest &request);
[[nodiscard]] QJsonObject toJson(const PlaybackSession &session);
[[nodiscard]] QJsonObject toJson(const AdvanceRequest &request);
[[nodiscard]] QJsonObject toJson(const TickBatch &batch);
[[nodiscard]] QJsonObject toJson(const TickAnswer &answer);
[[nodiscard]] Result<OpenPlaybackRequest> parseOpenPlaybackRequest(const QJsonObject &json);
[[nodiscard]] Result<PlaybackSession> parsePlaybackSession(const QJsonObject &json);
[[nodiscard]] Result<AdvanceRequest> parseAdvanceRequest(const QJsonObject &json);
[[nodiscard]] Result<TickBatch> parseTickBatch(const QJsonObject &json);
[[nodiscard]] Result<TickAnswer> parseTickAnswer(const QJsonObject &json);

// RFC 9457 application/problem+json: type, title, status, detail, code, trace_id; errors and retry_after_ms where there are any.
// The kind of a parsed problem follows from the status line; what is missing or strange in the body is replaced, never refused.
[[nodiscard]] QJsonObject problemJson(const Error &error, int status, const QByteArray &traceId);
[[nodiscard]] Error parseProblem(const QJsonObject &json, int status);

} // namespace melody::wire
