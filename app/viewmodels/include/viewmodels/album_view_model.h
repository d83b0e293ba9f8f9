// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One album and its tracks.
#pragma once

#include <viewmodels/app_view_model.h>
#include <viewmodels/page_view_model.h>
#include <viewmodels/track_list_model.h>

namespace melody::app {

// Thread: the GUI's. Loads when it knows the app and the album.
class AlbumViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    // One of the two: the album, or a song whose album it is.
    Q_PROPERTY(QString albumId READ albumId WRITE setAlbumId NOTIFY albumChanged REQUIRED)
    Q_PROPERTY(QString trackId READ trackId WRITE setTrackId NOTIFY albumChanged)
    Q_PROPERTY(int trackRow READ trackRow NOTIFY albumChanged) // of that song; -1: there is none
    Q_PROPERTY(QString title READ title NOTIFY albumChanged)
    Q_PROPERTY(QString kind READ kind NOTIFY albumChanged)
    Q_PROPERTY(QString artistName READ artistName NOTIFY albumChanged)
    Q_PROPERTY(QString artistId READ artistId NOTIFY albumChanged)
    Q_PROPERTY(QString imageId READ imageId NOTIFY albumChanged)
    Q_PROPERTY(QString imageColor READ imageColor NOTIFY albumChanged)
    Q_PROPERTY(QString year READ year NOTIFY albumChanged)
    Q_PROPERTY(QString licence READ licence NOTIFY albumChanged)
    Q_PROPERTY(QString attribution READ attribution NOTIFY albumChanged)
    Q_PROPERTY(int minutes READ minutes NOTIFY albumChanged)
    Q_PROPERTY(melody::app::TrackListModel *tracks READ tracks CONSTANT)

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QString albumId() const { return m_albumId; }
    void setAlbumId(const QString &id);
    [[nodiscard]] QString trackId() const { return m_trackId; }
    void setTrackId(const QString &id);
    [[nodiscard]] int trackRow() const;
    [[nodiscard]] QString title() const { return m_album.summary.title; }
    [[nodiscard]] QString kind() const { return m_album.summary.kind; }
    [[nodiscard]] QString artistName() const { return m_album.artistName; }
    [[nodiscard]] QString artistId() const { return m_album.artist.isNull() ? QString() : m_album.artist.toString(); }
    [[nodiscard]] QString imageId() const;
    [[nodiscard]] QString imageColor() const { return m_album.summary.imageColor; }
    [[nodiscard]] QString year() const { return m_album.releaseDate.left(4); }
    [[nodiscard]] QString licence() const { return m_album.licence; }
    [[nodiscard]] QString attribution() const { return m_album.attribution; }
    [[nodiscard]] int minutes() const;
    [[nodiscard]] TrackListModel *tracks() { return &m_tracks; }

    Q_INVOKABLE void load();
    // Of a track (viewmodels/cards.h); -1: of the album.
    [[nodiscard]] Q_INVOKABLE QVariantMap card(int row) const;
    // Of all tracks.
    [[nodiscard]] Q_INVOKABLE QVariantList cards() const;
    // Keeps the album on this device.
    Q_INVOKABLE void download();
    // The whole album becomes the queue; `row` plays first.
    Q_INVOKABLE void play(int row);
    // The listener may play this row soon.
    Q_INVOKABLE void prefetch(int row);

Q_SIGNALS:
    void albumChanged();

private:
    void askAlbum(const ContentId &id);
    void askTrack();
    void show(const wire::AlbumInfo &album);

    AppViewModel *m_app = nullptr;
    QString m_albumId;
    QString m_trackId;
    wire::AlbumInfo m_album;
    TrackListModel m_tracks;
};

// The album as a queue that starts with `row`.
[[nodiscard]] player::PlayQueue albumQueue(const wire::AlbumInfo &album, int row);

} // namespace melody::app
