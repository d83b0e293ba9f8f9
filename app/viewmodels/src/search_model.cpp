// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/folding.h>
#include <viewmodels/cards.h>
#include <viewmodels/search_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int libraryHits = 300;

enum class Group { Songs, Albums, Artists, Shows, Episodes, Playlists };
constexpr int groups = 6;

Group groupOf(const QString &kind)
{
    if (kind == u"track")
        return Group::Songs;
    if (kind == u"artist")
        return Group::Artists;
    if (kind == u"show")
        return Group::Shows;
    if (kind == u"episode")
        return Group::Episodes;
    return kind == u"playlist" ? Group::Playlists : Group::Albums;
}

QString headingOf(Group group)
{
    switch (group) {
    case Group::Songs:
        return SearchModel::tr("Songs");
    case Group::Albums:
        return SearchModel::tr("Albums");
    case Group::Artists:
        return SearchModel::tr("Artists");
    case Group::Shows:
        return SearchModel::tr("Shows");
    case Group::Episodes:
        return SearchModel::tr("Episodes");
    case Group::Playlists:
        break;
    }
    return SearchModel::tr("Playlists");
}

// Puts what matches where it belongs.
class Finder {
public:
    explicit Finder(const QString &words) : m_wanted(foldText(words).split(u' ', Qt::SkipEmptyParts)) {}
    [[nodiscard]] bool looks() const { return !m_wanted.isEmpty(); }

    void add(const SearchHit &hit)
    {
        QList<SearchHit> &group = m_found[size_t(groupOf(hit.card.kind))];
        if (group.size() >= SearchModel::maxOfKind || m_had.contains(hit.card.id))
            return;
        m_had.insert(hit.card.id);
        group.append(hit);
    }
    void look(const wire::ContentSummary &card)
    {
        if (card.id.isNull() || card.title.isEmpty() || m_had.contains(card.id))
            return;
        const QString text = u' ' + foldText(card.title + u' ' + card.subtitle);
        if (std::all_of(m_wanted.cbegin(), m_wanted.cend(), [&](const QString &word) { return text.contains(u' ' + word); }))
            add({card});
    }
    [[nodiscard]] QList<SearchHit> take() const
    {
        QList<SearchHit> all;
        for (const QList<SearchHit> &group : m_found)
            all += group;
        return all;
    }

private:
    const QStringList m_wanted;
    QSet<ContentId> m_had;
    std::array<QList<SearchHit>, groups> m_found;
};

wire::ContentSummary cardFor(const ContentId &id, const QString &kind, const QString &title, const QString &subtitle)
{
    wire::ContentSummary card;
    card.id = id;
    card.kind = kind;
    card.title = title;
    card.subtitle = subtitle;
    return card;
}

// A song by itself, the album or show it is of, and who made it.
void lookAt(const wire::TrackInfo &track, Finder &finder)
{
    wire::ContentSummary card = track.summary;
    if (card.subtitle.isEmpty())
        card.subtitle = track.artistName;
    finder.look(card);
    const bool isSpoken = card.kind == u"episode";
    wire::ContentSummary whole = cardFor(track.album, isSpoken ? u"show"_s : u"album"_s, track.albumTitle, track.artistName);
    whole.image = card.image;
    finder.look(whole);
    finder.look(cardFor(track.artist, u"artist"_s, track.artistName, {}));
}

void lookAt(const wire::AlbumInfo &kept, Finder &finder)
{
    wire::ContentSummary card = kept.summary;
    // The newest songs of an artist and the newest episodes of a show stand for whose they are; a playlist is the library's.
    if (card.kind.startsWith(u"newest_"))
        card.kind = card.kind.startsWith(u"newest_episodes_") ? u"show"_s : u"artist"_s;
    const QStringList known{u"album"_s, u"single"_s, u"ep"_s, u"artist"_s, u"show"_s, u"track"_s, u"episode"_s};
    if (card.subtitle.isEmpty() && card.kind != u"artist")
        card.subtitle = kept.artistName;
    if (known.contains(card.kind))
        finder.look(card);
    if (card.kind != u"artist")
        finder.look(cardFor(kept.artist, u"artist"_s, kept.artistName, {}));
    for (const wire::TrackInfo &track : kept.tracks)
        lookAt(track, finder);
}

} // namespace

QList<SearchHit> searchHits(const library::Hits &hits, const QList<downloads::Collection> &kept, const QString &words)
{
    Finder finder(words);
    if (!finder.looks())
        return {};
    for (const wire::ContentSummary &card : hits.contents)
        finder.add({card});
    for (const wire::PlaylistInfo &playlist : hits.playlists)
        finder.add({cardFor(ContentId(playlist.id.uuid()), u"playlist"_s, playlist.name, {}), playlist.itemCount});
    for (const downloads::Collection &collection : kept)
        lookAt(collection.info, finder);
    return finder.take();
}

SearchModel::SearchModel(QObject *parent) : QAbstractListModel(parent), m_soon(new QTimer(this))
{
    m_soon->setSingleShot(true);
    m_soon->setInterval(pause);
    connect(m_soon, &QTimer::timeout, this, &SearchModel::look);
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SearchHit &hit = m_hits[index.row()];
    if (role == groupRole)
        return headingOf(groupOf(hit.card.kind));
    if (role != rowRole)
        return {};
    QVariantMap row = cardRow(hit.card);
    if (hit.songs >= 0)
        row.insert(u"count"_s, hit.songs);
    return row;
}

void SearchModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    // A heart, a download: what is there is different. While something is looked for anyway, that will see it.
    const auto again = [this] {
        if (!m_words.isEmpty() && !m_soon->isActive())
            m_soon->start();
    };
    connect(app->library(), &LibraryViewModel::changed, this, again);
    connect(app->downloads(), &DownloadsViewModel::changed, this, again);
    look();
}

void SearchModel::setWords(const QString &words)
{
    const QString wanted = words.left(maxWords);
    if (m_words == wanted)
        return;
    m_words = wanted;
    Q_EMIT wordsChanged();
    m_soon->start();
}

void SearchModel::look()
{
    if (m_app == nullptr)
        return;
    m_stale = true;
    if (!m_asking)
        ask();
}

void SearchModel::ask()
{
    m_stale = false;
    const QString words = m_words.simplified();
    const QList<downloads::Collection> kept = m_app->downloads()->collections();
    if (words.isEmpty())
        return take({}, {});
    if (!m_app->library()->available())
        return take(words, searchHits({}, kept, words));
    m_asking = true;
    m_app->library()->reader().read(
        this,
        [words, kept](library::Library &library) {
            return searchHits(library.search(words, libraryHits).value_or(library::Hits()), kept, words);
        },
        [this, words](const QList<SearchHit> &hits) {
            m_asking = false;
            m_stale ? ask() : take(words, hits);
        });
}

void SearchModel::take(const QString &words, const QList<SearchHit> &hits)
{
    const bool isSame = m_shown == words;
    if (isSame && m_hits == hits)
        return;
    // Other words: another list. The same ones: what did not move keeps its delegate, and so the keyboard's focus.
    if (isSame && m_hits.size() == hits.size()) {
        m_hits = hits;
        Q_EMIT dataChanged(index(0), index(count() - 1));
        return;
    }
    beginResetModel();
    m_hits = hits;
    endResetModel();
    m_shown = words;
    Q_EMIT shownChanged();
}

void SearchModel::play(int row)
{
    if (row < 0 || row >= count())
        return;
    QList<wire::ContentSummary> songs;
    int first = -1;
    for (int i = 0; i < count(); ++i) {
        if (groupOf(m_hits[i].card.kind) != Group::Songs)
            continue;
        if (i == row)
            first = int(songs.size());
        songs.append(m_hits[i].card);
    }
    if (first >= 0)
        m_app->player().play(queueOf(songs, first));
}

void SearchModel::prefetch(int row)
{
    if (row >= 0 && row < count() && groupOf(m_hits[row].card.kind) == Group::Songs)
        m_app->player().prefetch(m_hits[row].card.id);
}

} // namespace melody::app
