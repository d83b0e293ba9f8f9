// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player.h"

#include <live/notice.h>
#include <playback/sql.h>
#include <wire/playback.h>

namespace melody::playback {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds commandsKept{60};
constexpr std::chrono::minutes devicesKept{12}; // since a process has told last that they listen: more than twice live::presenceBeats

db::Actor playerOf(const UserId &user)
{
    return {"melody_playback", user};
}

struct Put {
    wire::PlayerSnapshot snapshot; // as it is now
    bool taken = false;
};

wire::PlayerSnapshot snapshotOf(const db::Row &row, TimePoint now)
{
    const auto state = wire::parsePlayerState(row.get<std::optional<QJsonObject>>("state").value_or(QJsonObject()));
    return {row.get<qint64>("version"), row.get<TimePoint>("changed_at"), now, state.value_or(wire::PlayerState())};
}

db::Row lockPlayer(db::Transaction &transaction, const UserId &user, TimePoint now)
{
    if (const auto row = transaction.exec(sql::lockPlayer, {user}).first())
        return *row;
    transaction.exec(sql::addPlayer, {user, now});
    return transaction.exec(sql::lockPlayer, {user})[0];
}

// 409 that brings what there is, so that the device need not ask for it.
http::Response movedOn(const wire::PlayerSnapshot &newer, const QByteArray &traceId)
{
    const Error error{ErrorKind::Conflict, u"player_moved_on"_s, u"Another device was faster; look at what plays now."_s};
    QJsonObject problem = wire::problemJson(error, 409, traceId);
    if (newer.version > 0)
        problem.insert(u"player"_s, wire::toJson(newer));
    http::Response response = http::Response::versioned(problem, newer.version, 409);
    response.contentType = "application/problem+json";
    return response;
}

} // namespace

Result<http::Response> Player::get(const http::Request &request)
{
    const UserId user = request.caller->user;
    const auto snapshot = m_database.run(playerOf(user), [&](db::Transaction &transaction) -> Result<wire::PlayerSnapshot> {
        const auto row = transaction.exec(sql::player, {user}).first();
        return row ? snapshotOf(*row, m_clock.now()) : wire::PlayerSnapshot();
    });
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    if (snapshot->version == 0)
        return http::Response::empty();
    return http::Response::versioned(wire::toJson(*snapshot), snapshot->version);
}

Result<http::Response> Player::put(const http::Request &request)
{
    const auto version = request.ifMatch();
    if (!version)
        return tl::unexpected(version.error());
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto state = wire::parsePlayerState(*json);
    if (!state)
        return tl::unexpected(state.error());
    const UserId user = request.caller->user;
    const auto put = m_database.run(playerOf(user), [&](db::Transaction &transaction) -> Result<Put> {
        const TimePoint now = m_clock.now();
        wire::PlayerSnapshot snapshot = snapshotOf(lockPlayer(transaction, user, now), now);
        if (snapshot.version != *version)
            return Put{snapshot, false};
        snapshot = {snapshot.version + 1, now, now, *state};
        transaction.exec(sql::setPlayer, {user, snapshot.version, wire::toJson(*state), now});
        live::publish(transaction, {user, {}, wire::LivePlayer{snapshot.version}});
        return Put{snapshot, true};
    });
    if (!put)
        return tl::unexpected(put.error());
    return put->taken ? http::Response::versioned(wire::toJson(put->snapshot), put->snapshot.version)
                      : movedOn(put->snapshot, request.trace.traceId);
}

Result<http::Response> Player::command(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto command = wire::parsePlayerCommand(*json);
    if (!command)
        return tl::unexpected(command.error());
    const http::Principal &caller = *request.caller;
    if (!m_deviceNameOf || m_deviceNameOf(caller.user, command->target).isEmpty())
        return fail(ErrorKind::NotFound, u"device_not_found"_s, u"You have no such device."_s);
    const auto sent = m_database.run(playerOf(caller.user), [&](db::Transaction &transaction) -> Result<void> {
        const TimePoint now = m_clock.now();
        lockPlayer(transaction, caller.user, now);
        if (transaction.exec(sql::commandKnown, {caller.user, command->id}).first())
            return {};
        const auto sequence = transaction.exec(sql::takeCommandSequence, {caller.user})[0].get<qint64>("command_sequence");
        transaction.exec(sql::forgetCommands, {caller.user, now - commandsKept});
        transaction.exec(sql::insertCommand,
                         {caller.user, sequence, command->id, caller.signIn, command->target, wire::toJson(*command), now});
        live::publish(transaction, {caller.user, command->target, wire::LiveCommand{*command, sequence, caller.signIn}});
        return {};
    });
    if (!sent)
        return tl::unexpected(sent.error());
    return http::Response::json(QJsonObject{{u"status"_s, u"sent"_s}}, 202);
}

Result<PlayerStanding> Player::standing(const http::Principal &caller, std::optional<qint64> seen)
{
    return m_database.run(playerOf(caller.user), [&](db::Transaction &transaction) -> Result<PlayerStanding> {
        const auto row = transaction.exec(sql::player, {caller.user}).first();
        if (!row)
            return PlayerStanding{};
        PlayerStanding standing{row->get<qint64>("version"), row->get<qint64>("command_sequence"), {}};
        if (!seen || *seen >= standing.sequence)
            return standing;
        const TimePoint since = m_clock.now() - commandsKept;
        for (const db::Row &missed : transaction.exec(sql::commandsSince, {caller.user, caller.signIn, *seen, since})) {
            if (const auto command = wire::parsePlayerCommand(missed.get<QJsonObject>("command")))
                standing.missed.append({*command, missed.get<qint64>("sequence"), missed.get<SignInId>("sender_id")});
        }
        return standing;
    });
}

// The others look again when somebody came or went. A device whose server was killed stays for as long as it takes its row to grow old.
void Player::notePresence(const live::Presence &presence)
{
    using live::PresenceChange;
    // What is lost is said again after some beats, or grows old.
    const auto changed = m_database.run(playerOf(presence.user), [&](db::Transaction &transaction) -> Result<bool> {
        const TimePoint now = m_clock.now();
        if (presence.change == PresenceChange::Came)
            return transaction.exec(sql::putPlayerDevice, {presence.user, presence.device, presence.stream, now}).affected() > 0;
        if (presence.change == PresenceChange::Went)
            return transaction.exec(sql::dropPlayerDevice, {presence.user, presence.device, presence.stream}).affected() > 0;
        transaction.exec(sql::touchPlayerDevice, {presence.user, presence.device, presence.stream, now});
        return false;
    });
    if (!changed.value_or(false))
        return;
    // Of two that come at once, the later one sees both.
    (void)m_database.run(playerOf(presence.user), [&](db::Transaction &transaction) -> Result<void> {
        if (!transaction.exec(sql::playerDevices, {presence.user, presence.device, m_clock.now() - devicesKept}).isEmpty())
            live::publish(transaction, {presence.user, {}, wire::LiveDevices()});
        return {};
    });
}

Result<http::Response> Player::devices(const http::Request &request)
{
    const http::Principal &caller = *request.caller;
    const auto others = m_database.run(playerOf(caller.user), [&](db::Transaction &transaction) -> Result<QList<SignInId>> {
        QList<SignInId> ids;
        for (const db::Row &row : transaction.exec(sql::playerDevices, {caller.user, caller.signIn, m_clock.now() - devicesKept}))
            ids.append(row.get<SignInId>("sign_in_id"));
        return ids;
    });
    if (!others)
        return tl::unexpected(others.error());
    wire::PlayerDevices devices;
    for (const SignInId &id : QList{caller.signIn} + *others) {
        const QString name = m_deviceNameOf ? m_deviceNameOf(caller.user, id) : QString();
        if (!name.isEmpty())
            devices.items.append({id, name, id == caller.signIn});
    }
    return http::Response::json(wire::toJson(devices));
}

http::RouteTable Player::routes()
{
    using http::Method;
    using http::RateClass;
    const auto by = [this](Result<http::Response> (Player::*handler)(const http::Request &)) {
        return [this, handler](const http::Request &request) { return (this->*handler)(request); };
    };
    return {
        {.method = Method::Get, .path = "/v1/me/player", .operation = "getPlayer", .handler = by(&Player::get)},
        {.method = Method::Put, .path = "/v1/me/player", .operation = "setPlayer", .rate = RateClass::Write, .handler = by(&Player::put)},
        // No Idempotency-Key: the command's id is one.
        {.method = Method::Post,
         .path = "/v1/me/player/commands",
         .operation = "commandPlayer",
         .rate = RateClass::Write,
         .handler = by(&Player::command)},
        {.method = Method::Get, .path = "/v1/me/player/devices", .operation = "listPlayerDevices", .handler = by(&Player::devices)},
    };
}

} // namespace melody::playback
