// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/live.h>

#include "player.h"
#include "playlists.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

struct LiveWriter {
    QJsonObject operator()(const LiveHello &hello) const { return {{u"library"_s, hello.library}, {u"player"_s, hello.player}}; }
    QJsonObject operator()(const LiveLibrary &library) const { return {{u"revision"_s, library.revision}}; }
    QJsonObject operator()(const LivePlayer &player) const { return {{u"version"_s, player.version}}; }
    QJsonObject operator()(const LiveCommand &command) const
    {
        return {{u"command"_s, toJson(command.command)}, {u"sequence"_s, command.sequence}, {u"sender"_s, command.sender.toString()}};
    }
    QJsonObject operator()(const LiveDevices &) const { return {}; }
    QJsonObject operator()(const LiveSubscription &) const { return {}; }
    QJsonObject operator()(const LiveSignedOut &) const { return {}; }
};

LiveEvent readLiveEvent(ObjectReader &reader)
{
    const QString type = readWord(reader, u"type"_s);
    if (type == u"hello")
        return LiveHello{reader.integer(u"library"_s, 0, maxRevision), reader.integer(u"player"_s, 0, maxRevision)};
    if (type == u"library")
        return LiveLibrary{reader.integer(u"revision"_s, 0, maxRevision)};
    if (type == u"player")
        return LivePlayer{reader.integer(u"version"_s, 0, maxRevision)};
    if (type == u"player_command") {
        auto command = reader.nested(u"command"_s, true, readPlayerCommand).value_or(PlayerCommand());
        const qint64 sequence = reader.integer(u"sequence"_s, 0, maxRevision);
        return LiveCommand{std::move(command), sequence, reader.id<SignInId>(u"sender"_s)};
    }
    if (type == u"devices")
        return LiveDevices{};
    if (type == u"subscription")
        return LiveSubscription{};
    if (type == u"signed_out")
        return LiveSignedOut{};
    if (!type.isEmpty())
        reader.report(u"type"_s, u"not_supported"_s, u"must be a type of event"_s);
    return {};
}

} // namespace

QString liveEventName(const LiveEvent &event)
{
    static const std::array names{u"hello"_s,   u"library"_s,      u"player"_s,    u"player_command"_s,
                                  u"devices"_s, u"subscription"_s, u"signed_out"_s};
    return names[event.index()];
}

QJsonObject toJson(const LiveEvent &event)
{
    QJsonObject json = std::visit(LiveWriter(), event);
    json.insert(u"type"_s, liveEventName(event));
    return json;
}

Result<LiveEvent> parseLiveEvent(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readLiveEvent);
}

} // namespace melody::wire
