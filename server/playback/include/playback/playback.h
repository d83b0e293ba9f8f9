// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Playback sessions: who may hear what at which quality, the chunks themselves, and what was heard. Owns the PostgreSQL schema and
// role `playback`.
#pragma once

#include <audit/audit_log.h>
#include <catalog/catalog.h>
#include <crypto/chunk_cipher.h>
#include <events/events.h>
#include <live/notice.h>
#include <rules/entitlements.h>
#include <rules/parental.h>
#include <telemetry/telemetry.h>
#include <wire/live.h>

namespace melody::playback {

// Events of this service:
//   stream_started, subject is the session: {user_id, content_id, asset_id}
//   break_rendered, subject is the content of an ad break: {user_id, session_id, asset_id}; at most one a session, never a play
//   play_counted, subject is the content: {user_id, session_id, asset_id}; at most one a session

struct Options {
    QByteArray chunkTokenKey;     // at least 32 bytes
    crypto::ContentKey masterKey; // content keys rest under it
    // Origins that serve chunks, in order of preference; asked at every session.
    std::function<QStringList()> edges;
    // What the user's plan allows. Must touch memory only.
    std::function<rules::Entitlements(const UserId &)> entitlementsOf;
    // Where a user's devices count, in this order (rules::streamPools), never empty. Must touch memory only; without it everybody has the
    // one stream of Free.
    std::function<std::vector<rules::StreamPool>(const UserId &)> streamPoolsOf = {};
    // The name of somebody's device, for who is told that it plays already. May wait for the database.
    std::function<QString(const UserId &, const SignInId &)> deviceNameOf = {};
    // What a child may hear and when; nothing for everybody else. From memory when hot; playing does not begin without an answer.
    std::function<Result<std::optional<rules::ParentalState>>(const UserId &)> parentalStateOf;
    std::chrono::milliseconds tokenLifetime = std::chrono::hours(6);
    // A child's token is asked for again this often, and never outlives the time that is left.
    std::chrono::milliseconds childTokenLifetime = std::chrono::minutes(10);
    // Signs licences to play offline; without one none are issued.
    crypto::ContentKey licenceSeed = {};
};

// Where the player of a listener stands, for a device that begins to listen for news.
struct PlayerStanding {
    qint64 version = 0;
    qint64 sequence = 0;             // of the last command to any device
    QList<wire::LiveCommand> missed; // by this device, since what it has seen; none older than a minute
};

// Thread: any.
class Playback {
public:
    virtual ~Playback() = default;
    [[nodiscard]] virtual http::RouteTable routes() = 0;
    [[nodiscard]] virtual Result<PlayerStanding> playerStanding(const http::Principal &caller, std::optional<qint64> seen) = 0;
    // A device listens for news, or does so no more: it can be handed over to.
    virtual void notePresence(const live::Presence &presence) = 0;
    // Every process that serves chunks hears the sign_in_revoked of the last `tokenLifetime` and all that follow (events::Tail).
    virtual void hear(const events::Event &event) = 0;
};

// Recordings of a release that fill ad breaks from now on, besides those that do. For operators; it stands in the audit log.
[[nodiscard]] Result<void> addHouseAds(db::Database &database, const ContentId &release, const std::vector<ContentId> &contents,
                                       audit::AuditLog &audit, TimePoint now);

[[nodiscard]] std::unique_ptr<Playback> createPlayback(db::Database &database, catalog::Catalog &catalog, objects::ObjectStore &objects,
                                                       telemetry::Telemetry &telemetry, const Clock &clock, Options options);

} // namespace melody::playback
