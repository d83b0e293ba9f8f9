// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/cards.h>
#include <viewmodels/playlist_view_model.h>

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
    const auto read = m_app->library()->library()->playlist(*m_id);
    if (!read && std::exchange(m_mayCome, false))
        return setLoading();
    if (!read)
        return setFailed(read.error());
    m_mayCome = false;
    m_playlist = *read;
    show();
    setReady();
}

void PlaylistViewModel::show()
{
    QList<QVariantMap> rows;
    for (const library::PlaylistEntry &entry : std::as_const(m_playlist.entries)) {
        QVariantMap row = cardRow(entry.card);
        row.insert(u"item"_s, entry.item.toString());
        rows.append(row);
    }
    m_rows.show(std::move(rows));
    Q_EMIT playlistChanged();
}

void PlaylistViewModel::rename(const QString &name)
{
    if (ready() && name.simplified() != m_playlist.info.name)
        m_app->library()->renamePlaylist(*m_id, name);
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
    show();
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

} // namespace melody::app
