// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/album_view_model.h>
#include <viewmodels/cards.h>
#include <viewmodels/content_list_model.h>
#include <viewmodels/error_words.h>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/show_view_model.h>
#include <viewmodels/track_list_model.h>

namespace melody::app {

using player::PlaybackStatus;

PlaybackViewModel::PlaybackViewModel(remote::Api &api, player::Player &player, PlayerWatch &watch)
    : m_api(api), m_player(player), m_watch(watch)
{
    connect(&watch, &PlayerWatch::changed, this, &PlaybackViewModel::refresh);
}

QVariantMap PlaybackViewModel::card() const
{
    if (!m_item)
        return {};
    wire::ContentSummary card;
    card.id = m_item->content;
    card.kind = speech() ? QStringLiteral("episode") : QStringLiteral("track");
    card.title = m_item->title;
    card.subtitle = m_item->artistName;
    card.image = m_item->image;
    card.durationMs = m_item->durationMs;
    return cardRow(card);
}

QString PlaybackViewModel::imageId() const
{
    return m_item ? imageText(m_item->image) : QString();
}

bool PlaybackViewModel::playing() const
{
    return m_status == PlaybackStatus::Playing || waiting();
}

bool PlaybackViewModel::waiting() const
{
    return m_status == PlaybackStatus::Loading || m_status == PlaybackStatus::Buffering;
}

QString PlaybackViewModel::error() const
{
    return m_error ? errorSentence(*m_error) : QString();
}

QString PlaybackViewModel::positionText() const
{
    return app::durationText(positionMs());
}

QString PlaybackViewModel::durationText() const
{
    return app::durationText(durationMs());
}

void PlaybackViewModel::setVolume(double volume)
{
    const double clamped = std::clamp(volume, 0.0, 1.0);
    if (m_muted && clamped > 0)
        setMuted(false);
    if (m_volume == clamped)
        return;
    m_volume = clamped;
    m_player.setVolume(clamped);
    Q_EMIT volumeChanged();
}

void PlaybackViewModel::setMuted(bool muted)
{
    if (m_muted == muted)
        return;
    m_muted = muted;
    m_player.setMuted(muted);
    Q_EMIT volumeChanged();
}

void PlaybackViewModel::toggle()
{
    if (!active())
        return;
    if (playing())
        m_player.pause();
    else
        m_player.resume();
}

void PlaybackViewModel::next()
{
    if (active())
        m_player.next();
}

void PlaybackViewModel::previous()
{
    if (active())
        m_player.previous();
}

void PlaybackViewModel::seekTo(double fraction)
{
    if (active() && durationMs() > 0)
        m_player.seek(qint64(std::clamp(fraction, 0.0, 1.0) * double(durationMs())));
}

void PlaybackViewModel::seekBy(qint64 ms)
{
    if (active())
        m_player.seek(std::clamp<qint64>(positionMs() + ms, 0, durationMs()));
}

QString PlaybackViewModel::timeAt(double fraction) const
{
    return app::durationText(qint64(std::clamp(fraction, 0.0, 1.0) * double(durationMs())));
}

void PlaybackViewModel::playAlbum(const QString &id)
{
    const auto album = ContentId::parse(id);
    if (!album)
        return;
    m_api.album(*album, this, [this, album = *album](const Result<wire::AlbumInfo> &info) {
        if (!info && info.error().kind == ErrorKind::NotFound)
            return playShow(album);
        if (!info)
            return Q_EMIT albumFailed(errorSentence(info.error()));
        if (!info->tracks.isEmpty())
            m_player.play(albumQueue(*info, 0));
    });
}

void PlaybackViewModel::playShow(const ContentId &id)
{
    m_api.show(id, this, [this](const Result<wire::ShowInfo> &show) {
        if (!show)
            Q_EMIT albumFailed(errorSentence(show.error()));
        else if (!show->episodes.items.isEmpty())
            m_player.play(showQueue(*show, 0));
    });
}

void PlaybackViewModel::stop()
{
    m_player.play({});
}

double PlaybackViewModel::fraction(qint64 ms) const
{
    return durationMs() > 0 ? std::clamp(double(ms) / double(durationMs()), 0.0, 1.0) : 0.0;
}

void PlaybackViewModel::refresh()
{
    const std::optional<player::QueueItem> item = state().queue.current();
    const bool otherTrack = (item ? item->content : ContentId()) != (m_item ? m_item->content : ContentId());
    const bool hasNext = state().lead || state().queue.nextIndex(player::Advance::Pressed);
    if (item != m_item || hasNext != m_hasNext) {
        m_hasNext = hasNext;
        m_item = item;
        Q_EMIT trackChanged();
    }
    if (otherTrack) {
        m_details.reset();
        Q_EMIT detailsChanged();
        if (m_item)
            fetchDetails(*m_item);
    }
    if (m_status != state().status || m_error != state().error) {
        m_status = state().status;
        m_error = state().error;
        Q_EMIT statusChanged();
    }
    if (m_volume != state().volume || m_muted != state().muted) {
        m_volume = state().volume;
        m_muted = state().muted;
        Q_EMIT volumeChanged();
    }
    Q_EMIT positionChanged();
}

void PlaybackViewModel::fetchDetails(const player::QueueItem &item)
{
    const auto take = [this, content = item.content](const Result<wire::TrackInfo> &track) {
        // Without them the bar is plain, which is not worth an error: the music plays.
        if (!track || !m_item || m_item->content != content)
            return;
        m_details = *track;
        Q_EMIT detailsChanged();
    };
    if (item.speech)
        m_api.episode(item.content, this, [take](const Result<wire::EpisodeInfo> &episode) { take(episode.map(trackOf)); });
    else
        m_api.track(item.content, this, take);
}

} // namespace melody::app
