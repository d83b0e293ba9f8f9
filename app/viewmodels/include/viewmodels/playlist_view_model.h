// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One playlist of this listener, as it stands on this device.
#pragma once

#include <QtCore/QUrl>
#include <viewmodels/app_view_model.h>
#include <viewmodels/page_view_model.h>
#include <viewmodels/rows_model.h>

namespace melody::app {

// Thread: the GUI's. A row is a card (cards.h) and `item`, its place in the playlist; one that was withdrawn has no title.
class PlaylistViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(QString playlistId READ playlistId WRITE setPlaylistId REQUIRED)
    Q_PROPERTY(QString name READ name NOTIFY playlistChanged)
    Q_PROPERTY(QString description READ description NOTIFY playlistChanged)
    Q_PROPERTY(int minutes READ minutes NOTIFY playlistChanged)
    Q_PROPERTY(melody::app::RowsModel *rows READ rows CONSTANT)

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QString playlistId() const { return m_id ? m_id->toString() : QString(); }
    void setPlaylistId(const QString &id);
    [[nodiscard]] QString name() const { return m_playlist.info.name; }
    [[nodiscard]] QString description() const { return m_playlist.info.description; }
    [[nodiscard]] int minutes() const;
    // Of all rows (viewmodels/cards.h).
    [[nodiscard]] Q_INVOKABLE QVariantList cards() const { return QVariantList(m_shown.begin(), m_shown.end()); }
    [[nodiscard]] RowsModel *rows() { return &m_rows; }

    Q_INVOKABLE void load();
    Q_INVOKABLE void rename(const QString &name);
    Q_INVOKABLE void describe(const QString &description);
    // Kept on this device from now on, as it is edited.
    Q_INVOKABLE void download();
    // Gone on every device.
    Q_INVOKABLE void deleteForGood();
    Q_INVOKABLE void remove(int row);
    // So that it stands at `to` afterwards.
    Q_INVOKABLE void move(int from, int to);
    Q_INVOKABLE void play(int row);
    // The listener may play this row soon.
    Q_INVOKABLE void prefetch(int row);
    // As a file for other players: M3U where the name ends so, else XSPF. What became of it is said by the library.
    Q_INVOKABLE void exportTo(const QUrl &file);

Q_SIGNALS:
    void playlistChanged();

private:
    // As it was read, with its rows as they are shown.
    struct Read {
        Result<library::Playlist> playlist;
        QList<QVariantMap> rows;
    };
    void ask();
    void take(const Read &read);

    AppViewModel *m_app = nullptr;
    std::optional<PlaylistId> m_id;
    library::Playlist m_playlist;
    bool m_mayCome = true; // it was just made, and is on its way into the store
    bool m_asking = false; // it is being read
    bool m_stale = false;  // what is read is not what is wanted any more
    QList<QVariantMap> m_shown;
    RowsModel m_rows;
};

} // namespace melody::app
