// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/cards.h>
#include <viewmodels/library_list_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxHits = 100;
constexpr qsizetype queuedBefore = 200; // songs before the chosen one, to go back to

bool isOfKind(const wire::ContentSummary &card, const QString &kind)
{
    return card.kind == kind || (kind == u"album" && (card.kind == u"single" || card.kind == u"ep"));
}

template<typename T>
T orNone(const Result<T> &read)
{
    return read ? *read : T();
}

} // namespace

LibraryListModel::LibraryListModel(QObject *parent) : QAbstractListModel(parent), m_reader(std::make_unique<Mailbox>())
{
    m_thread.setObjectName(u"library list"_s);
    m_reader->moveToThread(&m_thread);
    m_thread.start();
}

LibraryListModel::~LibraryListModel()
{
    m_thread.quit();
    m_thread.wait();
}

QVariant LibraryListModel::data(const QModelIndex &index, int role) const
{
    if (role != rowRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
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
    m_reader->post([this, question = Question{m_app->library()->library(), m_list, m_words, m_rows}] {
        QMetaObject::invokeMethod(
            this, [this, answer = answerOf(question)] { take(answer); }, Qt::QueuedConnection);
    });
}

// What was asked for meanwhile comes next; what is not wanted any more is not shown.
void LibraryListModel::take(const Answer &answer)
{
    m_asking = false;
    if (m_stale)
        return ask();
    const int before = count();
    replaceMiddle(answer);
    if (before != count())
        Q_EMIT countChanged();
    const bool loaded = count() > 0 || m_app->library()->isComplete();
    if (m_loaded != loaded) {
        m_loaded = loaded;
        Q_EMIT loadedChanged();
    }
}

void LibraryListModel::replaceMiddle(const Answer &answer)
{
    const int head = int(answer.head);
    const int gone = count() - head - int(answer.tail);
    const int come = int(answer.rows.size()) - head - int(answer.tail);
    const int changed = std::min(gone, come);
    if (gone > come) {
        beginRemoveRows({}, head + changed, head + gone - 1);
        m_rows = answer.rows;
        endRemoveRows();
    } else if (come > gone) {
        beginInsertRows({}, head + changed, head + come - 1);
        m_rows = answer.rows;
        endInsertRows();
    } else {
        m_rows = answer.rows;
    }
    if (changed > 0)
        Q_EMIT dataChanged(index(head), index(head + changed - 1));
}

LibraryListModel::Answer LibraryListModel::answerOf(const Question &question)
{
    Answer answer{read(question)};
    const Rows &shown = question.shown;
    const qsizetype both = std::min(shown.size(), answer.rows.size());
    while (answer.head < both && shown[answer.head] == answer.rows[answer.head])
        ++answer.head;
    while (answer.tail < both - answer.head && shown[shown.size() - 1 - answer.tail] == answer.rows[answer.rows.size() - 1 - answer.tail])
        ++answer.tail;
    return answer;
}

LibraryListModel::Rows LibraryListModel::read(const Question &question)
{
    Rows rows;
    const auto addPlaylists = [&rows](const QList<wire::PlaylistInfo> &playlists) {
        for (const wire::PlaylistInfo &playlist : playlists) {
            Row row;
            row.card.id = ContentId(playlist.id.uuid());
            row.card.kind = u"playlist"_s;
            row.card.title = playlist.name;
            row.songs = playlist.itemCount;
            rows.append(std::move(row));
        }
    };
    const auto addCards = [&rows](const QList<wire::ContentSummary> &cards, const QString &kind) {
        for (const wire::ContentSummary &card : cards) {
            if (kind.isEmpty() || isOfKind(card, kind))
                rows.append({card});
        }
    };
    library::Library &library = *question.library;
    if (!question.words.trimmed().isEmpty()) {
        const library::Hits hits = orNone(library.search(question.words, maxHits));
        addPlaylists(hits.playlists);
        addCards(hits.contents, {});
    } else if (question.list == u"playlists") {
        addPlaylists(orNone(library.playlists()));
    } else if (question.list == u"artists") {
        addCards(orNone(library.followed()), u"artist"_s);
    } else {
        addCards(orNone(library.liked()), question.list == u"songs" ? u"track"_s : u"album"_s);
    }
    return rows;
}

void LibraryListModel::play(int row)
{
    if (m_app == nullptr || row < 0 || row >= count())
        return;
    QList<wire::ContentSummary> songs;
    int first = 0;
    for (qsizetype i = std::max<qsizetype>(0, row - queuedBefore); i < m_rows.size() && songs.size() < maxQueued; ++i) {
        if (m_rows[i].card.kind != u"track")
            continue;
        if (i == row)
            first = int(songs.size());
        songs.append(m_rows[i].card);
    }
    m_app->player().play(queueOf(songs, first));
}

} // namespace melody::app
