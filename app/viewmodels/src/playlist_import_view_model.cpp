// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/playlist_import_view_model.h>

#include <values/folding.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLocale>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr int candidates = 20; // of a name
constexpr int asksAtOnce = 8;

std::optional<wire::ContentSummary> namedCard(library::Library &library, const playlists::FileEntry &entry)
{
    if (entry.title.isEmpty())
        return {};
    const auto hits = library.search(entry.title + u' ' + entry.artist, candidates);
    const QString title = foldText(entry.title);
    const QString artist = foldText(entry.artist);
    for (const wire::ContentSummary &card : hits.value_or(library::Hits()).contents) {
        if (card.kind == u"track" && foldText(card.title) == title && (artist.isEmpty() || foldText(card.subtitle) == artist))
            return card;
    }
    return {};
}

Result<playlists::PlaylistFile> readFile(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"unreadable"_s, file.errorString());
    auto read = playlists::parsePlaylistFile(file.read(playlists::maxFileBytes + 1));
    if (read && read->name.isEmpty())
        read->name = QFileInfo(path).completeBaseName().left(wire::maxPlaylistName);
    return read;
}

} // namespace

PlaylistImportViewModel::Reading PlaylistImportViewModel::readingOf(library::Library &library, const QString &path)
{
    Reading reading{readFile(path), {}};
    if (!reading.file)
        return reading;
    QList<ContentId> linked;
    for (const playlists::FileEntry &entry : std::as_const(reading.file->entries)) {
        if (entry.content)
            linked.append(*entry.content);
    }
    QHash<ContentId, wire::ContentSummary> known;
    for (const wire::ContentSummary &card : library.cards(linked).value_or(QList<wire::ContentSummary>()))
        known.insert(card.id, card);
    reading.matches.reserve(reading.file->entries.size());
    for (const playlists::FileEntry &entry : std::as_const(reading.file->entries)) {
        Match match;
        if (entry.content && known.contains(*entry.content))
            match.byLink = known.value(*entry.content);
        else
            match.byName = namedCard(library, entry);
        reading.matches.append(match);
    }
    return reading;
}

void PlaylistImportViewModel::read(const QUrl &file)
{
    if (m_app == nullptr || !m_app->library()->available())
        return;
    cancel();
    m_phase = Phase::Busy;
    const auto read = [path = file.toLocalFile()](library::Library &library) { return readingOf(library, path); };
    m_app->library()->reader().read(this, read, [this, round = m_round](const Reading &reading) {
        if (round == m_round)
            take(reading);
    });
    Q_EMIT changed();
}

void PlaylistImportViewModel::take(const Reading &reading)
{
    if (!reading.file || reading.file->entries.isEmpty()) {
        const QString code = reading.file ? QString() : reading.file.error().code;
        m_error =
            code == u"unreadable" ? tr("This file can't be opened.")
            : code == u"too_large"
                ? tr("This file is larger than a playlist can be: %1 songs at most.").arg(QLocale().toString(playlists::maxFileEntries))
            : code.isEmpty() ? tr("There are no songs in this file.")
                             : tr("This is neither an XSPF nor an M3U playlist.");
        return finish(Phase::Failed);
    }
    m_file = *reading.file;
    m_matches = reading.matches;
    for (qsizetype i = 0; i < m_matches.size(); ++i) {
        if (m_file.entries[i].content && !m_matches[i].byLink)
            m_unknown.append(i);
    }
    askServer();
}

void PlaylistImportViewModel::askServer()
{
    while (!m_unknown.isEmpty() && m_pending < asksAtOnce) {
        const qsizetype index = m_unknown.takeFirst();
        ++m_pending;
        m_app->api().track(*m_file.entries[index].content, this, [this, index, round = m_round](const Result<wire::TrackInfo> &track) {
            if (round != m_round)
                return;
            --m_pending;
            if (track)
                m_matches[index].byLink = track->summary;
            else if (track.error().kind != ErrorKind::NotFound && !m_matches[index].byName)
                m_incomplete = true;
            askServer();
        });
    }
    if (m_pending == 0)
        finish(Phase::Ready);
}

void PlaylistImportViewModel::finish(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
}

QList<wire::ContentSummary> PlaylistImportViewModel::foundCards() const
{
    QList<wire::ContentSummary> cards;
    cards.reserve(m_matches.size());
    for (const Match &match : m_matches) {
        if (match.byLink || match.byName)
            cards.append(match.byLink ? *match.byLink : *match.byName);
    }
    return cards;
}

QStringList PlaylistImportViewModel::missing() const
{
    QStringList names;
    for (qsizetype i = 0; ready() && i < m_matches.size(); ++i) {
        const playlists::FileEntry &entry = m_file.entries[i];
        if (!m_matches[i].byLink && !m_matches[i].byName)
            names.append(entry.title.isEmpty()    ? tr("A song without a name")
                         : entry.artist.isEmpty() ? entry.title
                                                  : tr("%1, %2", "song, artist").arg(entry.title, entry.artist));
    }
    return names;
}

QString PlaylistImportViewModel::create()
{
    const QList<wire::ContentSummary> cards = foundCards();
    if (!ready() || cards.isEmpty())
        return {};
    const PlaylistId id = m_app->library()->library()->createPlaylist(m_file.name, cards, m_file.description);
    cancel();
    return id.toString();
}

void PlaylistImportViewModel::cancel()
{
    ++m_round;
    m_pending = 0;
    m_file = {};
    m_matches.clear();
    m_unknown.clear();
    m_incomplete = false;
    m_error.clear();
    finish(Phase::Idle);
}

} // namespace melody::app
