// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One show and its episodes.
#pragma once

#include <viewmodels/app_view_model.h>
#include <viewmodels/page_view_model.h>

namespace melody::app {

// Thread: the GUI's. Loads when it knows the app and the show, or one episode of it. A row: {id, title, date, length, description,
// explicit, progress (0..1), finished, left}; `date`, `length` and `left` ("12 minutes left") are words of the app's language.
class ShowViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(QString showId READ showId WRITE setShowId NOTIFY showChanged)
    Q_PROPERTY(QString episodeId READ episodeId WRITE setEpisodeId NOTIFY showChanged) // of which the show is wanted
    Q_PROPERTY(QString title READ title NOTIFY showChanged)
    Q_PROPERTY(QString artistName READ artistName NOTIFY showChanged)
    Q_PROPERTY(QString artistId READ artistId NOTIFY showChanged)
    Q_PROPERTY(QString imageId READ imageId NOTIFY showChanged)
    Q_PROPERTY(QString imageColor READ imageColor NOTIFY showChanged)
    Q_PROPERTY(QString description READ description NOTIFY showChanged)
    Q_PROPERTY(QString licence READ licence NOTIFY showChanged)
    Q_PROPERTY(QString attribution READ attribution NOTIFY showChanged)
    Q_PROPERTY(int episodeCount READ episodeCount NOTIFY showChanged)
    Q_PROPERTY(bool kept READ kept NOTIFY showChanged) // without the server: what is here of it is shown
    Q_PROPERTY(melody::app::RowsModel *episodes READ episodes CONSTANT)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY moreChanged)
    Q_PROPERTY(bool loadingMore READ loadingMore NOTIFY moreChanged)

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QString showId() const { return m_showId; }
    void setShowId(const QString &id);
    [[nodiscard]] QString episodeId() const { return m_episodeId; }
    void setEpisodeId(const QString &id);
    [[nodiscard]] QString title() const { return m_show.summary.title; }
    [[nodiscard]] QString artistName() const { return m_show.artistName; }
    [[nodiscard]] QString artistId() const { return m_show.artist.isNull() ? QString() : m_show.artist.toString(); }
    [[nodiscard]] QString imageId() const;
    [[nodiscard]] QString imageColor() const { return m_show.summary.imageColor; }
    [[nodiscard]] QString description() const { return m_show.description; }
    [[nodiscard]] QString licence() const { return m_show.licence; }
    [[nodiscard]] QString attribution() const { return m_show.attribution; }
    [[nodiscard]] int episodeCount() const { return m_show.episodeCount; }
    [[nodiscard]] bool kept() const { return m_kept; }
    [[nodiscard]] RowsModel *episodes() { return &m_rows; }
    [[nodiscard]] bool hasMore() const { return !m_show.episodes.nextCursor.isEmpty(); }
    [[nodiscard]] bool loadingMore() const { return m_loadingMore; }

    Q_INVOKABLE void load();
    Q_INVOKABLE void loadMore();
    // Of an episode (viewmodels/cards.h); -1: of the show.
    [[nodiscard]] Q_INVOKABLE QVariantMap card(int row) const;
    // The row plays, from where it was left, and behind it what came out after it; -1: the one that was left in the middle last, else the
    // newest.
    Q_INVOKABLE void play(int row);
    // Where row.elsewhere says that one was further on another device: goes there, or stays.
    Q_INVOKABLE void choosePlace(int row, bool elsewhere);
    // The listener may play this row soon.
    Q_INVOKABLE void prefetch(int row);
    // Keeps an episode on this device; the newest of them (0: none any more).
    Q_INVOKABLE void download(int row);
    Q_INVOKABLE void keepNewest(int episodes);

Q_SIGNALS:
    void showChanged();
    void moreChanged();

private:
    using Places = QHash<ContentId, rules::ResumePosition>;
    void loadShow(const ContentId &id);
    void take(const wire::ShowInfo &show);
    void readPlaces();
    void showRows();

    AppViewModel *m_app = nullptr;
    QString m_showId;
    QString m_episodeId;
    wire::ShowInfo m_show; // its episodes: all that were loaded, and the cursor of what follows
    Places m_places;
    RowsModel m_rows;
    bool m_kept = false;
    bool m_loadingMore = false;
};

// The episodes as a queue that starts with this one; what came out later follows.
[[nodiscard]] player::PlayQueue showQueue(const wire::ShowInfo &show, int row);
// An episode among downloads: as a track, whose album is the show.
[[nodiscard]] wire::TrackInfo trackOf(const wire::EpisodeInfo &episode);

} // namespace melody::app
