// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "player.h"

#include "library.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxIdText = 64;
constexpr int maxPlayerDevices = 51;
constexpr int maxDeviceName = 200;

QString readOneOf(ObjectReader &reader, const QString &field, const QStringList &words)
{
    const QString word = readWord(reader, field);
    if (!word.isEmpty() && !words.contains(word))
        reader.report(field, u"not_supported"_s, u"must be one of "_s + words.join(u", "_s));
    return word;
}

QList<ContentId> readQueue(ObjectReader &reader, const QString &field)
{
    QList<ContentId> queue;
    const QStringList texts = reader.strings(field, 0, maxPlayerQueue, maxIdText);
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const auto id = ContentId::parse(texts[i]);
        if (!id)
            reader.report(ObjectReader::elementOf(field, i), u"not_an_id"_s, u"must be a UUID in lower case"_s);
        queue.append(id.value_or(ContentId()));
    }
    return queue;
}

PlayerState readPlayerState(ObjectReader &reader)
{
    PlayerState state;
    state.device = reader.id<SignInId>(u"device"_s);
    state.playing = reader.boolean(u"playing"_s);
    state.queue = readQueue(reader, u"queue"_s);
    state.index = int(reader.integer(u"index"_s, 0, maxPlayerQueue - 1));
    if (state.index > 0 && state.index >= state.queue.size())
        reader.report(u"index"_s, u"out_of_range"_s, u"must be a place in the queue"_s);
    state.positionMs = reader.integer(u"position_ms"_s, 0, maxPositionMs);
    state.context = reader.optionalId<ContentId>(u"context"_s).value_or(ContentId());
    state.repeat = readOneOf(reader, u"repeat"_s, {u"off"_s, u"all"_s, u"one"_s});
    state.shuffle = reader.boolean(u"shuffle"_s);
    state.volumePercent = int(reader.optionalInteger(u"volume_percent"_s, 0, 100).value_or(100));
    return state;
}

} // namespace

PlayerCommand readPlayerCommand(ObjectReader &reader)
{
    static const QStringList commands{u"play"_s, u"pause"_s, u"next"_s, u"previous"_s, u"seek"_s, u"volume"_s, u"take_over"_s};
    PlayerCommand command;
    command.id = reader.id<CommandId>(u"id"_s);
    command.target = reader.id<SignInId>(u"target"_s);
    command.command = readOneOf(reader, u"command"_s, commands);
    command.positionMs = reader.optionalInteger(u"position_ms"_s, 0, maxPositionMs).value_or(0);
    command.volumePercent = int(reader.optionalInteger(u"volume_percent"_s, 0, 100).value_or(100));
    return command;
}

QJsonObject toJson(const PlayerState &state)
{
    QJsonArray queue;
    for (const ContentId &content : state.queue)
        queue.append(content.toString());
    QJsonObject json{{u"device"_s, state.device.toString()},
                     {u"playing"_s, state.playing},
                     {u"queue"_s, queue},
                     {u"index"_s, state.index},
                     {u"position_ms"_s, state.positionMs},
                     {u"repeat"_s, state.repeat},
                     {u"shuffle"_s, state.shuffle},
                     {u"volume_percent"_s, state.volumePercent}};
    insertId(json, u"context"_s, state.context);
    return json;
}

QJsonObject toJson(const PlayerSnapshot &snapshot)
{
    return {{u"version"_s, snapshot.version},
            {u"changed_at"_s, formatTime(snapshot.changedAt)},
            {u"now"_s, formatTime(snapshot.now)},
            {u"state"_s, toJson(snapshot.state)}};
}

QJsonObject toJson(const PlayerCommand &command)
{
    return {{u"id"_s, command.id.toString()},
            {u"target"_s, command.target.toString()},
            {u"command"_s, command.command},
            {u"position_ms"_s, command.positionMs},
            {u"volume_percent"_s, command.volumePercent}};
}

Result<PlayerState> parsePlayerState(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readPlayerState);
}

Result<PlayerSnapshot> parsePlayerSnapshot(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        PlayerSnapshot snapshot;
        snapshot.version = reader.integer(u"version"_s, 1, maxRevision);
        snapshot.changedAt = reader.time(u"changed_at"_s);
        snapshot.now = reader.time(u"now"_s);
        snapshot.state = reader.nested(u"state"_s, true, readPlayerState).value_or(PlayerState());
        return snapshot;
    });
}

QJsonObject toJson(const PlayerDevice &device)
{
    return {{u"id"_s, device.id.toString()}, {u"name"_s, device.name}, {u"current"_s, device.current}};
}

QJsonObject toJson(const PlayerDevices &devices)
{
    return {{u"items"_s, toJsonArray(devices.items)}};
}

Result<PlayerDevices> parsePlayerDevices(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        return PlayerDevices{reader.list(u"items"_s, 0, maxPlayerDevices, [](ObjectReader &row) {
            return PlayerDevice{row.id<SignInId>(u"id"_s), row.string(u"name"_s, 1, maxDeviceName), row.boolean(u"current"_s, false)};
        })};
    });
}

Result<PlayerCommand> parsePlayerCommand(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readPlayerCommand);
}

} // namespace melody::wire
