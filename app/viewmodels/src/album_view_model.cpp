// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/album_view_model.h>
#include <viewmodels/cards.h>
#include <viewmodels/content_list_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

void AlbumViewModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, &AlbumViewModel::phaseChanged); // errors are words
    load();
}

void AlbumViewModel::setAlbumId(const QString &id)
{
    if (m_albumId == id)
        return;
    m_albumId = id;
    load();
}

void AlbumViewModel::setTrackId(const QString &id)
{
    if (m_trackId == id)
        return;
    m_trackId = id;
    load();
}

QString AlbumViewModel::imageId() const
{
    return imageText(m_album.summary.image);
}

int AlbumViewModel::minutes() const
{
    qint64 ms = 0;
    for (const wire::TrackInfo &track : m_album.tracks)
        ms += track.summary.durationMs;
    return int((ms + 30'000) / 60'000);
}

void AlbumViewModel::load()
{
    if (loading() || m_app == nullptr || (m_albumId.isEmpty() && m_trackId.isEmpty()))
        return;
    const auto id = ContentId::parse(m_albumId.isEmpty() ? m_trackId : m_albumId);
    if (!id)
        return setFailed({ErrorKind::NotFound, u"not_found"_s, u"This is not an id."_s});
    setLoading();
    m_albumId.isEmpty() ? askTrack() : askAlbum(*id);
}

// Which album a song is of. Without the server, that of its download; a song that was kept alone stands alone then.
void AlbumViewModel::askTrack()
{
    const ContentId id = *ContentId::parse(m_trackId);
    m_app->api().track(id, this, [this](const Result<wire::TrackInfo> &track) {
        if (track && !track->album.isNull()) {
            m_albumId = track->album.toString();
            return askAlbum(track->album);
        }
        const wire::AlbumInfo *kept = m_app->downloads()->find(m_trackId);
        if (track)
            setFailed({ErrorKind::NotFound, u"not_found"_s, u"It has no album."_s});
        else if (kept == nullptr || track.error().kind != ErrorKind::Unavailable)
            setFailed(track.error());
        else
            show(*kept);
    });
}

int AlbumViewModel::trackRow() const
{
    const auto &tracks = m_album.tracks;
    const auto found =
        std::find_if(tracks.cbegin(), tracks.cend(), [this](const auto &track) { return track.summary.id.toString() == m_trackId; });
    return found == tracks.cend() ? -1 : int(found - tracks.cbegin());
}

void AlbumViewModel::askAlbum(const ContentId &id)
{
    m_app->api().album(id, this, [this](const Result<wire::AlbumInfo> &album) {
        const wire::AlbumInfo *kept = album ? nullptr : m_app->downloads()->find(m_albumId);
        if (!album && (kept == nullptr || album.error().kind != ErrorKind::Unavailable))
            return setFailed(album.error());
        show(album ? *album : *kept);
    });
}

QVariantMap AlbumViewModel::card(int row) const
{
    if (row < 0 || row >= m_album.tracks.size())
        return cardRow(m_album.summary);
    const wire::TrackInfo &track = m_album.tracks[row];
    QVariantMap card = cardRow(track.summary);
    if (track.summary.subtitle.isEmpty())
        card[u"subtitle"_s] = track.artistName.isEmpty() ? m_album.artistName : track.artistName;
    if (!track.summary.image)
        card[u"imageId"_s] = imageId();
    card.insert(u"albumId"_s, m_album.summary.id.toString());
    card.insert(u"albumPosition"_s, row + 1);
    return card;
}

QVariantList AlbumViewModel::cards() const
{
    QVariantList cards;
    for (int row = 0; row < m_album.tracks.size(); ++row)
        cards.append(card(row));
    return cards;
}

void AlbumViewModel::show(const wire::AlbumInfo &album)
{
    m_album = album;
    QList<TrackRow> rows;
    rows.reserve(album.tracks.size());
    for (const wire::TrackInfo &track : album.tracks) {
        rows.append({track.summary.id, track.summary.title, track.artistName, imageText(track.summary.image), track.trackNumber,
                     track.discNumber, track.summary.durationMs, track.playCount, track.summary.explicitContent});
    }
    m_tracks.reset(std::move(rows));
    Q_EMIT albumChanged();
    setReady();
}

void AlbumViewModel::play(int row)
{
    if (ready() && row >= 0 && row < m_album.tracks.size())
        m_app->player().play(albumQueue(m_album, row));
}

void AlbumViewModel::download()
{
    if (ready() && m_app != nullptr)
        m_app->downloads()->add(m_album);
}

void AlbumViewModel::prefetch(int row)
{
    if (ready() && row >= 0 && row < m_album.tracks.size())
        m_app->player().prefetch(m_album.tracks[row].summary.id);
}

player::PlayQueue albumQueue(const wire::AlbumInfo &album, int row)
{
    QList<player::QueueItem> items;
    items.reserve(album.tracks.size());
    for (const wire::TrackInfo &track : album.tracks) {
        items.append({0, track.summary.id, album.summary.id, track.summary.title,
                      track.artistName.isEmpty() ? album.artistName : track.artistName,
                      track.summary.image ? track.summary.image : album.summary.image, track.summary.durationMs, int(items.size()) + 1,
                      track.summary.kind == u"episode"});
    }
    return player::PlayQueue(std::move(items), row);
}

} // namespace melody::app
