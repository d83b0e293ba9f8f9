// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is liked and followed, for every heart on every screen, and what is done to the library from anywhere. Lists are LibraryListModel's
// and PlaylistViewModel's.
#pragma once

#include <QtCore/QVariantMap>
#include <QtQml/qqmlregistration.h>
#include <viewmodels/library_reader.h>

#include <mutex>

namespace melody::app {

// Thread: the GUI's. Cards as in cards.h.
class LibraryViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the app")
    Q_PROPERTY(bool available READ available CONSTANT)
    Q_PROPERTY(int generation READ generation NOTIFY changed) // something that can be read is different
    Q_PROPERTY(int unsent READ unsent NOTIFY changed)
    // Playlists to choose about: {id, sentence, mine, theirs}, the last two what the buttons say.
    Q_PROPERTY(QVariantList contested READ contested NOTIFY contestedChanged)

public:
    // `library` may be null; it must outlive this.
    explicit LibraryViewModel(library::Library *library);
    ~LibraryViewModel() override;

    [[nodiscard]] bool available() const { return m_library != nullptr; }
    [[nodiscard]] int generation() const { return int(m_state.generation & 0x7fffffff); }
    // True until the next generation.
    [[nodiscard]] Q_INVOKABLE bool isLiked(const QString &id) const;
    [[nodiscard]] Q_INVOKABLE bool isFollowed(const QString &id) const;
    [[nodiscard]] int unsent() const { return m_state.unsent; }
    [[nodiscard]] bool isComplete() const { return m_state.isComplete; }
    [[nodiscard]] library::Library *library() const { return m_library; }
    [[nodiscard]] LibraryReader &reader() { return m_reader; }

    [[nodiscard]] QVariantList contested() const;
    // Mine, or what another device made of it (library::Library::chooseContested).
    Q_INVOKABLE void chooseContested(const QString &playlist, bool mine);

    Q_INVOKABLE void toggleLike(const QVariantMap &card);
    Q_INVOKABLE void toggleFollow(const QVariantMap &card);
    // Its id; empty when it can't be.
    Q_INVOKABLE QString createPlaylist(const QString &name, const QVariantList &cards);
    // A playlist of what the queue holds; says so.
    Q_INVOKABLE void saveQueue(const QString &name, const QVariantList &cards);
    Q_INVOKABLE void addToPlaylist(const QString &playlist, const QString &name, const QVariantList &cards);
    // Reads what addToPlaylist() can be asked with, and tells it by choicesRead().
    Q_INVOKABLE void readChoices();
    void renamePlaylist(const PlaylistId &playlist, const QString &name);
    void deletePlaylist(const wire::PlaylistInfo &playlist);
    // Can be undone.
    void removeEntry(const PlaylistId &playlist, const library::PlaylistEntry &entry, std::optional<PlaylistItemId> after);
    // What was said with an action.
    Q_INVOKABLE void undo();

Q_SIGNALS:
    void changed();
    void contestedChanged();
    void choicesRead(const QVariantList &playlists); // {id, title, count}, last changed first
    // A passing word; `action` is empty or takes it back.
    void said(const QString &sentence, const QString &action);

private:
    struct Removed {
        PlaylistId playlist;
        library::PlaylistEntry entry;
        std::optional<PlaylistItemId> after;
    };
    void deliver();
    void takeContested(const QList<library::Contested> &contested);

    library::Library *const m_library;
    std::mutex m_mutex; // guards the next two
    std::optional<library::State> m_waiting;
    QList<Error> m_refusals;
    library::State m_state;
    QList<library::Contested> m_contested;
    std::optional<Removed> m_removed;
    LibraryReader m_reader;
};

} // namespace melody::app
