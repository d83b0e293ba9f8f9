// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "contested.h"

#include "shown.h"

#include <library/sql.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>

namespace melody::library {
namespace {

using namespace Qt::StringLiterals;

constexpr int anyNumber = -1; // SQLite: no limit

// The playlist whose rows or words a wish changes.
struct ChangedPlaylist {
    std::optional<PlaylistId> operator()(const wire::EditPlaylist &wish) const { return wish.playlist; }
    std::optional<PlaylistId> operator()(const wire::ChangePlaylist &wish) const { return wish.playlist; }
    template<typename Other>
    std::optional<PlaylistId> operator()(const Other &) const
    {
        return {};
    }
};

void keep(store::Transaction &transaction, const UserId &user, const Contested &contested)
{
    QJsonArray contents;
    for (const ContentId &content : contested.contents)
        contents.append(content.toString());
    transaction.exec(sql::putContested, {user, contested.playlist, contested.deleted, contested.mine.name, contested.mine.description,
                                         QString::fromUtf8(QJsonDocument(contents).toJson(QJsonDocument::Compact))});
}

} // namespace

QList<Contested> changedHere(store::Transaction &transaction, const UserId &user)
{
    QSet<PlaylistId> changed;
    for (const wire::Mutation &mutation : mutationsOf(transaction.exec(sql::unsent, {user, anyNumber}))) {
        if (const auto playlist = std::visit(ChangedPlaylist(), mutation.body))
            changed.insert(*playlist);
    }
    QList<Contested> here;
    if (changed.isEmpty())
        return here;
    const Waiting waiting = waitingOf(transaction, user);
    const Playlists known = shownPlaylists(transaction, user, {});
    const Playlists shown = shownPlaylists(transaction, user, waiting);
    for (const PlaylistId &playlist : std::as_const(changed)) {
        if (!known.contains(playlist) || !shown.contains(playlist))
            continue;
        const wire::PlaylistInfo info = shown.value(playlist);
        Contested contested{playlist, true, {info.name, info.description}, {}, {}};
        for (const rules::PlaylistItem &item : shownItems(transaction, user, playlist, waiting)) {
            if (!item.removed)
                contested.contents.append(item.content);
        }
        here.append(contested);
    }
    return here;
}

void keepDeleted(store::Transaction &transaction, const UserId &user, const QList<Contested> &changed)
{
    if (changed.isEmpty())
        return;
    const Playlists known = shownPlaylists(transaction, user, {});
    for (const Contested &contested : changed) {
        if (!known.contains(contested.playlist))
            keep(transaction, user, contested);
    }
}

bool keepRefused(store::Transaction &transaction, const UserId &user, const wire::MutationResult &result, const Waiting &unsent,
                 const QList<Contested> &changed)
{
    const auto wish = std::find_if(unsent.begin(), unsent.end(), [&](const wire::Mutation &each) { return each.id == result.id; });
    const auto playlist = wish == unsent.end() ? std::nullopt : std::visit(ChangedPlaylist(), wish->body);
    if (!playlist)
        return false;
    if (const auto *change = std::get_if<wire::ChangePlaylist>(&wish->body); change && result.code == u"playlist_renamed") {
        keep(transaction, user, {*playlist, false, change->patch, {}, {}});
        return true;
    }
    if (result.code != u"not_found")
        return false;
    for (const Contested &contested : changed) {
        if (contested.playlist == *playlist)
            keep(transaction, user, contested);
    }
    const QList<Contested> kept = readContested(transaction, user);
    return std::any_of(kept.begin(), kept.end(), [&](const Contested &each) { return each.playlist == *playlist; });
}

QList<Contested> readContested(store::Transaction &transaction, const UserId &user)
{
    QList<Contested> all;
    const auto rows = transaction.exec(sql::contested, {user});
    if (rows.isEmpty())
        return all;
    const Playlists shown = shownPlaylists(transaction, user, waitingOf(transaction, user));
    for (const store::Row &row : rows) {
        Contested contested{row.get<PlaylistId>("playlist_id"),
                            row.get<bool>("deleted"),
                            {row.get<std::optional<QString>>("name"), row.get<std::optional<QString>>("description")},
                            {},
                            {}};
        if (!contested.deleted && !shown.contains(contested.playlist))
            continue; // a name for what is gone
        contested.theirs = shown.value(contested.playlist);
        for (const QJsonValue &content : QJsonDocument::fromJson(row.get<QString>("contents").toUtf8()).array()) {
            if (const auto id = ContentId::parse(content.toString()))
                contested.contents.append(*id);
        }
        all.append(contested);
    }
    return all;
}

void dropContested(store::Transaction &transaction, const UserId &user, const PlaylistId &playlist)
{
    transaction.exec(sql::dropContested, {user, playlist});
}

} // namespace melody::library
