// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>
#include <viewmodels/home_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class PlaybackViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingPlaysAtFirstAndNoButtonMinds()
    {
        Stage stage;
        QVERIFY(!stage.playback.active());
        stage.playback.toggle();
        stage.playback.next();
        stage.playback.previous();
        stage.playback.seekTo(0.5);
        QVERIFY(!stage.playback.active());
        QCOMPARE(stage.playback.progress(), 0.0);
    }
    void playAndPauseFollowThePlayer()
    {
        Stage stage;
        play(stage);
        QVERIFY(stage.playback.playing());
        stage.playback.toggle();
        QTRY_VERIFY(!stage.playback.playing());
        stage.playback.toggle();
        QTRY_VERIFY(stage.playback.playing());
    }
    void theWaveformAndTheArtistComeForTheTrack()
    {
        Stage stage;
        play(stage);
        QTRY_VERIFY(!stage.playback.waveform().isEmpty());
        QVERIFY(!stage.playback.artistId().isEmpty());
        QVERIFY(!stage.playback.albumTitle().isEmpty());
        QSignalSpy details(&stage.playback, &app::PlaybackViewModel::detailsChanged);
        stage.playback.next();
        QTRY_COMPARE(details.count(), 2); // gone with the old track, then there for the new one
        QVERIFY(!stage.playback.waveform().isEmpty());
    }
    void seekingIsClampedIntoTheTrack()
    {
        Stage stage;
        play(stage);
        stage.playback.toggle();
        stage.playback.seekTo(0.5);
        QTRY_COMPARE(stage.playback.positionMs(), stage.playback.durationMs() / 2);
        stage.playback.seekTo(7);
        QTRY_COMPARE(stage.playback.positionMs(), stage.playback.durationMs());
        stage.playback.seekBy(-100'000'000);
        QTRY_COMPARE(stage.playback.positionMs(), 0);
        QCOMPARE(stage.playback.timeAt(0), u"0:00"_s);
    }
    void aTrackThatEndsGivesWayToTheNext()
    {
        Stage stage;
        play(stage);
        const QString first = stage.playback.title();
        const int upcoming = stage.queue.upcoming()->count();
        stage.player->advance(stage.playback.durationMs());
        QTRY_VERIFY(stage.playback.title() != first);
        QCOMPARE(stage.queue.upcoming()->count(), upcoming - 1);
        stage.queue.jumpTo(upcoming - 2);
        QTRY_VERIFY(!stage.playback.hasNext());
    }
    void whatCannotBePlayedIsSaidInWords()
    {
        Stage stage;
        play(stage);
        stage.player->failWith({ErrorKind::Unavailable, u"chunk_damaged"_s, u"AES tag mismatch in chunk 3"_s});
        QTRY_VERIFY(stage.playback.failed());
        QVERIFY(stage.playback.error().contains(u"damaged"_s));
        QVERIFY(!stage.playback.error().contains(u"AES"_s));
        stage.playback.toggle();
        QTRY_VERIFY(!stage.playback.failed());
    }
    void volumeIsKeptInBoundsAndTouchingItUnmutes()
    {
        Stage stage;
        stage.playback.setVolume(0.4);
        stage.playback.setMuted(true);
        QTRY_VERIFY(stage.player->state().muted);
        stage.playback.setVolume(3);
        QCOMPARE(stage.playback.volume(), 1.0);
        QVERIFY(!stage.playback.muted());
        QCOMPARE(stage.player->state().volume, 1.0);
        stage.playback.setVolume(-1);
        QCOMPARE(stage.player->state().volume, 0.0);
    }
    void anAlbumThatDoesNotComeIsSaid()
    {
        Stage stage;
        app::HomeViewModel home;
        home.setApp(&stage.app);
        QTRY_VERIFY(home.ready());
        stage.api->setFailure(offline());
        QSignalSpy failed(&stage.playback, &app::PlaybackViewModel::albumFailed);
        stage.playback.playAlbum(home.featuredId());
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains(u"offline"_s));
    }
    void snapshotsFromAnotherThreadArriveInOrderAndTheLastOneWins()
    {
        app::PlayerWatch watch;
        QSignalSpy changed(&watch, &app::PlayerWatch::changed);
        std::thread engine([&watch] {
            for (int i = 1; i <= 1000; ++i) {
                player::PlayerState state;
                state.positionMs = i;
                watch.publish(state);
            }
        });
        engine.join();
        QTRY_COMPARE(watch.state().positionMs, 1000);
        QVERIFY(changed.count() < 1000);
    }
    void stoppingEmptiesTheBar()
    {
        Stage stage;
        play(stage);
        stage.playback.stop();
        QTRY_VERIFY(!stage.playback.active());
    }

private:
    static void play(Stage &stage)
    {
        app::HomeViewModel home;
        home.setApp(&stage.app);
        QTRY_VERIFY(home.ready());
        stage.playback.playAlbum(home.featuredId());
        QTRY_VERIFY(stage.playback.active());
        QTRY_VERIFY(stage.playback.hasNext());
    }
};

MELODY_TEST(PlaybackViewModelTest)
#include "playback_view_model_test.moc"
