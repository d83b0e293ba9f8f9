// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <fixtures/fixture_downloads.h>
#include <fixtures/fixture_library.h>
#include <support/test_main.h>
#include <viewmodels/artist_view_model.h>
#include <viewmodels/download_keeper.h>
#include <viewmodels/playlist_view_model.h>
#include <viewmodels/show_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

struct Room {
    Room()
        : library(fixtures::createFixtureLibrary(clock)), keeping(fixtures::createFixtureDownloads()),
          stage({}, &library->library(), keeping.get()), keeper(stage.app), info(longPlaylist(library->library()))
    {
        playlist.setApp(&stage.app);
        playlist.setPlaylistId(info.id.toString());
    }
    [[nodiscard]] const melody::downloads::Collection *kept(const QString &id) const
    {
        state = keeping->state();
        for (const melody::downloads::Collection &each : std::as_const(state.collections)) {
            if (each.info.summary.id.toString() == id)
                return &each;
        }
        return nullptr;
    }
    [[nodiscard]] qsizetype songs(const QString &id) const
    {
        const auto *collection = kept(id);
        return collection != nullptr ? collection->info.tracks.size() : -1;
    }

    FakeClock clock;
    std::unique_ptr<fixtures::FixtureLibrary> library;
    std::unique_ptr<melody::downloads::Downloads> keeping;
    Stage stage;
    melody::app::DownloadKeeper keeper;
    wire::PlaylistInfo info;
    melody::app::PlaylistViewModel playlist;
    mutable melody::downloads::State state;
};

} // namespace

class DownloadKeeperTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDownloadedPlaylistIsKeptAsItIsEdited()
    {
        Room room;
        const QString id = room.info.id.toString();
        QTRY_VERIFY(room.playlist.ready());
        room.playlist.download();
        const qsizetype before = room.songs(id);
        QVERIFY(before >= 3);
        QCOMPARE(room.kept(id)->info.summary.kind, u"playlist"_s);
        room.playlist.remove(0);
        QTRY_COMPARE(room.songs(id), before - 1);
        const auto liked = room.library->library().liked({u"track"_s});
        wire::ContentSummary fresh = room.library->library().cards({liked->constFirst()})->constFirst();
        fresh.id = ContentId::create(room.clock.now());
        room.library->api().with([&](fixtures::LibraryServer &server) { server.know(fresh); });
        room.library->library().append(room.info.id, {fresh});
        QTRY_COMPARE(room.songs(id), before);
        QCOMPARE(room.kept(id)->info.tracks.constLast().summary.id, fresh.id);
    }
    void theEpisodesOfAPlaylistAreKeptToo()
    {
        library::Playlist playlist;
        for (const QString &kind : {u"track"_s, u"episode"_s, u"episode"_s}) {
            library::PlaylistEntry entry;
            entry.card.id = ContentId::create(TimePoint(std::chrono::milliseconds(playlist.entries.size() + 1)));
            entry.card.kind = kind;
            playlist.entries.append(entry);
        }
        playlist.entries.append(playlist.entries.constLast());
        playlist.entries.append(library::PlaylistEntry{}); // withdrawn
        const wire::AlbumInfo kept = melody::app::downloadOf(playlist);
        QCOMPARE(int(kept.tracks.size()), 3);
        QCOMPARE(kept.tracks.constLast().summary.kind, u"episode"_s);
    }
    void theLikedSongsAreKeptAsTheyAreLiked()
    {
        Room room;
        const QString id = melody::app::likedDownloadId().toString();
        QTRY_VERIFY(room.stage.app.library()->isComplete());
        room.stage.app.downloads()->add(melody::app::likedDownload(room.library->library()));
        const qsizetype before = room.songs(id);
        QVERIFY(before > 1);
        const auto liked = room.library->library().liked({u"track"_s});
        const wire::ContentSummary card = room.library->library().cards({liked->constFirst()})->constFirst();
        room.library->library().setLiked(card, false);
        QTRY_COMPARE(room.songs(id), before - 1);
    }
    void whatIsPausedIsLeftAloneUntilItGoesOn()
    {
        Room room;
        const QString id = room.info.id.toString();
        QTRY_VERIFY(room.playlist.ready());
        room.playlist.download();
        const qsizetype before = room.songs(id);
        room.keeping->pause(ContentId(room.info.id.uuid()));
        QTRY_COMPARE(room.stage.app.downloads()->states()[id].toMap()[u"status"_s].toString(), u"paused"_s);
        room.playlist.remove(0);
        QVERIFY(room.library->library().drain(std::chrono::seconds(20)));
        QTRY_COMPARE(room.playlist.rows()->count(), int(before) - 1);
        QCOMPARE(room.songs(id), before);
        room.keeping->resume(ContentId(room.info.id.uuid()));
        QTRY_COMPARE(room.songs(id), before - 1);
    }
    void aDeletedPlaylistTakesItsDownloadAlong()
    {
        Room room;
        const QString id = room.info.id.toString();
        QTRY_VERIFY(room.playlist.ready());
        room.playlist.download();
        QVERIFY(room.kept(id));
        QTRY_VERIFY(room.stage.app.downloads()->find(id));
        room.playlist.deleteForGood();
        QTRY_VERIFY(!room.kept(id));
    }
    void theNewestEpisodesOfAShowAreKept()
    {
        Room room;
        const QString id = u"019aa020-5eed-7000-8000-000000000000"_s;
        melody::app::ShowViewModel show;
        show.setApp(&room.stage.app);
        show.setShowId(id);
        QTRY_VERIFY(show.ready());
        show.keepNewest(5);
        QTRY_COMPARE(room.songs(id), 5);
        QCOMPARE(room.kept(id)->info.tracks.constFirst().summary.id.toString(), show.episodes()->at(0).value(u"id"_s).toString());
        QCOMPARE(room.kept(id)->info.tracks.constFirst().summary.kind, u"episode"_s);
        show.keepNewest(10);
        QTRY_COMPARE(room.songs(id), 10);
        show.download(20); // one by itself
        QTRY_COMPARE(room.songs(show.episodes()->at(20).value(u"id"_s).toString()), 1);
        QTRY_COMPARE(room.stage.app.downloads()->keptOf(ContentId::parse(id).value()).size(), 11);
        show.keepNewest(0);
        QTRY_VERIFY(!room.kept(id));
    }
    void withoutTheServerAShowIsWhatIsKeptOfIt()
    {
        Room room;
        const QString id = u"019aa020-5eed-7000-8000-000000000000"_s;
        melody::app::ShowViewModel online;
        online.setApp(&room.stage.app);
        online.setShowId(id);
        QTRY_VERIFY(online.ready());
        online.download(3);
        QTRY_COMPARE(room.stage.app.downloads()->keptOf(ContentId::parse(id).value()).size(), 1);
        room.stage.api->setFailure(Error{ErrorKind::Unavailable, u"server_down"_s, {}});
        melody::app::ShowViewModel offline;
        offline.setApp(&room.stage.app);
        offline.setEpisodeId(online.episodes()->at(3).value(u"id"_s).toString());
        QTRY_VERIFY(offline.ready());
        QVERIFY(offline.kept());
        QCOMPARE(offline.title(), online.title());
        QCOMPARE(offline.episodes()->count(), 1);
        offline.play(0);
        QTRY_VERIFY(room.stage.playback.speech());
    }
    void theNewestSongsOfAnArtistAreKept()
    {
        Room room;
        const wire::ContentSummary someone = room.library->library().followed()->constFirst();
        const QString id = someone.id.toString();
        app::ArtistViewModel artist;
        artist.setApp(&room.stage.app);
        artist.setArtistId(id);
        QTRY_VERIFY(artist.ready());
        artist.keepNewest(5);
        QTRY_COMPARE(room.songs(id), 5);
        std::optional<wire::ArtistInfo> info;
        std::optional<wire::AlbumInfo> latest;
        room.stage.api->artist(someone.id, this, [&](const Result<wire::ArtistInfo> &read) { info = *read; });
        QTRY_VERIFY(info);
        room.stage.api->album(info->albums.constFirst().id, this, [&](const Result<wire::AlbumInfo> &read) { latest = *read; });
        QTRY_VERIFY(latest);
        QCOMPARE(room.kept(id)->info.tracks.constFirst().summary.id, latest->tracks.constFirst().summary.id);
        artist.keepNewest(25);
        QTRY_COMPARE(room.songs(id), 25);
        QCOMPARE(app::newestOf(room.kept(id)->info.summary.kind), 25);
        artist.keepNewest(0);
        QTRY_VERIFY(!room.kept(id));
    }
    void otherKindsAreNotTakenForNewest()
    {
        for (const QString &kind : {u"album"_s, u"newest_"_s, u"newest_x"_s, u"newest_-3"_s})
            QCOMPARE(app::newestOf(kind), 0);
        QCOMPARE(app::newestOf(app::newestKind(10)), 10);
        QCOMPARE(app::newestOf(u"newest_1000000"_s), 100);
    }
};

MELODY_TEST(DownloadKeeperTest)
#include "download_keeper_test.moc"
