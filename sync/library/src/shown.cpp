// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <library/sql.h>
#include <values/folding.h>

#include <QtCore/QJsonDocument>

#include <algorithm>

namespace melody::library {
namespace {

using namespace Qt::StringLiterals;

constexpr int candidatesPerHit = 4; // what is in the library no more is among them

using CardsById = QHash<ContentId, wire::ContentSummary>;

std::optional<wire::ContentSummary> cardOf(const store::Row &row)
{
    const QByteArray text = row.get<QString>("summary").toUtf8();
    const auto card = wire::parseObject(text, text.size()).and_then(wire::parseContentSummary);
    return card ? std::optional(*card) : std::nullopt;
}

CardsById cardsOf(const store::Rows &rows)
{
    CardsById cards;
    for (const store::Row &row : rows) {
        if (const auto card = cardOf(row))
            cards.insert(card->id, *card);
    }
    return cards;
}

std::optional<wire::ContentSummary> cardOf(store::Transaction &transaction, const UserId &user, const ContentId &content)
{
    const auto row = transaction.exec(sql::card, {user, content}).first();
    return row ? cardOf(*row) : std::nullopt;
}

// Those that were decided for, the last decided first.
QList<wire::ContentSummary> decidedCards(store::Transaction &transaction, const UserId &user, const CardsById &cards,
                                         const QHash<ContentId, Decision> &decisions)
{
    std::vector<std::pair<TimePoint, wire::ContentSummary>> chosen;
    for (auto each = decisions.begin(); each != decisions.end(); ++each) {
        if (!each->yes)
            continue;
        const auto known = cards.constFind(each.key());
        // Those that this device just decided for are not among the mirror's.
        const auto card = known != cards.constEnd() ? std::optional(*known) : cardOf(transaction, user, each.key());
        if (card)
            chosen.emplace_back(each->at, *card);
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second.id < b.second.id; });
    QList<wire::ContentSummary> list;
    for (auto &[at, card] : chosen)
        list.append(std::move(card));
    return list;
}

// Each word, the last one begun: "bjo" finds Björk.
QString matchOf(const QString &words)
{
    QStringList terms;
    QString word;
    for (const QChar c : foldText(words) + u' ') {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate()) {
            word += c;
        } else if (!word.isEmpty()) {
            terms.append(u'"' + word + u"\"*"_s);
            word.clear();
        }
    }
    return terms.join(u' ');
}

} // namespace

void addCard(store::Transaction &transaction, const UserId &user, const wire::ContentSummary &card)
{
    if (transaction.exec(sql::card, {user, card.id}).isEmpty())
        putCard(transaction, user, card);
}

void putCard(store::Transaction &transaction, const UserId &user, const wire::ContentSummary &card)
{
    const QByteArray text = QJsonDocument(wire::toJson(card)).toJson(QJsonDocument::Compact);
    const auto row = transaction.exec(sql::putCard, {user, card.id, QString::fromUtf8(text)}).first();
    transaction.exec(sql::putCardText, {row->get<qint64>("card"), foldText(card.title + u' ' + card.subtitle)});
    transaction.exec(sql::nameLike, {user, card.id, card.kind});
}

Waiting mutationsOf(const store::Rows &rows)
{
    Waiting waiting;
    for (const store::Row &row : rows) {
        const QByteArray text = row.get<QString>("mutation").toUtf8();
        if (const auto mutation = wire::parseObject(text, text.size()).and_then(wire::parseMutation))
            waiting.append(*mutation);
    }
    return waiting;
}

Waiting waitingOf(store::Transaction &transaction, const UserId &user)
{
    return mutationsOf(transaction.exec(sql::outbox, {user}));
}

Decision shownLike(store::Transaction &transaction, const UserId &user, const ContentId &content, const Waiting &waiting)
{
    Likes one;
    if (const auto row = transaction.exec(sql::like, {user, content}).first())
        one.insert(content, {row->get<bool>("liked"), row->get<TimePoint>("changed_at")});
    return withWaiting(std::move(one), waiting).value(content);
}

std::vector<Liked> likedList(store::Transaction &transaction, const UserId &user, const QStringList &kinds, const Waiting &waiting)
{
    std::vector<Liked> list;
    const auto laterFirst = [](const Liked &a, const Liked &b) { return a.at > b.at; };
    const auto mergeFrom = [&](size_t middle) {
        std::inplace_merge(list.begin(), list.begin() + qsizetype(middle), list.end(), laterFirst);
    };
    const QSet<ContentId> undecided = decidedContents(waiting);
    const auto take = [&](const store::Rows &rows) {
        list.reserve(list.size() + rows.size() + size_t(undecided.size()));
        for (const store::Row &row : rows) {
            if (const auto content = row.get<ContentId>("content_id"); !undecided.contains(content))
                list.push_back({content, row.get<TimePoint>("changed_at")});
        }
    };
    if (kinds.isEmpty())
        take(transaction.exec(sql::likes, {user}));
    for (const QString &kind : kinds) {
        const size_t middle = list.size();
        take(transaction.exec(sql::likedOfKind, {user, kind}));
        mergeFrom(middle);
    }
    const size_t middle = list.size();
    for (const ContentId &content : undecided) {
        const Decision decision = shownLike(transaction, user, content, waiting);
        const auto card = decision.yes && !kinds.isEmpty() ? cardOf(transaction, user, content) : std::nullopt;
        if (decision.yes && (kinds.isEmpty() || (card && kinds.contains(card->kind))))
            list.push_back({content, decision.at});
    }
    std::sort(list.begin() + qsizetype(middle), list.end(),
              [](const Liked &a, const Liked &b) { return a.at != b.at ? a.at > b.at : a.content < b.content; });
    if (!kinds.isEmpty())
        mergeFrom(middle);
    return list;
}

Follows shownFollows(store::Transaction &transaction, const UserId &user, const Waiting &waiting)
{
    Follows follows;
    for (const store::Row &row : transaction.exec(sql::follows, {user}))
        follows.insert({row.get<QString>("kind"), row.get<ContentId>("subject_id")},
                       {row.get<bool>("following"), row.get<TimePoint>("changed_at")});
    return withWaiting(std::move(follows), waiting);
}

Playlists shownPlaylists(store::Transaction &transaction, const UserId &user, const Waiting &waiting)
{
    Playlists playlists;
    for (const store::Row &row : transaction.exec(sql::playlists, {user})) {
        const auto id = row.get<PlaylistId>("playlist_id");
        playlists.insert(id, {id, row.get<QString>("name"), row.get<QString>("description"), row.get<qint64>("version"),
                              row.get<int>("item_count"), false, row.get<TimePoint>("created_at"), row.get<TimePoint>("changed_at")});
    }
    playlists = withWaiting(std::move(playlists), waiting);
    for (const PlaylistId &id : editedPlaylists(waiting)) {
        if (const auto found = playlists.find(id); found != playlists.end()) {
            const auto items = shownItems(transaction, user, id, waiting);
            found->itemCount =
                int(std::count_if(items.begin(), items.end(), [](const rules::PlaylistItem &item) { return !item.removed; }));
        }
    }
    return playlists;
}

std::vector<rules::PlaylistItem> shownItems(store::Transaction &transaction, const UserId &user, const PlaylistId &playlist,
                                            const Waiting &waiting)
{
    std::vector<rules::PlaylistItem> items;
    for (const store::Row &row : transaction.exec(sql::items, {user, playlist}))
        items.push_back({row.get<PlaylistItemId>("item_id"), row.get<ContentId>("content_id"), row.get<qint64>("position"),
                         row.get<bool>("removed"), row.get<TimePoint>("added_at")});
    return withWaiting(std::move(items), playlist, waiting);
}

std::optional<rules::ResumePosition> shownPosition(store::Transaction &transaction, const UserId &user, const ContentId &content,
                                                   const Waiting &waiting)
{
    std::optional<rules::ResumePosition> position;
    if (const auto row = transaction.exec(sql::position, {user, content}).first()) {
        position = {row->get<PlaybackId>("session_id"),
                    row->get<qint64>("position_ms"),
                    row->get<bool>("finished"),
                    row->get<TimePoint>("changed_at"),
                    {}};
        if (const auto session = row->get<std::optional<PlaybackId>>("elsewhere_session_id"))
            position->elsewhere = rules::Place{*session, row->get<qint64>("elsewhere_ms")};
    }
    return withWaiting(position, content, waiting);
}

QList<wire::ContentSummary> knownCards(store::Transaction &transaction, const UserId &user, const QList<ContentId> &contents)
{
    QList<wire::ContentSummary> cards;
    cards.reserve(contents.size());
    for (const ContentId &content : contents) {
        if (auto card = cardOf(transaction, user, content))
            cards.append(*std::move(card));
    }
    return cards;
}

QList<wire::ContentSummary> followedCards(store::Transaction &transaction, const UserId &user)
{
    QHash<ContentId, Decision> decisions;
    const Follows follows = shownFollows(transaction, user, waitingOf(transaction, user));
    for (auto each = follows.begin(); each != follows.end(); ++each)
        decisions.insert(each.key().second, *each);
    return decidedCards(transaction, user, cardsOf(transaction.exec(sql::followedCards, {user})), decisions);
}

QList<PlaylistEntry> playlistEntries(store::Transaction &transaction, const UserId &user, const PlaylistId &playlist)
{
    const CardsById cards = cardsOf(transaction.exec(sql::itemCards, {user, playlist}));
    QList<PlaylistEntry> entries;
    for (const rules::PlaylistItem &item : shownItems(transaction, user, playlist, waitingOf(transaction, user))) {
        if (item.removed)
            continue;
        const auto known = cards.constFind(item.content);
        auto card = known != cards.constEnd() ? std::optional(*known) : cardOf(transaction, user, item.content);
        if (!card) {
            card = wire::ContentSummary();
            card->id = item.content;
        }
        entries.append({item.id, *std::move(card), item.addedAt});
    }
    return entries;
}

QList<wire::ContentSummary> found(store::Transaction &transaction, const UserId &user, const QString &words, int limit)
{
    const QString match = matchOf(words);
    if (match.isEmpty())
        return {};
    const Waiting waiting = waitingOf(transaction, user);
    const QSet<ContentId> undecided = decidedContents(waiting);
    const Follows follows = shownFollows(transaction, user, waiting);
    QSet<ContentId> inPlaylists;
    for (const PlaylistId &edited : editedPlaylists(waiting)) {
        for (const rules::PlaylistItem &item : shownItems(transaction, user, edited, waiting)) {
            if (!item.removed)
                inPlaylists.insert(item.content);
        }
    }
    QList<wire::ContentSummary> hits;
    for (const store::Row &row : transaction.exec(sql::search, {user, match, limit * candidatesPerHit})) {
        const auto card = cardOf(row);
        if (!card || hits.size() == limit)
            continue;
        const bool isFollowed = follows.value({card->kind, card->id}).yes;
        const bool isLiked = undecided.contains(card->id) ? shownLike(transaction, user, card->id, waiting).yes : row.get<bool>("is_liked");
        if (isLiked || isFollowed || row.get<bool>("is_in_playlist") || inPlaylists.contains(card->id))
            hits.append(*card);
    }
    return hits;
}

} // namespace melody::library
