// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What plays, and the buttons that change it. One value-type state comes in, one notification goes out per group of facts.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <remote/api.h>
#include <viewmodels/chapters_view_model.h>

namespace melody::app {

// Thread: the GUI's.
class PlaybackViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(bool active READ active NOTIFY trackChanged) // there is a track in the bar
    Q_PROPERTY(QString contentId READ contentId NOTIFY trackChanged)
    Q_PROPERTY(QString albumId READ albumId NOTIFY trackChanged)
    Q_PROPERTY(QString title READ title NOTIFY trackChanged)
    Q_PROPERTY(QString artistName READ artistName NOTIFY trackChanged)
    Q_PROPERTY(QString imageId READ imageId NOTIFY trackChanged)
    Q_PROPERTY(bool hasNext READ hasNext NOTIFY trackChanged)
    Q_PROPERTY(bool speech READ speech NOTIFY trackChanged) // an episode: it has a speed
    Q_PROPERTY(melody::app::ChaptersViewModel *chapters READ chapters CONSTANT)
    // Arrive a moment after the track: empty until then.
    Q_PROPERTY(QString artistId READ artistId NOTIFY detailsChanged)
    Q_PROPERTY(QString albumTitle READ albumTitle NOTIFY detailsChanged)
    Q_PROPERTY(QString imageColor READ imageColor NOTIFY detailsChanged)
    Q_PROPERTY(QByteArray waveform READ waveform NOTIFY detailsChanged)

    Q_PROPERTY(bool playing READ playing NOTIFY statusChanged) // wants to play: the button shows "pause"
    Q_PROPERTY(bool waiting READ waiting NOTIFY statusChanged) // wants to play but there is no sound yet
    Q_PROPERTY(bool failed READ failed NOTIFY statusChanged)
    Q_PROPERTY(QString error READ error NOTIFY statusChanged)

    Q_PROPERTY(qint64 positionMs READ positionMs NOTIFY positionChanged)
    Q_PROPERTY(qint64 durationMs READ durationMs NOTIFY positionChanged)
    Q_PROPERTY(double progress READ progress NOTIFY positionChanged) // 0..1
    Q_PROPERTY(double buffered READ buffered NOTIFY positionChanged) // 0..1
    Q_PROPERTY(QString positionText READ positionText NOTIFY positionChanged)
    Q_PROPERTY(QString durationText READ durationText NOTIFY positionChanged)

    Q_PROPERTY(double volume READ volume WRITE setVolume NOTIFY volumeChanged)
    Q_PROPERTY(bool muted READ muted WRITE setMuted NOTIFY volumeChanged)

public:
    PlaybackViewModel(remote::Api &api, player::Player &player, PlayerWatch &watch);
    [[nodiscard]] bool active() const { return m_item.has_value(); }
    [[nodiscard]] QString contentId() const { return m_item ? m_item->content.toString() : QString(); }
    [[nodiscard]] QString albumId() const { return m_item && !m_item->album.isNull() ? m_item->album.toString() : QString(); }
    [[nodiscard]] QString title() const { return m_item ? m_item->title : QString(); }
    [[nodiscard]] QString artistName() const { return m_item ? m_item->artistName : QString(); }
    [[nodiscard]] QString imageId() const;
    [[nodiscard]] bool hasNext() const { return m_hasNext; }
    [[nodiscard]] bool speech() const { return m_item && m_item->speech; }
    [[nodiscard]] ChaptersViewModel *chapters() { return &m_chapters; }
    // Of what is in the bar (viewmodels/cards.h).
    [[nodiscard]] Q_INVOKABLE QVariantMap card() const;
    [[nodiscard]] QString artistId() const { return m_details && !m_details->artist.isNull() ? m_details->artist.toString() : QString(); }
    [[nodiscard]] QString albumTitle() const { return m_details ? m_details->albumTitle : QString(); }
    [[nodiscard]] QString imageColor() const { return m_details ? m_details->summary.imageColor : QString(); }
    [[nodiscard]] QByteArray waveform() const { return m_details ? m_details->waveform : QByteArray(); }
    [[nodiscard]] bool playing() const;
    [[nodiscard]] bool waiting() const;
    [[nodiscard]] bool failed() const { return state().error.has_value(); }
    [[nodiscard]] QString error() const;
    [[nodiscard]] qint64 positionMs() const { return state().positionMs; }
    [[nodiscard]] qint64 durationMs() const { return state().durationMs; }
    [[nodiscard]] double progress() const { return fraction(state().positionMs); }
    [[nodiscard]] double buffered() const { return fraction(state().bufferedToMs); }
    [[nodiscard]] QString positionText() const;
    [[nodiscard]] QString durationText() const;
    [[nodiscard]] double volume() const { return m_volume; }
    void setVolume(double volume);
    [[nodiscard]] bool muted() const { return m_muted; }
    void setMuted(bool muted);

    Q_INVOKABLE void toggle();
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();
    Q_INVOKABLE void seekTo(double fraction);
    Q_INVOKABLE void seekBy(qint64 ms);
    Q_INVOKABLE QString timeAt(double fraction) const; // "1:23", for the bubble over the seek bar
    // Fetches the album and plays it from its start; of a show the newest episode.
    Q_INVOKABLE void playAlbum(const QString &id);
    void stop();

Q_SIGNALS:
    void trackChanged();
    void detailsChanged();
    void statusChanged();
    void positionChanged();
    void volumeChanged();
    void albumFailed(const QString &sentence); // playAlbum() could not get the album

private:
    [[nodiscard]] const player::PlayerState &state() const { return m_watch.state(); }
    [[nodiscard]] double fraction(qint64 ms) const;
    void refresh();
    void playShow(const ContentId &id);
    void fetchDetails(const player::QueueItem &item);

    remote::Api &m_api;
    player::Player &m_player;
    PlayerWatch &m_watch;
    ChaptersViewModel m_chapters{m_player, m_watch};
    std::optional<player::QueueItem> m_item;
    std::optional<wire::TrackInfo> m_details;
    player::PlaybackStatus m_status = player::PlaybackStatus::Stopped;
    std::optional<Error> m_error;
    double m_volume = 1;
    bool m_muted = false;
    bool m_hasNext = false;
};

} // namespace melody::app
