// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listener.h"

#include <support/test_main.h>

namespace melody::test {

using namespace Qt::StringLiterals;

namespace {

struct Key {
    QString operator()(const wire::LikeState &like) const { return u"like "_s + like.content.toString(); }
    QString operator()(const wire::FollowState &follow) const { return u"follow "_s + follow.subject.toString(); }
    QString operator()(const wire::PlaylistInfo &playlist) const { return u"playlist "_s + playlist.id.toString(); }
    QString operator()(const wire::PlaylistItemState &item) const
    {
        return u"item "_s + item.playlist.toString() + u' ' + item.item.id.toString();
    }
    QString operator()(const wire::PositionState &position) const { return u"position "_s + position.content.toString(); }
};

struct IsGone {
    bool operator()(const wire::LikeState &like) const { return !like.liked; }
    bool operator()(const wire::FollowState &follow) const { return !follow.following; }
    bool operator()(const wire::PlaylistInfo &playlist) const { return playlist.deleted; }
    bool operator()(const wire::PlaylistItemState &item) const { return item.item.removed; }
    bool operator()(const wire::PositionState &) const { return false; }
};

} // namespace

void absorb(Mirror &mirror, const wire::SyncPage &page)
{
    if (page.reset) {
        mirror.things.clear();
        ++mirror.resets;
    }
    for (const wire::LibraryChange &change : page.changes) {
        const QString key = std::visit(Key(), change.state);
        if (std::visit(IsGone(), change.state)) {
            mirror.things.erase(key);
            if (const auto *playlist = std::get_if<wire::PlaylistInfo>(&change.state)) {
                const QString items = u"item "_s + playlist->id.toString();
                std::erase_if(mirror.things, [&](const auto &thing) { return thing.first.startsWith(items); });
            }
        } else {
            mirror.things[key] = wire::toJson(change);
        }
    }
    mirror.next = page.next;
}

wire::SyncPage syncPage(RunningServer &server, const QString &token, const QString &since, int limit)
{
    server.advance(std::chrono::milliseconds(100)); // fills the rate limiter's buckets
    const auto answer = server.get(u"/v1/sync?since=%1&limit=%2"_s.arg(since).arg(limit), token);
    const auto page = wire::parseSyncPage(answer.json());
    if (answer.status != 200 || !page)
        qFatal("sync answered %d %s", answer.status, answer.body.constData());
    return *page;
}

void pull(RunningServer &server, const QString &token, Mirror &mirror, int limit)
{
    for (bool more = true; more;) {
        const auto page = syncPage(server, token, mirror.next, limit);
        absorb(mirror, page);
        more = page.more;
    }
}

wire::MutationAnswer mutate(RunningServer &server, const QString &token, const QList<wire::Mutation> &mutations)
{
    server.advance(std::chrono::milliseconds(500));
    const auto answer = server.post(u"/v1/sync/mutations"_s, wire::toJson(wire::MutationBatch{mutations}), token);
    const auto parsed = wire::parseMutationAnswer(answer.json());
    if (answer.status != 200 || !parsed)
        qFatal("mutations answered %d %s", answer.status, answer.body.constData());
    return *parsed;
}

wire::Mutation mutation(RunningServer &server, wire::MutationBody body)
{
    const TimePoint now = server.clock().now();
    return {MutationId::create(now), now, std::move(body)};
}

rules::PlaylistOperation insertion(const PlaylistItemId &item, const ContentId &content, std::optional<PlaylistItemId> after)
{
    return {rules::PlaylistOperationKind::Insert, item, content, after};
}

} // namespace melody::test
