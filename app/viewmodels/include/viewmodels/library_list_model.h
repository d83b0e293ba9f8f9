// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One list of the library: playlists, songs, albums or artists; or what a search in all of it finds. Read from this device, so it is there
// without the server.
#pragma once

#include <viewmodels/app_view_model.h>
#include <viewmodels/rows_model.h>

namespace melody::app {

// Thread: the GUI's. A row is a card (cards.h); of a playlist, `count` is how many songs it has.
class LibraryListModel : public RowsModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(QString list READ list WRITE setList NOTIFY listChanged)    // "playlists", "songs", "albums", "artists"
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY listChanged) // what is looked for; then `list` does not matter
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged)               // false while the library comes for the first time

public:
    using RowsModel::RowsModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QString list() const { return m_list; }
    void setList(const QString &list);
    [[nodiscard]] QString words() const { return m_words; }
    void setWords(const QString &words);
    [[nodiscard]] bool loaded() const { return m_loaded; }
    // The songs of the list become the queue, from this one on.
    Q_INVOKABLE void play(int row);

Q_SIGNALS:
    void listChanged();
    void loadedChanged();

private:
    void load();
    [[nodiscard]] QList<QVariantMap> read() const;

    AppViewModel *m_app = nullptr;
    QString m_list = QStringLiteral("playlists");
    QString m_words;
    bool m_loaded = false;
};

} // namespace melody::app
