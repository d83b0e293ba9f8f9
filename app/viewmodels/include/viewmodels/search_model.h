// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Search in what is on this device: the library and what is downloaded, in groups by kind. It needs no server.
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtCore/QTimer>
#include <viewmodels/app_view_model.h>

namespace melody::app {

// What was found of one device, in the order it is shown: songs, albums, artists, shows, episodes, playlists; each in the order it was
// found, the library's before the downloads', nothing twice.
struct SearchHit {
    wire::ContentSummary card; // of a playlist its id as content, its name as title
    int songs = -1;            // of a playlist
    bool operator==(const SearchHit &) const = default;
};

// Every word, begun or whole, in titles and artists; case and accents make no difference. At most SearchModel::maxOfKind of each kind.
[[nodiscard]] QList<SearchHit> searchHits(const library::Hits &hits, const QList<downloads::Collection> &kept, const QString &words);

// Roles: "row", a card (cards.h), of a playlist `count` is how many songs it has; "group", the heading it stands under. Thread: the GUI's.
class SearchModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY wordsChanged)
    Q_PROPERTY(QString shown READ shown NOTIFY shownChanged) // the words that the rows answer; empty: none
    Q_PROPERTY(int count READ count NOTIFY shownChanged)

public:
    static constexpr int rowRole = Qt::UserRole + 1;
    static constexpr int groupRole = Qt::UserRole + 2;
    static constexpr int maxWords = 200; // letters of what is looked for
    static constexpr int maxOfKind = 100;
    static constexpr std::chrono::milliseconds pause{120}; // after the last letter

    explicit SearchModel(QObject *parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override { return {{rowRole, "row"}, {groupRole, "group"}}; }
    [[nodiscard]] int count() const { return int(m_hits.size()); }
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QString words() const { return m_words; }
    void setWords(const QString &words);
    [[nodiscard]] QString shown() const { return m_shown; }
    // The songs that were found become the queue, from this one on.
    Q_INVOKABLE void play(int row);
    // The listener may play this row soon.
    Q_INVOKABLE void prefetch(int row);

Q_SIGNALS:
    void wordsChanged();
    void shownChanged();

private:
    void look();
    void ask();
    void take(const QString &words, const QList<SearchHit> &hits);

    AppViewModel *m_app = nullptr;
    QString m_words;
    QString m_shown;
    QList<SearchHit> m_hits;
    bool m_asking = false;
    bool m_stale = false; // what is being looked for is not what is wanted any more
    QTimer *const m_soon;
};

} // namespace melody::app
