// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>
#include <viewmodels/show_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class ChaptersViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theChapterThatIsHeardIsThePlayersPosition()
    {
        Stage stage;
        playEpisode(stage, 0);
        app::ChaptersViewModel &chapters = *stage.playback.chapters();
        QTRY_VERIFY(chapters.there());
        QCOMPARE(chapters.rows()->count(), 5);
        QCOMPARE(chapters.current(), 0);
        QCOMPARE(chapters.currentTitle(), u"Good evening"_s);
        chapters.play(2);
        QTRY_COMPARE(chapters.current(), 2);
        QCOMPARE(stage.playback.positionMs(), chapters.rows()->at(2).value(u"startMs"_s).toLongLong());
        QCOMPARE(chapters.titleAt(0.999), chapters.rows()->at(4).value(u"title"_s).toString());
    }
    void nextAndPreviousGoByChaptersAndStayInside()
    {
        Stage stage;
        playEpisode(stage, 0);
        app::ChaptersViewModel &chapters = *stage.playback.chapters();
        QTRY_VERIFY(chapters.there());
        chapters.next();
        QTRY_COMPARE(chapters.current(), 1);
        stage.player->seek(stage.playback.positionMs() + 10'000);
        const qint64 start = chapters.rows()->at(1).value(u"startMs"_s).toLongLong();
        QTRY_VERIFY(stage.playback.positionMs() >= start + 10'000);
        chapters.previous(); // some of it was heard: to its beginning
        QTRY_VERIFY(stage.playback.positionMs() < start + 2'000);
        QCOMPARE(chapters.current(), 1);
        chapters.previous();
        QTRY_COMPARE(chapters.current(), 0);
        chapters.previous();
        QTRY_VERIFY(stage.playback.positionMs() < 2'000);
        chapters.play(4);
        QTRY_COMPARE(chapters.current(), 4);
        const qint64 last = stage.playback.positionMs();
        chapters.next(); // there is none
        QTest::qWait(20);
        QVERIFY(stage.playback.positionMs() < last + 5'000);
    }
    void marksStandWhereChaptersBegin()
    {
        Stage stage;
        playEpisode(stage, 0);
        app::ChaptersViewModel &chapters = *stage.playback.chapters();
        QTRY_COMPARE(chapters.marks().size(), 5);
        QCOMPARE(chapters.marks().constFirst().toDouble(), 0.0);
        const double second = double(chapters.rows()->at(1).value(u"startMs"_s).toLongLong()) / double(stage.playback.durationMs());
        QVERIFY(std::abs(chapters.marks()[1].toDouble() - second) < 0.0001);
    }
    void whatHasNoneAndSongsHaveNoMarks()
    {
        Stage stage;
        playEpisode(stage, 2);
        app::ChaptersViewModel &chapters = *stage.playback.chapters();
        QTRY_VERIFY(stage.reading->asked() > 0);
        QVERIFY(!chapters.there());
        const int asked = stage.reading->asked();
        stage.player->play(player::PlayQueue({song(3 * 60'000)}));
        QTRY_VERIFY(!stage.playback.speech());
        QTest::qWait(20);
        QCOMPARE(stage.reading->asked(), asked); // a song is short
        stage.player->play(player::PlayQueue({song(40 * 60'000)}));
        QTRY_COMPARE(stage.reading->asked(), asked + 1);
        QVERIFY(chapters.marks().isEmpty());
    }
    void theNextEpisodeNeverShowsTheChaptersOfTheOneBefore()
    {
        Stage stage({.latency = std::chrono::milliseconds(30)});
        playEpisode(stage, 3);
        app::ChaptersViewModel &chapters = *stage.playback.chapters();
        QTRY_VERIFY(chapters.there());
        stage.player->next(); // to what came out after it, which has none
        QTRY_VERIFY(!chapters.there());
        QTest::qWait(100);
        QVERIFY(!chapters.there());
    }
    void withoutTheServerTheBarIsPlain()
    {
        Stage stage;
        stage.reading->setFailure(offline());
        playEpisode(stage, 0);
        QTRY_VERIFY(stage.reading->asked() > 0);
        QTest::qWait(20);
        QVERIFY(!stage.playback.chapters()->there());
    }

private:
    static player::QueueItem song(qint64 durationMs)
    {
        player::QueueItem item;
        item.content = ContentId::create(TimePoint(std::chrono::milliseconds(durationMs)));
        item.durationMs = durationMs;
        return item;
    }
    static void playEpisode(Stage &stage, int row)
    {
        app::ShowViewModel show;
        show.setApp(&stage.app);
        show.setShowId(u"019aa020-5eed-7000-8000-000000000000"_s);
        QTRY_VERIFY(show.ready());
        show.play(row);
        QTRY_VERIFY(stage.playback.speech());
    }
};

MELODY_TEST(ChaptersViewModelTest)
#include "chapters_view_model_test.moc"
