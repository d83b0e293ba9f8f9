// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mirror.h"

#include "contested.h"
#include "shown.h"

#include <library/sql.h>

#include <QtCore/QJsonDocument>

namespace melody::library {
namespace {

using namespace Qt::StringLiterals;

struct MirrorState {
    QString since;
    qint64 revision = 0;
    qint64 round = 0;
    bool sweeping = false; // everything is read anew; what is of an older round goes at the end
};

MirrorState stateOf(store::Transaction &transaction, const UserId &user)
{
    const auto row = transaction.exec(sql::mirror, {user}).first();
    if (!row)
        return {};
    return {row->get<QString>("since"), row->get<qint64>("revision"), row->get<qint64>("round"), row->get<bool>("sweeping")};
}

// Puts one change where it belongs.
struct Put {
    store::Transaction &transaction;
    const UserId &user;
    qint64 round;

    void operator()(const wire::LikeState &like) const
    {
        transaction.exec(sql::putLike, {user, like.content, like.liked, like.changedAt, round});
    }
    void operator()(const wire::FollowState &follow) const
    {
        transaction.exec(sql::putFollow, {user, follow.kind, follow.subject, follow.following, follow.changedAt, round});
    }
    void operator()(const wire::PlaylistInfo &playlist) const
    {
        if (playlist.deleted) {
            transaction.exec(sql::dropPlaylist, {user, playlist.id});
            transaction.exec(sql::dropItems, {user, playlist.id});
            return;
        }
        transaction.exec(sql::putPlaylist, {user, playlist.id, playlist.name, playlist.description, playlist.version, playlist.itemCount,
                                            playlist.createdAt, playlist.changedAt, round});
    }
    void operator()(const wire::PlaylistItemState &state) const
    {
        const rules::PlaylistItem &item = state.item;
        transaction.exec(sql::putItem, {user, state.playlist, item.id, item.content, item.position, item.removed, item.addedAt, round});
    }
    void operator()(const wire::PositionState &state) const
    {
        const rules::ResumePosition &position = state.position;
        transaction.exec(sql::putPosition, {user, state.content, position.session, position.positionMs, position.finished, position.at,
                                            position.elsewhere ? std::optional(position.elsewhere->session) : std::nullopt,
                                            position.elsewhere ? std::optional(position.elsewhere->positionMs) : std::nullopt, round});
    }
};

void sweep(store::Transaction &transaction, const UserId &user, qint64 round)
{
    for (const store::Query *query : {&sql::sweepLikes, &sql::sweepFollows, &sql::sweepPositions, &sql::sweepPlaylists, &sql::sweepItems})
        transaction.exec(*query, {user, round});
    transaction.exec(sql::sweepCards, {user});
}

} // namespace

Result<Progress> Mirror::progress(const UserId &user)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<Progress> {
        const MirrorState state = stateOf(transaction, user);
        return Progress{state.since, state.revision, transaction.exec(sql::countUnsent, {user})[0].get<int>("unsent"),
                        state.round > 1 || (state.round == 1 && !state.sweeping)};
    });
}

Result<void> Mirror::record(const UserId &user, const Waiting &wishes, const QList<wire::ContentSummary> &cards,
                            store::Durability durability)
{
    return m_store.run(
        [&](store::Transaction &transaction) -> Result<void> {
            for (const wire::Mutation &wish : wishes) {
                const QByteArray text = QJsonDocument(wire::toJson(wish)).toJson(QJsonDocument::Compact);
                transaction.exec(sql::putMutation, {user, wish.id, QString::fromUtf8(text)});
            }
            for (const wire::ContentSummary &card : cards)
                addCard(transaction, user, card);
            return {};
        },
        durability);
}

Result<Waiting> Mirror::unsent(const UserId &user, int atMost)
{
    return m_store.read([&](store::Transaction &transaction) -> Result<Waiting> {
        return mutationsOf(transaction.exec(sql::unsent, {user, atMost}));
    });
}

Result<QList<wire::MutationResult>> Mirror::acknowledge(const UserId &user, const wire::MutationAnswer &answer)
{
    return m_store.run([&](store::Transaction &transaction) -> Result<QList<wire::MutationResult>> {
        QList<wire::MutationResult> refused;
        const bool isRefusal = std::any_of(answer.results.begin(), answer.results.end(), [](const wire::MutationResult &result) {
            return result.outcome == wire::MutationOutcome::Refused;
        });
        const Waiting waiting = isRefusal ? waitingOf(transaction, user) : Waiting();
        const QList<Contested> changed = isRefusal ? changedHere(transaction, user) : QList<Contested>();
        for (const wire::MutationResult &result : answer.results) {
            if (result.outcome != wire::MutationOutcome::Refused)
                transaction.exec(sql::setDone, {user, result.id, answer.revision});
            else if (!keepRefused(transaction, user, result, waiting, changed) &&
                     transaction.exec(sql::dropMutation, {user, result.id}).affected() > 0)
                refused.append(result);
            else
                transaction.exec(sql::dropMutation, {user, result.id});
        }
        transaction.exec(sql::dropSeen, {user, stateOf(transaction, user).revision});
        return refused;
    });
}

Result<void> Mirror::giveUp(const UserId &user, const MutationId &mutation)
{
    return m_store.run([&](store::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::dropMutation, {user, mutation});
        return {};
    });
}

Result<bool> Mirror::absorb(const UserId &user, const QString &since, const wire::SyncPage &page)
{
    const auto take = [&](store::Transaction &transaction) -> Result<bool> {
        MirrorState state = stateOf(transaction, user);
        if (state.since != since)
            return false;
        const QList<Contested> changed = changedHere(transaction, user);
        if (page.reset) {
            ++state.round;
            state.sweeping = true;
        }
        for (const wire::LibraryChange &change : page.changes)
            std::visit(Put{transaction, user, state.round}, change.state);
        for (const wire::ContentSummary &card : page.contents)
            putCard(transaction, user, card);
        const bool wasWhole = state.sweeping && !page.more;
        if (wasWhole) {
            sweep(transaction, user, state.round);
            state.sweeping = false;
        }
        keepDeleted(transaction, user, changed);
        state.since = page.next;
        // While everything is read anew, nothing counts as seen: what is read last may be what was done first.
        if (!state.sweeping)
            state.revision = page.more && !page.changes.isEmpty() ? page.changes.back().revision : page.revision;
        transaction.exec(sql::putMirror, {user, state.since, state.revision, state.round, state.sweeping});
        if (!state.sweeping)
            transaction.exec(sql::dropSeen, {user, state.revision});
        if (wasWhole) // a revision that the server does not have any more was lost with it, and the wish with the revision
            transaction.exec(sql::sendAgain, {user});
        return true;
    };
    return m_store.run(take, store::Durability::Process);
}

} // namespace melody::library
