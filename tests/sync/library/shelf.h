// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A store for tests of the library, and what the listener sees in it.
#pragma once

#include "mirror.h"
#include "shown.h"

#include <library/migrations.h>

#include <QtCore/QTemporaryDir>

#include <map>

namespace melody::test {

// All that can be seen, to be compared.
struct Sight {
    std::map<ContentId, TimePoint> likes;
    std::map<std::pair<QString, ContentId>, TimePoint> follows;
    std::map<PlaylistId, QString> names;
    std::map<PlaylistId, int> counts; // as named; in the middle of a pull the items may be ahead
    std::map<PlaylistId, QList<std::pair<PlaylistItemId, ContentId>>> items;
    std::map<ContentId, std::pair<PlaybackId, qint64>> positions;
    std::map<ContentId, qint64> furthest; // here or elsewhere
    bool operator==(const Sight &) const = default;
};

inline std::unique_ptr<store::Store> openLibraryStore(const QTemporaryDir &folder)
{
    static const crypto::ContentKey key(QByteArray(crypto::contentKeyBytes, 'k'));
    auto opened = store::openStore({folder.filePath(QStringLiteral("library.db")), key, library::migrations()});
    if (!opened)
        qFatal("no store: %s", qPrintable(opened.error().detail));
    return std::move(*opened);
}

inline Sight sightOf(store::Store &store, const UserId &user, const QList<ContentId> &contents)
{
    Sight sight;
    const auto looked = store.read([&](store::Transaction &transaction) -> Result<void> {
        const library::Waiting waiting = library::waitingOf(transaction, user);
        for (const library::Liked &each : library::likedList(transaction, user, {}, waiting))
            sight.likes[each.content] = each.at;
        const auto follows = library::shownFollows(transaction, user, waiting);
        for (auto each = follows.begin(); each != follows.end(); ++each) {
            if (each->yes)
                sight.follows[each.key()] = each->at;
        }
        for (const wire::PlaylistInfo &playlist : library::shownPlaylists(transaction, user, waiting)) {
            sight.names[playlist.id] = playlist.name;
            auto &items = sight.items[playlist.id];
            for (const rules::PlaylistItem &item : library::shownItems(transaction, user, playlist.id, waiting)) {
                if (!item.removed)
                    items.append({item.id, item.content});
            }
            sight.counts[playlist.id] = playlist.itemCount;
        }
        for (const ContentId &content : contents) {
            if (const auto position = library::shownPosition(transaction, user, content, waiting)) {
                sight.positions[content] = {position->session, position->positionMs};
                sight.furthest[content] = position->elsewhere ? position->elsewhere->positionMs : position->positionMs;
            }
        }
        return {};
    });
    if (!looked)
        qFatal("the library can't be read: %s", qPrintable(looked.error().detail));
    return sight;
}

} // namespace melody::test
