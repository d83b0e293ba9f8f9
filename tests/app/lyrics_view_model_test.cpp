// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>
#include <viewmodels/album_view_model.h>
#include <viewmodels/home_view_model.h>
#include <viewmodels/lyrics_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class LyricsViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLineThatSoundsIsThePlayersPosition()
    {
        Stage stage;
        app::LyricsViewModel lyrics;
        lyrics.setApp(&stage.app);
        playTrack(stage, 1);
        QTRY_VERIFY(lyrics.ready() && !lyrics.none());
        QVERIFY(lyrics.synced());
        QCOMPARE(lyrics.currentLine(), -1);
        lyrics.seekToLine(5);
        QTRY_COMPARE(lyrics.currentLine(), 5);
        QVERIFY(!lyrics.currentHasWords());
        QCOMPARE(lyrics.currentMarkup(), lyrics.lines()->at(5).value(u"text"_s).toString());
        lyrics.seekToLine(3); // and back
        QTRY_COMPARE(lyrics.currentLine(), 3);
        stage.player->seek(0);
        QTRY_COMPARE(lyrics.currentLine(), -1);
        QVERIFY(lyrics.currentMarkup().isEmpty());
    }
    void aLineThatIsNotThereIsNotSoughtFor()
    {
        Stage stage;
        app::LyricsViewModel lyrics;
        lyrics.setApp(&stage.app);
        playTrack(stage, 1);
        QTRY_VERIFY(lyrics.ready() && !lyrics.none());
        lyrics.seekToLine(4);
        QTRY_COMPARE(lyrics.currentLine(), 4);
        lyrics.seekToLine(-1);
        lyrics.seekToLine(lyrics.lines()->count());
        QTest::qWait(20);
        QCOMPARE(lyrics.currentLine(), 4);
    }
    void whatWasSungOfALineStandsOutAndNothingInItIsMarkup()
    {
        Stage stage;
        app::LyricsViewModel lyrics;
        lyrics.setApp(&stage.app);
        lyrics.setRestColor(QColor(u"#808080"_s));
        playTrack(stage, 0);
        QTRY_VERIFY(lyrics.ready() && !lyrics.none());
        lyrics.seekToLine(7); // "half a song & half a conversation"
        QTRY_COMPARE(lyrics.currentLine(), 7);
        QVERIFY(lyrics.currentHasWords());
        QVERIFY2(lyrics.currentMarkup().startsWith(u"half <font color=\"#808080\">a song &amp; half"_s),
                 qPrintable(lyrics.currentMarkup()));
        stage.player->seek(stage.playback.positionMs() + 4'000);
        QTRY_VERIFY(!lyrics.currentMarkup().startsWith(u"half <font"_s));
    }
    void wordsWithoutTimesAreOnlyRead()
    {
        Stage stage;
        app::LyricsViewModel lyrics;
        lyrics.setApp(&stage.app);
        playTrack(stage, 3);
        QTRY_VERIFY(lyrics.ready() && !lyrics.none());
        QVERIFY(!lyrics.synced());
        const qint64 before = stage.playback.positionMs();
        lyrics.seekToLine(9);
        QTest::qWait(20);
        QVERIFY(stage.playback.positionMs() < before + 5'000);
        QCOMPARE(lyrics.currentLine(), -1);
    }
    void aTrackWithoutWordsSaysSo()
    {
        Stage stage;
        app::LyricsViewModel lyrics;
        lyrics.setApp(&stage.app);
        playTrack(stage, 2);
        QTRY_VERIFY(lyrics.none());
        QVERIFY(!lyrics.failed());
        QCOMPARE(lyrics.lines()->count(), 0);
    }
    void theNextTrackNeverShowsTheWordsOfTheOneBefore()
    {
        Stage stage({.latency = std::chrono::milliseconds(30)});
        app::LyricsViewModel lyrics;
        lyrics.setApp(&stage.app);
        playTrack(stage, 1);
        QTRY_VERIFY(lyrics.lines()->count() > 0);
        stage.player->next();
        QTRY_COMPARE(stage.player->state().queue.currentIndex(), 2);
        QTRY_VERIFY(lyrics.lines()->count() == 0); // at once, before the answer
        stage.player->next();                      // and the answer for the second one is not for the third
        QTRY_COMPARE(stage.player->state().queue.currentIndex(), 3);
        QTRY_VERIFY(lyrics.ready() && lyrics.lines()->count() > 0);
        QVERIFY(!lyrics.synced());
    }
    void withoutTheServerTheReasonIsSaidAndItCanBeTriedAgain()
    {
        Stage stage;
        app::LyricsViewModel lyrics;
        lyrics.setApp(&stage.app);
        stage.reading->setFailure(offline());
        playTrack(stage, 1);
        QTRY_VERIFY(lyrics.failed());
        QVERIFY(!lyrics.error().isEmpty());
        stage.reading->setFailure({});
        lyrics.load();
        QTRY_VERIFY(lyrics.ready() && !lyrics.none());
    }

private:
    static void playTrack(Stage &stage, int row)
    {
        app::HomeViewModel home;
        home.setApp(&stage.app);
        QTRY_VERIFY(home.ready());
        app::AlbumViewModel album;
        album.setApp(&stage.app);
        album.setAlbumId(home.featuredId());
        QTRY_VERIFY(album.ready());
        album.play(row);
        QTRY_VERIFY(stage.playback.active());
    }
};

MELODY_TEST(LyricsViewModelTest)
#include "lyrics_view_model_test.moc"
