// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/cards.h>
#include <viewmodels/library_list_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxHits = 100;

QVariantMap playlistRow(const wire::PlaylistInfo &playlist)
{
    return {{u"id"_s, playlist.id.toString()}, {u"kind"_s, u"playlist"_s},       {u"title"_s, playlist.name},
            {u"subtitle"_s, QString()},        {u"count"_s, playlist.itemCount}, {u"imageId"_s, QString()}};
}

QList<QVariantMap> rowsOf(const QList<wire::ContentSummary> &cards, const QString &kind = {})
{
    QList<QVariantMap> rows;
    for (const wire::ContentSummary &card : cards) {
        const bool isRelease = kind == u"album" && (card.kind == u"single" || card.kind == u"ep");
        if (kind.isEmpty() || card.kind == kind || isRelease)
            rows.append(cardRow(card));
    }
    return rows;
}

QList<QVariantMap> rowsOf(const QList<wire::PlaylistInfo> &playlists)
{
    QList<QVariantMap> rows;
    for (const wire::PlaylistInfo &playlist : playlists)
        rows.append(playlistRow(playlist));
    return rows;
}

template<typename T>
T orNone(const Result<T> &read)
{
    return read ? *read : T();
}

} // namespace

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
    show(read());
    const bool loaded = count() > 0 || m_app->library()->isComplete();
    if (m_loaded != loaded) {
        m_loaded = loaded;
        Q_EMIT loadedChanged();
    }
}

QList<QVariantMap> LibraryListModel::read() const
{
    library::Library &library = *m_app->library()->library();
    if (!m_words.trimmed().isEmpty()) {
        const library::Hits hits = orNone(library.search(m_words, maxHits));
        return rowsOf(hits.playlists) + rowsOf(hits.contents);
    }
    if (m_list == u"playlists")
        return rowsOf(orNone(library.playlists()));
    if (m_list == u"artists")
        return rowsOf(orNone(library.followed()), u"artist"_s);
    return rowsOf(orNone(library.liked()), m_list == u"songs" ? u"track"_s : u"album"_s);
}

void LibraryListModel::play(int row)
{
    if (m_app == nullptr || row < 0 || row >= count())
        return;
    QList<wire::ContentSummary> songs;
    int first = 0;
    for (int i = 0; i < count(); ++i) {
        if (at(i).value(u"kind"_s) != u"track"_s)
            continue;
        if (i == row)
            first = int(songs.size());
        if (const auto card = cardOf(at(i)))
            songs.append(*card);
    }
    m_app->player().play(queueOf(songs, first));
}

} // namespace melody::app
