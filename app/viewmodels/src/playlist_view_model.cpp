// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/cards.h>
#include <viewmodels/download_keeper.h>
#include <viewmodels/playlist_view_model.h>

#include <playlists/playlist_file.h>

#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

namespace melody::app {

using namespace Qt::StringLiterals;

void PlaylistViewModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, &PlaylistViewModel::phaseChanged); // errors are words
    connect(app->library(), &LibraryViewModel::changed, this, &PlaylistViewModel::load);
    load();
}

void PlaylistViewModel::setPlaylistId(const QString &id)
{
    m_id = PlaylistId::parse(id);
    load();
}

int PlaylistViewModel::minutes() const
{
    qint64 ms = 0;
    for (const library::PlaylistEntry &entry : m_playlist.entries)
        ms += entry.card.durationMs;
    return int((ms + 30'000) / 60'000);
}

void PlaylistViewModel::load()
{
    if (m_app == nullptr || !m_id || !m_app->library()->available())
        return;
    m_stale = true;
    if (!m_asking)
        ask();
}

void PlaylistViewModel::ask()
{
    m_stale = false;
    m_asking = true;
    const auto read = [id = *m_id](library::Library &library) {
        Read read{library.playlist(id), {}};
        if (!read.playlist)
            return read;
        read.rows.reserve(read.playlist->entries.size());
        for (const library::PlaylistEntry &entry : std::as_const(read.playlist->entries)) {
            QVariantMap row = cardRow(entry.card);
            row.insert(u"item"_s, entry.item.toString());
            read.rows.append(row);
        }
        return read;
    };
    m_app->library()->reader().read(this, read, [this](const Read &read) { take(read); });
}

void PlaylistViewModel::take(const Read &read)
{
    m_asking = false;
    if (m_stale)
        return ask();
    if (!read.playlist && std::exchange(m_mayCome, false))
        return setLoading();
    if (!read.playlist)
        return setFailed(read.playlist.error());
    m_mayCome = false;
    m_playlist = *read.playlist;
    m_shown = read.rows;
    m_rows.show(m_shown);
    Q_EMIT playlistChanged();
    setReady();
}

void PlaylistViewModel::rename(const QString &name)
{
    if (ready() && name.simplified() != m_playlist.info.name)
        m_app->library()->renamePlaylist(*m_id, name);
}

void PlaylistViewModel::describe(const QString &description)
{
    const QString words = description.simplified().left(wire::maxPlaylistDescription);
    if (ready() && words != m_playlist.info.description)
        m_app->library()->library()->changePlaylist(*m_id, {{}, words});
}

void PlaylistViewModel::download()
{
    if (ready())
        m_app->downloads()->add(downloadOf(m_playlist));
}

void PlaylistViewModel::deleteForGood()
{
    if (ready())
        m_app->library()->deletePlaylist(m_playlist.info);
}

void PlaylistViewModel::remove(int row)
{
    if (!ready() || row < 0 || row >= m_playlist.entries.size())
        return;
    const auto after = row > 0 ? std::optional(m_playlist.entries[row - 1].item) : std::nullopt;
    m_app->library()->removeEntry(*m_id, m_playlist.entries[row], after);
}

void PlaylistViewModel::move(int from, int to)
{
    const int last = int(m_playlist.entries.size()) - 1;
    if (!ready() || from < 0 || from > last || to < 0 || to > last || from == to)
        return;
    const int before = from < to ? to : to - 1; // behind which it will stand
    const auto after = before >= 0 ? std::optional(m_playlist.entries[before].item) : std::nullopt;
    m_app->library()->library()->move(*m_id, m_playlist.entries[from].item, after);
    m_playlist.entries.move(from, to); // the store follows in a moment
    m_shown.move(from, to);
    m_rows.show(m_shown);
    m_stale = m_asking; // what is read just now is from before
    Q_EMIT playlistChanged();
}

void PlaylistViewModel::play(int row)
{
    if (!ready() || row < 0 || row >= m_playlist.entries.size())
        return;
    QList<wire::ContentSummary> songs;
    int first = 0;
    for (int i = 0; i < m_playlist.entries.size(); ++i) {
        const wire::ContentSummary &card = m_playlist.entries[i].card;
        if (i == row)
            first = int(songs.size());
        if (!card.title.isEmpty())
            songs.append(card);
    }
    if (!songs.isEmpty())
        m_app->player().play(queueOf(songs, std::min(first, int(songs.size()) - 1)));
}

void PlaylistViewModel::prefetch(int row)
{
    if (ready() && row >= 0 && row < m_playlist.entries.size() && !m_playlist.entries[row].card.title.isEmpty())
        m_app->player().prefetch(m_playlist.entries[row].card.id);
}

void PlaylistViewModel::exportTo(const QUrl &file)
{
    if (!ready())
        return;
    playlists::PlaylistFile list{m_playlist.info.name, m_playlist.info.description, {}};
    list.entries.reserve(m_playlist.entries.size());
    for (const library::PlaylistEntry &entry : std::as_const(m_playlist.entries)) {
        if (!entry.card.title.isEmpty())
            list.entries.append({entry.card.id, entry.card.title, entry.card.subtitle, entry.card.durationMs});
    }
    const QFileInfo place(file.toLocalFile());
    const QByteArray bytes = place.suffix().startsWith(u"m3u", Qt::CaseInsensitive) ? toM3u(list) : toXspf(list);
    QSaveFile out(place.filePath());
    const bool written = file.isLocalFile() && out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
    Q_EMIT m_app->library()->said(written ? tr("%1 is saved as %2").arg(name(), place.fileName())
                                          : tr("The playlist can't be written there. Choose another folder."),
                                  {});
}

} // namespace melody::app
