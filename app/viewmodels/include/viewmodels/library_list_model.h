// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One list of the library: playlists, songs, albums or artists; or what a search in all of it finds. Read from this device, so it is there
// without the server. Of songs and albums, which may be a hundred thousand, only the ids are here, and the cards of those that are looked
// at.
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtCore/QTimer>
#include <viewmodels/app_view_model.h>

namespace melody::app {

// One role, "row": a card (cards.h), made when it is looked at; of a playlist, `count` is how many songs it has. A card that is still to
// come has neither kind nor title. What did not move keeps its delegate, and so the keyboard's focus. Thread: the GUI's.
class LibraryListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(
        QString list READ list WRITE setList NOTIFY listChanged) // "playlists", "songs", "albums", "artists", "shows": and liked episodes
    Q_PROPERTY(QString words READ words WRITE setWords NOTIFY listChanged) // what is looked for; then `list` does not matter
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged) // false until the list was read, and while it comes for the first time
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QString likedDownload READ likedDownload CONSTANT)

public:
    static constexpr int rowRole = Qt::UserRole + 1;
    static constexpr int maxQueued = 2'000; // songs that play() takes: most of them from the chosen one on
    static constexpr int maxHeld = 1'000;   // cards of a long list

    explicit LibraryListModel(QObject *parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override { return {{rowRole, "row"}}; }
    [[nodiscard]] int count() const { return int(m_ids.size()); }
    [[nodiscard]] int held() const { return int(m_rows.size()); }
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QString list() const { return m_list; }
    void setList(const QString &list);
    [[nodiscard]] QString words() const { return m_words; }
    void setWords(const QString &words);
    [[nodiscard]] bool loaded() const { return m_loaded; }
    // Keeps the liked songs on this device, those that come later, too.
    Q_INVOKABLE void downloadLiked();
    [[nodiscard]] QString likedDownload() const; // the id of that download
    // The songs of the list become the queue, from this one on.
    Q_INVOKABLE void play(int row);
    // The listener may play this row soon.
    Q_INVOKABLE void prefetch(int row);

Q_SIGNALS:
    void listChanged();
    void loadedChanged();
    void countChanged();

private:
    struct Row {
        wire::ContentSummary card; // of a playlist its id as content, its name as title
        int songs = -1;            // of a playlist
        bool operator==(const Row &) const = default;
    };
    using Ids = QList<ContentId>;
    using Rows = QHash<ContentId, Row>;
    struct Question {
        QString list;
        QString words;
        Ids shown;
        Ids held; // whose cards may have changed
    };
    // What is shown instead, how much of what is shown stays at both ends, and the cards that are known of it.
    struct Answer {
        Ids ids;
        qsizetype head = 0;
        qsizetype tail = 0;
        bool isLong = false; // not all of its cards are here
        Rows rows;
    };
    void load();
    void ask();
    void take(const Answer &answer);
    void replaceMiddle(const Answer &answer);
    void takeRows(const Answer &answer);
    void fetch();
    void takeCards(const Ids &asked, const QList<wire::ContentSummary> &cards);
    [[nodiscard]] static Answer read(library::Library &library, const Question &question);
    [[nodiscard]] static Answer answerOf(library::Library &library, const Question &question);

    AppViewModel *m_app = nullptr;
    QString m_list = QStringLiteral("playlists");
    QString m_words;
    QString m_shownList; // that `m_rows` are of
    Ids m_ids;
    Rows m_rows;
    bool m_loaded = false;
    bool m_asking = false;     // the list is being read
    bool m_stale = false;      // what is read is not what is wanted any more, so it is asked again
    bool m_fetching = false;   // cards are being read
    mutable int m_wanted = -1; // the row whose card was missed last
    QTimer *const m_soon;      // then cards are asked for
};

} // namespace melody::app
