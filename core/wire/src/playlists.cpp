// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "playlists.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxHistoryPage = 200;

QJsonObject toJson(const rules::PlaylistOperation &operation)
{
    QJsonObject json{{u"kind"_s, rules::operationName(operation.kind)}, {u"item"_s, operation.item.toString()}};
    if (operation.kind == rules::PlaylistOperationKind::Insert)
        json.insert(u"content"_s, operation.content.toString());
    if (operation.after)
        json.insert(u"after"_s, operation.after->toString());
    return json;
}

rules::PlaylistOperation readOperation(ObjectReader &reader)
{
    using Kind = rules::PlaylistOperationKind;
    rules::PlaylistOperation operation;
    const QString word = reader.string(u"kind"_s, 1, maxWordLength);
    const auto kind = rules::parseOperation(word);
    if (!kind && !word.isEmpty())
        reader.report(u"kind"_s, u"not_supported"_s, u"must be insert, move or remove"_s);
    operation.kind = kind.value_or(Kind::Insert);
    operation.item = reader.id<PlaylistItemId>(u"item"_s);
    if (operation.kind == Kind::Insert)
        operation.content = reader.id<ContentId>(u"content"_s);
    if (operation.kind != Kind::Remove)
        operation.after = reader.optionalId<PlaylistItemId>(u"after"_s);
    return operation;
}

QList<rules::PlaylistOperation> readOperations(ObjectReader &reader)
{
    return reader.list(u"operations"_s, 1, rules::maxPlaylistOperations, readOperation);
}

QJsonObject toJson(const PlaylistHistoryEntry &entry)
{
    QJsonObject json{{u"version"_s, entry.version},
                     {u"base_version"_s, entry.baseVersion},
                     {u"at"_s, formatTime(entry.at)},
                     {u"operations"_s, operationsJson(entry.operations)}};
    insertId(json, u"device"_s, entry.device);
    return json;
}

PlaylistHistoryEntry readHistoryEntry(ObjectReader &reader)
{
    PlaylistHistoryEntry entry;
    entry.version = reader.integer(u"version"_s, 1, maxRevision);
    entry.baseVersion = reader.integer(u"base_version"_s, 0, maxRevision);
    entry.device = reader.optionalId<SignInId>(u"device"_s).value_or(SignInId());
    entry.at = reader.time(u"at"_s);
    entry.operations = readOperations(reader);
    return entry;
}

} // namespace

PlaylistInfo readPlaylistInfo(ObjectReader &reader)
{
    PlaylistInfo playlist;
    playlist.id = reader.id<PlaylistId>(u"id"_s);
    playlist.name = reader.string(u"name"_s, 1, maxPlaylistName);
    playlist.description = readText(reader, u"description"_s, maxPlaylistDescription);
    playlist.version = reader.integer(u"version"_s, 1, maxRevision);
    playlist.itemCount = int(reader.integer(u"item_count"_s, 0, rules::maxPlaylistItems));
    playlist.deleted = reader.boolean(u"deleted"_s, false);
    playlist.createdAt = reader.time(u"created_at"_s);
    playlist.changedAt = reader.time(u"changed_at"_s);
    return playlist;
}

NewPlaylist readNewPlaylist(ObjectReader &reader)
{
    return {reader.id<PlaylistId>(u"id"_s), reader.string(u"name"_s, 1, maxPlaylistName),
            readText(reader, u"description"_s, maxPlaylistDescription)};
}

PlaylistPatch readPlaylistPatch(ObjectReader &reader)
{
    PlaylistPatch patch{reader.optionalString(u"name"_s, 1, maxPlaylistName),
                        reader.optionalString(u"description"_s, 0, maxPlaylistDescription)};
    if (!reader.has(u"name"_s) && !reader.has(u"description"_s))
        reader.report(u"name"_s, u"required"_s, u"give at least one field that is to change"_s);
    return patch;
}

PlaylistEdit readPlaylistEdit(ObjectReader &reader)
{
    return {reader.integer(u"base_version"_s, 0, maxRevision), readOperations(reader)};
}

rules::PlaylistItem readPlaylistItem(ObjectReader &reader)
{
    rules::PlaylistItem item;
    item.id = reader.id<PlaylistItemId>(u"id"_s);
    item.content = reader.id<ContentId>(u"content"_s);
    item.position = reader.integer(u"position"_s, 0, rules::maxPlaylistPosition);
    item.removed = reader.boolean(u"removed"_s, false);
    item.addedAt = reader.time(u"added_at"_s);
    return item;
}

QJsonObject toJson(const rules::PlaylistItem &item)
{
    QJsonObject json{{u"id"_s, item.id.toString()},
                     {u"content"_s, item.content.toString()},
                     {u"position"_s, item.position},
                     {u"added_at"_s, formatTime(item.addedAt)}};
    if (item.removed)
        json.insert(u"removed"_s, true);
    return json;
}

void merge(QJsonObject &json, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
}

QJsonArray operationsJson(const QList<rules::PlaylistOperation> &operations)
{
    QJsonArray array;
    for (const auto &operation : operations)
        array.append(toJson(operation));
    return array;
}

Result<QList<rules::PlaylistOperation>> parseOperations(const QJsonArray &json)
{
    return parseWhole({{u"operations"_s, json}}, UnknownFields::Refuse, readOperations);
}

QJsonObject toJson(const NewPlaylist &request)
{
    return {{u"id"_s, request.id.toString()}, {u"name"_s, request.name}, {u"description"_s, request.description}};
}

QJsonObject toJson(const PlaylistPatch &request)
{
    QJsonObject json;
    if (request.name)
        json.insert(u"name"_s, *request.name);
    if (request.description)
        json.insert(u"description"_s, *request.description);
    return json;
}

QJsonObject toJson(const PlaylistInfo &playlist)
{
    QJsonObject json{{u"id"_s, playlist.id.toString()},
                     {u"name"_s, playlist.name},
                     {u"description"_s, playlist.description},
                     {u"version"_s, playlist.version},
                     {u"item_count"_s, playlist.itemCount},
                     {u"created_at"_s, formatTime(playlist.createdAt)},
                     {u"changed_at"_s, formatTime(playlist.changedAt)}};
    if (playlist.deleted)
        json.insert(u"deleted"_s, true);
    return json;
}

QJsonObject toJson(const PlaylistPage &page)
{
    return {{u"items"_s, toJsonArray(page.items)}, {u"next_cursor"_s, page.nextCursor}};
}

QJsonObject toJson(const PlaylistContents &contents)
{
    QJsonArray items;
    for (const rules::PlaylistItem &item : contents.items)
        items.append(toJson(item));
    return {{u"playlist"_s, toJson(contents.playlist)},
            {u"items"_s, items},
            {u"contents"_s, toJsonArray(contents.contents)},
            {u"next_cursor"_s, contents.nextCursor}};
}

QJsonObject toJson(const PlaylistEdit &edit)
{
    return {{u"base_version"_s, edit.baseVersion}, {u"operations"_s, operationsJson(edit.operations)}};
}

QJsonObject toJson(const PlaylistEdited &answer)
{
    return {{u"version"_s, answer.version}, {u"revision"_s, answer.revision}, {u"without_effect"_s, answer.withoutEffect}};
}

QJsonObject toJson(const PlaylistHistory &history)
{
    QJsonArray items;
    for (const PlaylistHistoryEntry &entry : history.items)
        items.append(toJson(entry));
    return {{u"items"_s, items}, {u"next_cursor"_s, history.nextCursor}};
}

Result<NewPlaylist> parseNewPlaylist(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readNewPlaylist);
}

Result<PlaylistPatch> parsePlaylistPatch(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readPlaylistPatch);
}

Result<PlaylistInfo> parsePlaylistInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readPlaylistInfo);
}

Result<PlaylistPage> parsePlaylistPage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        return PlaylistPage{reader.list(u"items"_s, 0, maxPageItems, readPlaylistInfo), readText(reader, u"next_cursor"_s, maxCursorChars)};
    });
}

Result<PlaylistContents> parsePlaylistContents(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        PlaylistContents contents;
        contents.playlist = reader.nested(u"playlist"_s, true, readPlaylistInfo).value_or(PlaylistInfo());
        contents.items = reader.list(u"items"_s, 0, maxPageItems, readPlaylistItem);
        contents.contents = reader.list(u"contents"_s, 0, maxPageItems, readSummary);
        contents.nextCursor = readText(reader, u"next_cursor"_s, maxCursorChars);
        return contents;
    });
}

Result<PlaylistEdit> parsePlaylistEdit(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readPlaylistEdit);
}

Result<PlaylistEdited> parsePlaylistEdited(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        return PlaylistEdited{reader.integer(u"version"_s, 1, maxRevision), reader.integer(u"revision"_s, 0, maxRevision),
                              int(reader.integer(u"without_effect"_s, 0, rules::maxPlaylistOperations))};
    });
}

Result<PlaylistHistory> parsePlaylistHistory(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) {
        return PlaylistHistory{reader.list(u"items"_s, 0, maxHistoryPage, readHistoryEntry),
                               readText(reader, u"next_cursor"_s, maxCursorChars)};
    });
}

} // namespace melody::wire
