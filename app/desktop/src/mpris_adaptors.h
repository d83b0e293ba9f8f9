// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The two interfaces of MPRIS over the view models. Names, types and units (microseconds) are the specification's.
#pragma once

#include <QtDBus/QDBusAbstractAdaptor>
#include <QtDBus/QDBusObjectPath>
#include <desktop/mpris.h>

namespace melody::app {

class MprisRoot : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.mpris.MediaPlayer2")
    Q_PROPERTY(bool CanQuit READ canQuit)
    Q_PROPERTY(bool CanRaise READ canRaise)
    Q_PROPERTY(bool HasTrackList READ hasTrackList)
    Q_PROPERTY(QString Identity READ identity)
    Q_PROPERTY(QString DesktopEntry READ desktopEntry)
    Q_PROPERTY(QStringList SupportedUriSchemes READ schemes)
    Q_PROPERTY(QStringList SupportedMimeTypes READ none)

public:
    MprisRoot(MprisParts &parts, QObject *parent) : QDBusAbstractAdaptor(parent), m_parts(parts) {}
    [[nodiscard]] bool canQuit() const { return bool(m_parts.quit); }
    [[nodiscard]] bool canRaise() const { return bool(m_parts.raise); }
    [[nodiscard]] bool hasTrackList() const { return false; }
    [[nodiscard]] QString identity() const { return QStringLiteral("Melody"); }
    [[nodiscard]] QString desktopEntry() const { return QStringLiteral("melody"); }
    [[nodiscard]] QStringList schemes() const { return m_parts.open ? QStringList{QStringLiteral("melody")} : QStringList(); }
    [[nodiscard]] QStringList none() const { return {}; }

public Q_SLOTS:
    void Raise() // NOLINT(readability-identifier-naming): the specification's name
    {
        if (m_parts.raise)
            m_parts.raise();
    }
    void Quit() // NOLINT(readability-identifier-naming): the specification's name
    {
        if (m_parts.quit)
            m_parts.quit();
    }

private:
    MprisParts &m_parts;
};

class MprisPlayer : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.mpris.MediaPlayer2.Player")
    Q_PROPERTY(QString PlaybackStatus READ playbackStatus)
    Q_PROPERTY(QString LoopStatus READ loopStatus WRITE setLoopStatus)
    Q_PROPERTY(double Rate READ rate WRITE setRate)
    Q_PROPERTY(bool Shuffle READ shuffle WRITE setShuffle)
    Q_PROPERTY(QVariantMap Metadata READ metadata)
    Q_PROPERTY(double Volume READ volume WRITE setVolume)
    Q_PROPERTY(qlonglong Position READ position)
    Q_PROPERTY(double MinimumRate READ rate)
    Q_PROPERTY(double MaximumRate READ rate)
    Q_PROPERTY(bool CanGoNext READ canGoNext)
    Q_PROPERTY(bool CanGoPrevious READ canPlay)
    Q_PROPERTY(bool CanPlay READ canPlay)
    Q_PROPERTY(bool CanPause READ canPlay)
    Q_PROPERTY(bool CanSeek READ canSeek)
    Q_PROPERTY(bool CanControl READ canControl)

public:
    MprisPlayer(MprisParts &parts, QObject *parent) : QDBusAbstractAdaptor(parent), m_parts(parts) {}
    [[nodiscard]] QString playbackStatus() const;
    [[nodiscard]] QString loopStatus() const;
    void setLoopStatus(const QString &status);
    [[nodiscard]] double rate() const { return 1.0; }
    void setRate(double rate);
    [[nodiscard]] bool shuffle() const { return m_parts.queue.shuffled(); }
    void setShuffle(bool shuffled) { m_parts.queue.setShuffled(shuffled); }
    [[nodiscard]] QVariantMap metadata() const;
    [[nodiscard]] double volume() const { return m_parts.playback.muted() ? 0.0 : m_parts.playback.volume(); }
    void setVolume(double volume) { m_parts.playback.setVolume(volume); }
    [[nodiscard]] qlonglong position() const { return m_parts.playback.positionMs() * 1000; }
    [[nodiscard]] bool canGoNext() const { return m_parts.playback.hasNext() && !m_parts.queue.adBreak(); }
    [[nodiscard]] bool canPlay() const { return m_parts.playback.active(); }
    [[nodiscard]] bool canSeek() const { return canPlay() && !m_parts.queue.adBreak(); }
    [[nodiscard]] bool canControl() const { return true; }
    // All that is told when it changes; the position is not.
    [[nodiscard]] QVariantMap properties() const;

public Q_SLOTS:
    // NOLINTBEGIN(readability-identifier-naming): the specification's names
    void Next() { m_parts.playback.next(); }
    void Previous() { m_parts.playback.previous(); }
    void Pause();
    void PlayPause() { m_parts.playback.toggle(); }
    void Stop();
    void Play();
    void Seek(qlonglong offsetUs);
    void SetPosition(const QDBusObjectPath &track, qlonglong positionUs);
    void OpenUri(const QString &uri)
    {
        if (m_parts.open)
            m_parts.open(uri);
    }
    // NOLINTEND(readability-identifier-naming)

Q_SIGNALS:
    void Seeked(qlonglong positionUs);

private:
    [[nodiscard]] QDBusObjectPath track() const;

    MprisParts &m_parts;
};

} // namespace melody::app
