// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>
#include <viewmodels/album_view_model.h>
#include <viewmodels/home_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class AlbumViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void playingARowMakesTheWholeAlbumTheQueue()
    {
        Stage stage;
        app::AlbumViewModel album;
        open(stage, album);
        QVERIFY(album.tracks()->count() > 3);
        album.play(2);
        QTRY_VERIFY(stage.playback.playing());
        QCOMPARE(stage.player->state().queue.items().size(), album.tracks()->count());
        QCOMPARE(stage.player->state().queue.currentIndex(), 2);
        QCOMPARE(stage.playback.title(), album.tracks()->data(album.tracks()->index(2), app::TrackListModel::TitleRole).toString());
        QCOMPARE(stage.playback.albumId(), album.albumId());
    }
    void aRowThatIsNotThereDoesNothing()
    {
        Stage stage;
        app::AlbumViewModel album;
        open(stage, album);
        album.play(-1);
        album.play(album.tracks()->count());
        QVERIFY(stage.player->state().queue.isEmpty());
    }
    void minutesAreRoundedFromAllTracks()
    {
        Stage stage;
        app::AlbumViewModel album;
        open(stage, album);
        QVERIFY(album.minutes() >= album.tracks()->count() * 2);
        QCOMPARE(album.year(), u"2026"_s);
    }
    void anAlbumThatIsGoneIsSaidSo()
    {
        Stage stage;
        app::AlbumViewModel album;
        album.setApp(&stage.app);
        album.setAlbumId(u"018f2b6e-7c00-7abc-8def-0123456789ab"_s);
        QTRY_VERIFY(album.failed());
        QVERIFY(album.error().contains(u"isn't on Melody"_s));
    }
    void rubbishInPlaceOfAnIdDoesNotReachTheServer()
    {
        Stage stage;
        app::AlbumViewModel album;
        album.setApp(&stage.app);
        album.setAlbumId(u"../../etc/passwd"_s);
        QVERIFY(album.failed());
    }
    void lengthsAreWrittenAsPeopleReadThem()
    {
        QCOMPARE(app::durationText(0), u"0:00"_s);
        QCOMPARE(app::durationText(59'999), u"0:59"_s);
        QCOMPARE(app::durationText(187'000), u"3:07"_s);
        QCOMPARE(app::durationText(3'729'000), u"1:02:09"_s);
        QCOMPARE(app::durationText(-5), u"0:00"_s);
    }

private:
    static void open(Stage &stage, app::AlbumViewModel &album)
    {
        app::HomeViewModel home;
        home.setApp(&stage.app);
        QTRY_VERIFY(home.ready());
        album.setApp(&stage.app);
        album.setAlbumId(home.featuredId());
        QTRY_VERIFY(album.ready());
    }
};

MELODY_TEST(AlbumViewModelTest)
#include "album_view_model_test.moc"
