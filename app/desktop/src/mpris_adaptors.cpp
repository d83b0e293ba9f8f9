// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mpris_adaptors.h"

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 usPerMs = 1000;

} // namespace

QString MprisPlayer::playbackStatus() const
{
    if (!m_parts.playback.active())
        return u"Stopped"_s;
    return m_parts.playback.playing() ? u"Playing"_s : u"Paused"_s;
}

QString MprisPlayer::loopStatus() const
{
    const QString repeat = m_parts.queue.repeat();
    return repeat == u"one" ? u"Track"_s : repeat == u"all" ? u"Playlist"_s : u"None"_s;
}

void MprisPlayer::setLoopStatus(const QString &status)
{
    using player::Repeat;
    m_parts.queue.setRepeat(status == u"Track" ? Repeat::One : status == u"Playlist" ? Repeat::All : Repeat::Off);
}

// Music keeps its speed here; a rate of zero means pause, as the specification says.
void MprisPlayer::setRate(double rate)
{
    if (rate == 0.0)
        Pause();
}

QDBusObjectPath MprisPlayer::track() const
{
    if (!m_parts.playback.active())
        return QDBusObjectPath(u"/org/mpris/MediaPlayer2/TrackList/NoTrack"_s);
    QString id = m_parts.playback.contentId();
    return QDBusObjectPath(u"/app/melody/track/"_s + id.replace(u'-', u'_'));
}

QVariantMap MprisPlayer::metadata() const
{
    QVariantMap metadata{{u"mpris:trackid"_s, QVariant::fromValue(track())}};
    if (!m_parts.playback.active())
        return metadata;
    metadata.insert(u"mpris:length"_s, qlonglong(m_parts.playback.durationMs() * usPerMs));
    metadata.insert(u"xesam:title"_s, m_parts.queue.adBreak() ? m_parts.queue.leadText() : m_parts.playback.title());
    metadata.insert(u"xesam:artist"_s, QStringList{m_parts.playback.artistName()});
    if (!m_parts.playback.albumTitle().isEmpty())
        metadata.insert(u"xesam:album"_s, m_parts.playback.albumTitle());
    return metadata;
}

QVariantMap MprisPlayer::properties() const
{
    return {{u"PlaybackStatus"_s, playbackStatus()},
            {u"LoopStatus"_s, loopStatus()},
            {u"Shuffle"_s, shuffle()},
            {u"Metadata"_s, metadata()},
            {u"Volume"_s, volume()},
            {u"CanGoNext"_s, canGoNext()},
            {u"CanGoPrevious"_s, canPlay()},
            {u"CanPlay"_s, canPlay()},
            {u"CanPause"_s, canPlay()},
            {u"CanSeek"_s, canSeek()}};
}

void MprisPlayer::Pause()
{
    if (m_parts.playback.playing())
        m_parts.playback.toggle();
}

void MprisPlayer::Play()
{
    if (!m_parts.playback.playing())
        m_parts.playback.toggle();
}

// The queue stays, so that Play begins the track again.
void MprisPlayer::Stop()
{
    Pause();
    m_parts.playback.seekTo(0);
}

void MprisPlayer::Seek(qlonglong offsetUs)
{
    const qint64 wantedMs = m_parts.playback.positionMs() + offsetUs / usPerMs;
    if (canGoNext() && wantedMs > m_parts.playback.durationMs())
        m_parts.playback.next();
    else
        m_parts.playback.seekBy(offsetUs / usPerMs);
}

void MprisPlayer::SetPosition(const QDBusObjectPath &of, qlonglong positionUs)
{
    // Late: it was meant for another track.
    if (of != track() || positionUs < 0 || positionUs / usPerMs > m_parts.playback.durationMs())
        return;
    m_parts.playback.seekBy(positionUs / usPerMs - m_parts.playback.positionMs());
}

} // namespace melody::app
