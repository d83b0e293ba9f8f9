// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync_reader.h"

#include <social/sql.h>

namespace melody::social {

using namespace Qt::StringLiterals;

namespace {

wire::LibraryState stateOf(const db::Row &row)
{
    const QString kind = row.get<QString>("kind");
    const bool flag = row.get<bool>("flag");
    const auto at = row.get<TimePoint>("changed_at");
    if (kind == u"playlist") {
        return wire::PlaylistInfo{row.get<PlaylistId>("playlist_id"),
                                  row.get<QString>("name"),
                                  row.get<QString>("description"),
                                  row.get<qint64>("number"),
                                  row.get<int>("items"),
                                  flag,
                                  row.get<TimePoint>("created_at"),
                                  at};
    }
    const auto content = row.get<ContentId>("content_id");
    if (kind == u"like")
        return wire::LikeState{content, flag, at};
    if (kind == u"follow")
        return wire::FollowState{row.get<QString>("word"), content, flag, at};
    if (kind == u"position")
        return wire::PositionState{content, {row.get<PlaybackId>("item_id"), row.get<qint64>("number"), flag, at, elsewhereOf(row)}};
    return wire::PlaylistItemState{row.get<PlaylistId>("playlist_id"),
                                   {row.get<PlaylistItemId>("item_id"), content, row.get<qint64>("number"), flag, at}};
}

} // namespace

std::optional<rules::Place> elsewhereOf(const db::Row &row)
{
    const auto session = row.get<std::optional<PlaybackId>>("elsewhere_session_id");
    return session ? std::optional(rules::Place{*session, row.get<qint64>("elsewhere_ms")}) : std::nullopt;
}

wire::SyncPage readSyncPage(db::Transaction &transaction, const UserId &user, const std::optional<SyncToken> &since, int limit)
{
    // Read first: what is committed later has revisions above it, and what of it is seen below comes again with the next page.
    const auto listener = transaction.exec(sql::listener, {user}).first();
    wire::SyncPage page;
    page.revision = listener ? listener->get<qint64>("revision") : 0;
    const SyncStart start = planSync(since, page.revision, listener ? listener->get<qint64>("floor") : 0);
    page.reset = start.reset;
    for (const db::Row &row : transaction.exec(sql::changes, {user, start.after, page.revision, start.tombstonesAfter, limit}))
        page.changes.append({row.get<qint64>("revision"), stateOf(row)});
    page.more = page.changes.size() == limit;
    page.next = formatSyncToken(page.more ? SyncToken{page.changes.back().revision, start.began} : SyncToken{page.revision, {}});
    return page;
}

ContentId contentOf(const wire::LibraryState &state)
{
    struct Content {
        ContentId operator()(const wire::LikeState &like) const { return like.content; }
        ContentId operator()(const wire::FollowState &follow) const { return follow.subject; }
        ContentId operator()(const wire::PlaylistInfo &) const { return {}; }
        ContentId operator()(const wire::PlaylistItemState &item) const { return item.item.content; }
        ContentId operator()(const wire::PositionState &position) const { return position.content; }
    };
    return std::visit(Content(), state);
}

} // namespace melody::social
