// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player_client.h"

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

const QString playerPath = u"/v1/me/player"_s;

} // namespace

void PlayerClient::playerState(QObject *context, Done<wire::PlayerSnapshot> done)
{
    m_exchange.askBytes(Exchange::get(playerPath), context, [done = std::move(done)](const Result<QByteArray> &body) {
        if (!body)
            return done(tl::unexpected(body.error()));
        if (body->isEmpty())
            return done(wire::PlayerSnapshot());
        auto snapshot = wire::parseObject(*body, body->size()).and_then(wire::parsePlayerSnapshot);
        if (!snapshot)
            return done(fail(ErrorKind::Internal, u"bad_answer"_s, snapshot.error().detail));
        done(std::move(snapshot));
    });
}

void PlayerClient::putPlayerState(qint64 version, const wire::PlayerState &state, QObject *context, Done<wire::PlayerSnapshot> done)
{
    Call call = Exchange::write("PUT", playerPath, wire::toJson(state));
    call.idempotencyKey.clear(); // the version is one
    call.ifMatch = '"' + QByteArray::number(version) + '"';
    m_exchange.ask(std::move(call), &wire::parsePlayerSnapshot, context, std::move(done));
}

void PlayerClient::sendCommand(const wire::PlayerCommand &command, QObject *context, Done<void> done)
{
    Call call = Exchange::write("POST", playerPath + u"/commands"_s, wire::toJson(command));
    call.idempotencyKey.clear();
    call.repeatable = true;
    m_exchange.tell(std::move(call), context, std::move(done));
}

void PlayerClient::playerDevices(QObject *context, Done<wire::PlayerDevices> done)
{
    m_exchange.ask(Exchange::get(playerPath + u"/devices"_s), &wire::parsePlayerDevices, context, std::move(done));
}

} // namespace melody::remote
