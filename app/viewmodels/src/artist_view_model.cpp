// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/artist_view_model.h>
#include <viewmodels/cards.h>
#include <viewmodels/download_keeper.h>
#include <viewmodels/playback_view_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

void ArtistViewModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, &ArtistViewModel::phaseChanged); // errors are words
    load();
}

void ArtistViewModel::setArtistId(const QString &id)
{
    if (m_artistId == id)
        return;
    m_artistId = id;
    load();
}

void ArtistViewModel::load()
{
    if (loading() || m_app == nullptr || m_artistId.isEmpty())
        return;
    const auto id = ContentId::parse(m_artistId);
    if (!id)
        return setFailed({ErrorKind::NotFound, u"not_found"_s, u"This is not an id."_s});
    setLoading();
    m_app->api().artist(*id, this, [this](const Result<wire::ArtistInfo> &artist) {
        if (!artist)
            return setFailed(artist.error());
        m_artist = *artist;
        m_albums.reset(m_artist.albums);
        Q_EMIT artistChanged();
        setReady();
    });
}

QVariantMap ArtistViewModel::card() const
{
    return cardRow(m_artist.summary);
}

void ArtistViewModel::keepNewest(int songs)
{
    if (!ready())
        return;
    if (songs <= 0)
        return m_app->downloads()->remove(m_artistId);
    const wire::AlbumInfo *kept = m_app->downloads()->find(m_artistId);
    wire::AlbumInfo info = kept != nullptr ? *kept : wire::AlbumInfo(); // what is here stays until it is known what is newest
    info.summary = m_artist.summary;
    info.summary.kind = newestKind(songs);
    info.artist = m_artist.summary.id;
    info.artistName = m_artist.summary.title;
    m_app->downloads()->add(info);
}

void ArtistViewModel::play()
{
    if (ready() && !m_artist.albums.isEmpty())
        m_app->playback()->playAlbum(m_artist.albums.first().id.toString());
}

} // namespace melody::app
