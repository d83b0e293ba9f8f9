// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A playlist file (XSPF or M3U) becomes a playlist of this listener: what stands in it is looked for, what can't be found is named, and
// nothing is made before the listener says so.
#pragma once

#include <QtCore/QUrl>
#include <playlists/playlist_file.h>
#include <viewmodels/app_view_model.h>

namespace melody::app {

// Songs are found by their links, on this device or by the server; others by title and artist in the library of this device. Thread: the
// GUI's.
class PlaylistImportViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app MEMBER m_app REQUIRED)
    Q_PROPERTY(bool busy READ busy NOTIFY changed) // the file is read, its songs are looked for
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(int found READ found NOTIFY changed)
    Q_PROPERTY(QStringList missing READ missing NOTIFY changed) // "title, artist", in the order of the file
    Q_PROPERTY(bool incomplete READ incomplete NOTIFY changed)  // the server could not be asked for some of them
    Q_PROPERTY(QString error READ error NOTIFY changed)

public:
    using QObject::QObject;
    [[nodiscard]] bool busy() const { return m_phase == Phase::Busy; }
    [[nodiscard]] bool ready() const { return m_phase == Phase::Ready; }
    [[nodiscard]] QString name() const { return m_file.name; }
    [[nodiscard]] int found() const { return int(foundCards().size()); }
    [[nodiscard]] QStringList missing() const;
    [[nodiscard]] bool incomplete() const { return m_incomplete; }
    [[nodiscard]] QString error() const { return m_error; }

    Q_INVOKABLE void read(const QUrl &file);
    // Its id; empty when there is nothing to make one of.
    Q_INVOKABLE QString create();
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void changed();

private:
    enum class Phase { Idle, Busy, Ready, Failed };
    // What is known of an entry: by its link, or else by its name.
    struct Match {
        std::optional<wire::ContentSummary> byLink;
        std::optional<wire::ContentSummary> byName;
    };
    struct Reading {
        Result<playlists::PlaylistFile> file;
        QList<Match> matches; // as many as entries
    };
    [[nodiscard]] static Reading readingOf(library::Library &library, const QString &path);
    [[nodiscard]] QList<wire::ContentSummary> foundCards() const;
    void take(const Reading &reading);
    void askServer();
    void finish(Phase phase);

    AppViewModel *m_app = nullptr;
    Phase m_phase = Phase::Idle;
    int m_round = 0; // of reading; answers of others are late
    playlists::PlaylistFile m_file;
    QList<Match> m_matches;
    QList<qsizetype> m_unknown; // links that only the server may know
    int m_pending = 0;
    bool m_incomplete = false;
    QString m_error;
};

} // namespace melody::app
