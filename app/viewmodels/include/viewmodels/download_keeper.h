// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Downloads that go along with what they are of: a playlist as it is edited, the newest songs of an artist and the newest
// episodes of a show as they come out.
#pragma once

#include <QtCore/QTimer>
#include <viewmodels/app_view_model.h>

namespace melody::app {

// How many songs of an artist ("newest_10": 10) or episodes of a show ("newest_episodes_10") a download of this kind keeps; 0: it is
// another kind.
[[nodiscard]] int newestOf(const QString &kind);
[[nodiscard]] QString newestKind(int pieces, bool ofShow = false);
// The songs that are liked, the last ones first, as a download; and what that is called.
[[nodiscard]] ContentId likedDownloadId();
[[nodiscard]] wire::AlbumInfo likedDownload(library::Library &library);
// The songs and episodes of a playlist that can be had, as a download of it.
[[nodiscard]] wire::AlbumInfo downloadOf(const library::Playlist &playlist);

// Tells Downloads what is wanted now. What is paused is left alone. Thread: the GUI's.
class DownloadKeeper : public QObject {
public:
    static constexpr std::chrono::hours lookEvery{6}; // for new songs and episodes

    explicit DownloadKeeper(AppViewModel &app);

private:
    // A download whose songs are being put together, release by release.
    struct Newest {
        wire::AlbumInfo info;
        QList<wire::ContentSummary> releases;
    };
    void look();
    void follow(const PlaylistId &id);
    void askArtist(const ContentId &id);
    void askShow(const ContentId &id);
    void askRelease(const Newest &newest);
    void want(const wire::AlbumInfo &info);

    AppViewModel &m_app;
    QHash<ContentId, wire::AlbumInfo> m_wanted; // what was asked for last
    QHash<ContentId, quint64> m_followed;       // the generation of the library that a playlist was read at
    QHash<ContentId, QString> m_looked;         // artists and shows that were asked about, and as what kind
    QTimer m_again;
};

} // namespace melody::app
