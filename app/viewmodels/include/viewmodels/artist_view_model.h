// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One artist and the albums.
#pragma once

#include <viewmodels/app_view_model.h>
#include <viewmodels/content_list_model.h>
#include <viewmodels/page_view_model.h>

namespace melody::app {

// Thread: the GUI's. Loads when it knows the app and the artist.
class ArtistViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(QString artistId READ artistId WRITE setArtistId REQUIRED)
    Q_PROPERTY(QString name READ name NOTIFY artistChanged)
    Q_PROPERTY(QString biography READ biography NOTIFY artistChanged)
    Q_PROPERTY(QString imageId READ imageId NOTIFY artistChanged)
    Q_PROPERTY(QString imageColor READ imageColor NOTIFY artistChanged)
    Q_PROPERTY(melody::app::ContentListModel *albums READ albums CONSTANT)

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QString artistId() const { return m_artistId; }
    void setArtistId(const QString &id);
    [[nodiscard]] QString name() const { return m_artist.summary.title; }
    [[nodiscard]] QString biography() const { return m_artist.biography; }
    [[nodiscard]] QString imageId() const { return imageText(m_artist.summary.image); }
    [[nodiscard]] QString imageColor() const { return m_artist.summary.imageColor; }
    [[nodiscard]] ContentListModel *albums() { return &m_albums; }

    Q_INVOKABLE void load();
    // viewmodels/cards.h
    [[nodiscard]] Q_INVOKABLE QVariantMap card() const;
    // So many of the newest songs are kept on this device from now on; 0: none any more.
    Q_INVOKABLE void keepNewest(int songs);
    // Plays the first album.
    Q_INVOKABLE void play();

Q_SIGNALS:
    void artistChanged();

private:
    AppViewModel *m_app = nullptr;
    QString m_artistId;
    wire::ArtistInfo m_artist;
    ContentListModel m_albums;
};

} // namespace melody::app
