// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is kept on this device, and whether the server can be reached.
#pragma once

#include <downloads/downloads.h>
#include <remote/api.h>
#include <viewmodels/rows_model.h>

#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace melody::app {

// Thread: the GUI's. A row: {id, kind, title, subtitle, imageId, imageColor, status, percent, size, remaining, error}; `status` is waiting,
// loading, done, paused or failed; `size` and `remaining` are words of the app's language.
class DownloadsViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the app")
    Q_PROPERTY(bool available READ available CONSTANT)
    Q_PROPERTY(bool offline READ offline NOTIFY changed)
    Q_PROPERTY(melody::app::RowsModel *rows READ rows CONSTANT)
    Q_PROPERTY(QVariantMap states READ states NOTIFY changed) // row by id
    Q_PROPERTY(QString usage READ usage NOTIFY changed)

public:
    // `downloads` may be null; both must outlive it.
    DownloadsViewModel(remote::Api &api, downloads::Downloads *downloads);
    ~DownloadsViewModel() override;

    [[nodiscard]] bool available() const { return m_downloads != nullptr; }
    [[nodiscard]] bool offline() const { return !m_state.serverReachable; }
    [[nodiscard]] RowsModel *rows() { return &m_rows; }
    [[nodiscard]] QVariantMap states() const { return m_states; }
    [[nodiscard]] QString usage() const;
    // Null when it isn't kept. Until the next change.
    [[nodiscard]] const wire::AlbumInfo *find(const QString &id) const;
    // All that is kept, or will be; newest first.
    [[nodiscard]] const QList<downloads::Collection> &collections() const { return m_state.collections; }
    // Of all that is kept, or will be.
    [[nodiscard]] QList<ContentId> keptTracks() const;
    // Of an album or a show, in whatever download they are.
    [[nodiscard]] QList<wire::TrackInfo> keptOf(const ContentId &album) const;
    // Those of them that are likely to have chapters: episodes and long pieces.
    [[nodiscard]] QList<ContentId> keptLong() const;
    // Somebody pressed Download: refused() if nothing comes of it.
    void add(const wire::AlbumInfo &what);
    // What is kept goes along with what it is of; nobody pressed anything.
    void follow(const wire::AlbumInfo &what);
    // One song or episode (viewmodels/cards.h), as a download of its own.
    Q_INVOKABLE void addCard(const QVariantMap &card);

    Q_INVOKABLE void pause(const QString &id);
    Q_INVOKABLE void resume(const QString &id);
    Q_INVOKABLE void remove(const QString &id);
    // What failed, and whether the server is there, is tried again.
    Q_INVOKABLE void retry(const QString &id);
    Q_INVOKABLE void lookForServer();
    // The language changed.
    void retranslate();

Q_SIGNALS:
    void changed();
    void refused(const QString &sentence, bool wantsPlan);

private:
    void deliver();
    void show();
    void tellRefusals();

    remote::Api &m_api;
    downloads::Downloads *const m_downloads;
    std::mutex m_mutex; // guards m_waiting
    std::optional<downloads::State> m_waiting;
    downloads::State m_state;
    RowsModel m_rows;
    QVariantMap m_states;
    QSet<ContentId> m_asked; // and not yet known how it went
    QTimer m_look;
};

} // namespace melody::app
