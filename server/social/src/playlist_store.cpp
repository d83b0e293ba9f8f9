// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "playlist_store.h"

#include <http/message.h>
#include <social/sql.h>

namespace melody::social {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxPlaylists = 2'000;
constexpr int maxPlaylistsEver = 20'000;
constexpr size_t maxItemsKept = 30'000; // tombstones included; then all but the newest go
constexpr int tombstonesKept = 10'000;

wire::PlaylistInfo playlistOf(const db::Row &row)
{
    return {row.get<PlaylistId>("playlist_id"), row.get<QString>("name"),        row.get<QString>("description"),
            row.get<qint64>("version"),         row.get<int>("item_count"),      row.get<bool>("deleted"),
            row.get<TimePoint>("created_at"),   row.get<TimePoint>("changed_at")};
}

rules::PlaylistItem itemOf(const db::Row &row)
{
    return {row.get<PlaylistItemId>("item_id"), row.get<ContentId>("content_id"), row.get<qint64>("position"), row.get<bool>("removed"),
            row.get<TimePoint>("added_at")};
}

tl::unexpected<Error> noPlaylist()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s);
}

void store(LibraryWriter &library, wire::PlaylistInfo &playlist)
{
    ++playlist.version;
    library.transaction().exec(sql::updatePlaylist, {library.user(), playlist.id, playlist.name, playlist.description, playlist.version,
                                                     playlist.itemCount, playlist.deleted, library.now(), library.nextRevision()});
}

void storeItems(LibraryWriter &library, const PlaylistId &playlist, const std::vector<rules::PlaylistItem> &items)
{
    QJsonArray rows;
    for (const rules::PlaylistItem &item : items) {
        rows.append(QJsonObject{{u"item_id"_s, item.id.toString()},
                                {u"content_id"_s, item.content.toString()},
                                {u"position"_s, item.position},
                                {u"removed"_s, item.removed},
                                {u"added_at"_s, formatTime(item.addedAt)},
                                {u"revision"_s, library.nextRevision()}});
    }
    library.transaction().exec(sql::putItems, {library.user(), playlist, rows});
}

QJsonArray addedContents(const QList<rules::PlaylistOperation> &operations)
{
    QJsonArray added;
    for (const auto &operation : operations) {
        if (operation.kind == rules::PlaylistOperationKind::Insert)
            added.append(operation.content.toString());
    }
    return added;
}

} // namespace

Result<wire::PlaylistInfo> readPlaylist(db::Transaction &transaction, const UserId &user, const PlaylistId &playlist)
{
    const auto row = transaction.exec(sql::playlist, {user, playlist}).first();
    if (!row || row->get<bool>("deleted"))
        return noPlaylist();
    return playlistOf(*row);
}

QList<rules::PlaylistItem> readLivingItems(db::Transaction &transaction, const UserId &user, const PlaylistId &playlist, const Place &after,
                                           int limit)
{
    QList<rules::PlaylistItem> items;
    for (const db::Row &row : transaction.exec(sql::livingItems, {user, playlist, after.position, after.item, limit}))
        items.append(itemOf(row));
    return items;
}

wire::PlaylistPage readPlaylists(db::Transaction &transaction, const UserId &user, qint64 below, int limit)
{
    wire::PlaylistPage page;
    const auto rows = transaction.exec(sql::playlists, {user, below, limit});
    for (const db::Row &row : rows)
        page.items.append(playlistOf(row));
    if (rows.size() == limit)
        page.nextCursor = QString::number(rows[limit - 1].get<qint64>("revision"));
    return page;
}

wire::PlaylistHistory readHistory(db::Transaction &transaction, const UserId &user, const PlaylistId &playlist, qint64 below, int limit)
{
    wire::PlaylistHistory history;
    for (const db::Row &row : transaction.exec(sql::edits, {user, playlist, below, limit})) {
        wire::PlaylistHistoryEntry entry;
        entry.version = row.get<qint64>("version");
        entry.baseVersion = row.get<qint64>("base_version");
        entry.device = row.get<std::optional<SignInId>>("sign_in_id").value_or(SignInId());
        entry.at = row.get<TimePoint>("at");
        if (const auto operations = wire::parseOperations(row.get<QJsonArray>("operations")))
            entry.operations = *operations;
        history.items.append(entry);
    }
    if (history.items.size() == limit)
        history.nextCursor = QString::number(history.items.back().version);
    return history;
}

Result<Done> createPlaylist(LibraryWriter &library, const wire::NewPlaylist &wish)
{
    db::Transaction &transaction = library.transaction();
    if (const auto row = transaction.exec(sql::playlist, {library.user(), wish.id}).first()) {
        if (row->get<bool>("deleted"))
            return fail(ErrorKind::Conflict, u"playlist_deleted"_s, u"This playlist was deleted."_s);
        return Done{wire::MutationOutcome::Unchanged, row->get<qint64>("version"), 0};
    }
    const auto counts = transaction.exec(sql::countPlaylists, {library.user()})[0];
    if (counts.get<qint64>("living") >= maxPlaylists || counts.get<qint64>("kept") >= maxPlaylistsEver)
        return fail(ErrorKind::Conflict, u"library_full"_s, u"You have as many playlists as one can have."_s);
    transaction.exec(sql::insertPlaylist, {library.user(), wish.id, wish.name, wish.description, library.now(), library.nextRevision()});
    library.publish(u"playlist_created"_s, wish.id.toString());
    return Done{wire::MutationOutcome::Applied, 1, 0};
}

Result<Done> changePlaylist(LibraryWriter &library, const wire::ChangePlaylist &wish, const ExpectedVersion &expected)
{
    auto playlist = readPlaylist(library.transaction(), library.user(), wish.playlist);
    if (!playlist)
        return tl::unexpected(playlist.error());
    if (expected && *expected != playlist->version)
        return http::staleVersion();
    if (wire::isContested(wish, *playlist))
        return fail(ErrorKind::Conflict, u"playlist_renamed"_s, u"Another device changed the same of this playlist."_s);
    const wire::PlaylistInfo before = *playlist;
    playlist->name = wish.patch.name.value_or(playlist->name);
    playlist->description = wish.patch.description.value_or(playlist->description);
    if (*playlist == before)
        return Done{wire::MutationOutcome::Unchanged, playlist->version, 0};
    store(library, *playlist);
    return Done{wire::MutationOutcome::Applied, playlist->version, 0};
}

Result<Done> deletePlaylist(LibraryWriter &library, const wire::DeletePlaylist &wish, const ExpectedVersion &expected)
{
    const auto row = library.transaction().exec(sql::playlist, {library.user(), wish.playlist}).first();
    if (!row)
        return noPlaylist();
    wire::PlaylistInfo playlist = playlistOf(*row);
    if (playlist.deleted)
        return expected ? Result<Done>(noPlaylist()) : Done{wire::MutationOutcome::Unchanged, playlist.version, 0};
    if (expected && *expected != playlist.version)
        return http::staleVersion();
    playlist.deleted = true;
    playlist.itemCount = 0;
    store(library, playlist);
    library.transaction().exec(sql::deleteItems, {library.user(), playlist.id});
    library.transaction().exec(sql::deleteEdits, {library.user(), playlist.id});
    library.publish(u"playlist_deleted"_s, playlist.id.toString());
    return Done{wire::MutationOutcome::Applied, playlist.version, 0};
}

Result<Done> editPlaylist(LibraryWriter &library, const wire::EditPlaylist &wish)
{
    db::Transaction &transaction = library.transaction();
    auto playlist = readPlaylist(transaction, library.user(), wish.playlist);
    if (!playlist)
        return tl::unexpected(playlist.error());
    if (wish.edit.baseVersion > playlist->version)
        return fail(ErrorKind::Conflict, u"version_unknown"_s, u"This playlist has never had that version."_s);
    std::vector<rules::PlaylistItem> items;
    for (const db::Row &row : transaction.exec(sql::playlistItems, {library.user(), wish.playlist}))
        items.push_back(itemOf(row));
    const auto edited = rules::applyOperations(std::move(items), wish.edit.operations, library.now());
    if (edited.tooMany)
        return fail(ErrorKind::Conflict, u"playlist_full"_s, u"A playlist has at most %1 items."_s.arg(rules::maxPlaylistItems));
    if (edited.changed.empty())
        return Done{wire::MutationOutcome::Unchanged, playlist->version, edited.withoutEffect};
    storeItems(library, wish.playlist, edited.changed);
    playlist->itemCount =
        int(std::count_if(edited.items.begin(), edited.items.end(), [](const rules::PlaylistItem &item) { return !item.removed; }));
    store(library, *playlist);
    const std::optional<SignInId> device = library.device().isNull() ? std::nullopt : std::optional(library.device());
    transaction.exec(sql::insertEdit, {library.user(), wish.playlist, playlist->version, wish.edit.baseVersion, device, library.now(),
                                       wire::operationsJson(wish.edit.operations)});
    if (edited.items.size() > maxItemsKept) {
        const auto newest = transaction.exec(sql::forgetTombstones, {library.user(), wish.playlist, tombstonesKept})[0];
        library.raiseFloor(newest.get<qint64>("newest"));
    }
    library.publish(u"playlist_edited"_s, wish.playlist.toString(),
                    {{u"added"_s, addedContents(wish.edit.operations)}, {u"version"_s, playlist->version}});
    return Done{wire::MutationOutcome::Applied, playlist->version, edited.withoutEffect};
}

} // namespace melody::social
