// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/cards.h>
#include <viewmodels/download_keeper.h>
#include <viewmodels/library_list_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxHits = 100;
constexpr int queuedBefore = 200; // songs before the chosen one, to go back to
constexpr int aroundWanted = 120; // rows on both sides whose cards come together
constexpr int lookAhead = 40;     // rows beyond the one that is looked at

template<typename T>
T orNone(const Result<T> &read)
{
    return read ? *read : T();
}

wire::ContentSummary bareCard(const ContentId &id, const QString &kind = {}, const QString &title = {})
{
    wire::ContentSummary card;
    card.id = id;
    card.kind = kind;
    card.title = title;
    return card;
}

} // namespace

LibraryListModel::LibraryListModel(QObject *parent) : QAbstractListModel(parent), m_soon(new QTimer(this))
{
    m_soon->setSingleShot(true);
    m_soon->setInterval(0);
    connect(m_soon, &QTimer::timeout, this, &LibraryListModel::fetch);
}

QVariant LibraryListModel::data(const QModelIndex &index, int role) const
{
    if (role != rowRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    for (const int row : {std::max(0, index.row() - lookAhead), std::min(count() - 1, index.row() + lookAhead), index.row()}) {
        if (!m_rows.contains(m_ids[row])) {
            m_wanted = row;
            m_soon->start();
        }
    }
    const Row row = m_rows.value(m_ids[index.row()], {bareCard(m_ids[index.row()])});
    QVariantMap map = cardRow(row.card);
    if (row.songs >= 0)
        map.insert(u"count"_s, row.songs);
    return map;
}

void LibraryListModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->library(), &LibraryViewModel::changed, this, &LibraryListModel::load);
    load();
}

void LibraryListModel::setList(const QString &list)
{
    if (m_list == list)
        return;
    m_list = list;
    Q_EMIT listChanged();
    load();
}

void LibraryListModel::setWords(const QString &words)
{
    if (m_words == words)
        return;
    m_words = words;
    Q_EMIT listChanged();
    load();
}

void LibraryListModel::load()
{
    if (m_app == nullptr || !m_app->library()->available())
        return;
    m_stale = true;
    if (!m_asking)
        ask();
}

void LibraryListModel::ask()
{
    m_stale = false;
    m_asking = true;
    const Question question{m_list, m_words, m_ids, m_shownList == m_list && m_words.isEmpty() ? m_rows.keys() : Ids()};
    m_app->library()->reader().read(
        this, [question](library::Library &library) { return answerOf(library, question); },
        [this](const Answer &answer) { take(answer); });
}

// What was asked for meanwhile comes next; what is not wanted any more is not shown.
void LibraryListModel::take(const Answer &answer)
{
    m_asking = false;
    if (m_stale)
        return ask();
    const int before = count();
    takeRows(answer);
    if (before != count())
        Q_EMIT countChanged();
    const bool loaded = count() > 0 || m_app->library()->isComplete();
    if (m_loaded != loaded) {
        m_loaded = loaded;
        Q_EMIT loadedChanged();
    }
}

void LibraryListModel::takeRows(const Answer &answer)
{
    const Rows before = m_rows;
    if (answer.isLong && std::exchange(m_shownList, m_list) == m_list)
        m_rows.insert(answer.rows);
    else
        m_rows = answer.rows;
    m_shownList = answer.isLong ? m_list : QString();
    replaceMiddle(answer);
    QSet<ContentId> changed;
    for (auto row = answer.rows.begin(); row != answer.rows.end(); ++row) {
        const auto known = before.constFind(row.key());
        if (known != before.constEnd() && *known != *row)
            changed.insert(row.key());
    }
    for (int row = 0; row < count() && !changed.isEmpty(); ++row) {
        if (changed.remove(m_ids[row]))
            Q_EMIT dataChanged(index(row), index(row));
    }
}

void LibraryListModel::replaceMiddle(const Answer &answer)
{
    const int head = int(answer.head);
    const int gone = count() - head - int(answer.tail);
    const int come = int(answer.ids.size()) - head - int(answer.tail);
    const int changed = std::min(gone, come);
    if (gone > come) {
        beginRemoveRows({}, head + changed, head + gone - 1);
        m_ids = answer.ids;
        endRemoveRows();
    } else if (come > gone) {
        beginInsertRows({}, head + changed, head + come - 1);
        m_ids = answer.ids;
        endInsertRows();
    } else {
        m_ids = answer.ids;
    }
    if (changed > 0)
        Q_EMIT dataChanged(index(head), index(head + changed - 1));
}

// The cards around the row that was missed last: whoever scrolls fast does not wait for what they passed.
void LibraryListModel::fetch()
{
    if (m_fetching || m_wanted < 0)
        return;
    const int wanted = std::exchange(m_wanted, -1);
    Ids missing;
    for (int row = std::max(0, wanted - aroundWanted); row < std::min(count(), wanted + aroundWanted); ++row) {
        if (!m_rows.contains(m_ids[row]))
            missing.append(m_ids[row]);
    }
    if (missing.isEmpty())
        return;
    if (m_rows.size() + missing.size() > maxHeld) {
        Rows near;
        for (int row = std::max(0, wanted - maxHeld / 4); row < std::min(count(), wanted + maxHeld / 4); ++row) {
            if (const auto known = m_rows.constFind(m_ids[row]); known != m_rows.constEnd())
                near.insert(known.key(), *known);
        }
        m_rows = near;
    }
    m_fetching = true;
    m_app->library()->reader().read(
        this, [missing](library::Library &library) { return orNone(library.cards(missing)); },
        [this, missing](const QList<wire::ContentSummary> &cards) { takeCards(missing, cards); });
}

void LibraryListModel::takeCards(const Ids &asked, const QList<wire::ContentSummary> &cards)
{
    m_fetching = false;
    for (const ContentId &id : asked)
        m_rows.insert(id, {bareCard(id)}); // nobody knows more of it than this
    for (const wire::ContentSummary &card : cards)
        m_rows.insert(card.id, {card});
    const auto first = m_ids.indexOf(asked.first());
    const auto last = m_ids.lastIndexOf(asked.last());
    if (first >= 0 && last >= first)
        Q_EMIT dataChanged(index(int(first)), index(int(last)));
    else if (!m_ids.isEmpty()) // they moved meanwhile
        Q_EMIT dataChanged(index(0), index(count() - 1));
    m_soon->start();
}

LibraryListModel::Answer LibraryListModel::answerOf(library::Library &library, const Question &question)
{
    Answer answer = read(library, question);
    const Ids &shown = question.shown;
    const qsizetype both = std::min(shown.size(), answer.ids.size());
    while (answer.head < both && shown[answer.head] == answer.ids[answer.head])
        ++answer.head;
    while (answer.tail < both - answer.head && shown[shown.size() - 1 - answer.tail] == answer.ids[answer.ids.size() - 1 - answer.tail])
        ++answer.tail;
    return answer;
}

LibraryListModel::Answer LibraryListModel::read(library::Library &library, const Question &question)
{
    Answer answer;
    const auto add = [&answer](const Row &row) {
        answer.ids.append(row.card.id);
        answer.rows.insert(row.card.id, row);
    };
    const auto addPlaylists = [&add](const QList<wire::PlaylistInfo> &playlists) {
        for (const wire::PlaylistInfo &playlist : playlists)
            add({bareCard(ContentId(playlist.id.uuid()), u"playlist"_s, playlist.name), playlist.itemCount});
    };
    if (!question.words.trimmed().isEmpty()) {
        const library::Hits hits = orNone(library.search(question.words, maxHits));
        addPlaylists(hits.playlists);
        for (const wire::ContentSummary &card : hits.contents)
            add({card});
    } else if (question.list == u"playlists") {
        addPlaylists(orNone(library.playlists()));
    } else if (question.list == u"artists" || question.list == u"shows") {
        for (const wire::ContentSummary &card : orNone(library.followed())) {
            if (card.kind == (question.list == u"shows" ? u"show" : u"artist"))
                add({card});
        }
        const Ids episodes = question.list == u"shows" ? orNone(library.liked({u"episode"_s})) : Ids();
        for (const wire::ContentSummary &card : orNone(library.cards(episodes.first(std::min<qsizetype>(maxHeld, episodes.size())))))
            add({card});
    } else {
        answer.isLong = true;
        answer.ids =
            orNone(library.liked(question.list == u"songs" ? QStringList{u"track"_s} : QStringList{u"album"_s, u"single"_s, u"ep"_s}));
        for (const wire::ContentSummary &card :
             orNone(library.cards(answer.ids.first(std::min<qsizetype>(aroundWanted, answer.ids.size())))))
            answer.rows.insert(card.id, {card});
        for (const wire::ContentSummary &card : orNone(library.cards(question.held)))
            answer.rows.insert(card.id, {card});
    }
    return answer;
}

QString LibraryListModel::likedDownload() const
{
    return likedDownloadId().toString();
}

void LibraryListModel::downloadLiked()
{
    if (m_app != nullptr && m_app->library()->available())
        m_app->library()->reader().read(this, app::likedDownload, [this](const wire::AlbumInfo &liked) { m_app->downloads()->add(liked); });
}

void LibraryListModel::prefetch(int row)
{
    if (m_app != nullptr && row >= 0 && row < count() && m_rows.value(m_ids[row]).card.kind == u"track")
        m_app->player().prefetch(m_ids[row]);
}

void LibraryListModel::play(int row)
{
    if (m_app == nullptr || row < 0 || row >= count())
        return;
    const Ids near = m_ids.mid(std::max(0, row - queuedBefore), maxQueued);
    m_app->library()->reader().read(
        this, [near](library::Library &library) { return orNone(library.cards(near)); },
        [this, chosen = m_ids[row]](QList<wire::ContentSummary> cards) {
            cards.removeIf([](const wire::ContentSummary &card) { return card.kind != u"track"; });
            const auto first =
                std::find_if(cards.begin(), cards.end(), [&](const wire::ContentSummary &card) { return card.id == chosen; });
            if (first != cards.end())
                m_app->player().play(queueOf(cards, int(first - cards.begin())));
        });
}

} // namespace melody::app
