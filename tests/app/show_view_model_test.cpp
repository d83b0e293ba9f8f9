// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <fixtures/fixture_library.h>
#include <support/test_main.h>
#include <viewmodels/download_keeper.h>
#include <viewmodels/show_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

const QString firstShow = u"019aa020-5eed-7000-8000-000000000000"_s;

} // namespace

class ShowViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aShowListsItsEpisodesNewestFirstAndMoreOnDemand()
    {
        Stage stage;
        app::ShowViewModel show;
        open(stage, show);
        QCOMPARE(show.title(), u"Night Trains"_s);
        QCOMPARE(show.episodeCount(), 58);
        QCOMPARE(show.episodes()->count(), 50);
        QVERIFY(show.hasMore());
        show.loadMore();
        QTRY_COMPARE(show.episodes()->count(), 58);
        QVERIFY(!show.hasMore());
        QVERIFY(show.episodes()->at(0).value(u"title"_s).toString().startsWith(u"58."));
        QVERIFY(show.episodes()->at(57).value(u"title"_s).toString().startsWith(u"1."));
    }
    void anEpisodePlaysAsSpeechAndThoseAfterItFollow()
    {
        Stage stage;
        app::ShowViewModel show;
        open(stage, show);
        show.play(5);
        QTRY_VERIFY(stage.playback.active());
        QVERIFY(stage.playback.speech());
        QCOMPARE(stage.playback.contentId(), show.episodes()->at(5).value(u"id"_s).toString());
        QCOMPARE(stage.playback.albumId(), firstShow);
        QTRY_COMPARE(stage.playback.albumTitle(), u"Night Trains"_s); // its details are an episode's
        QVERIFY(!stage.playback.waveform().isEmpty());
        stage.playback.next();
        QTRY_COMPARE(stage.playback.contentId(), show.episodes()->at(4).value(u"id"_s).toString());
    }
    void itIsSaidHowFarOneListenedAndPlayGoesOnThere()
    {
        FakeClock clock;
        const auto library = fixtures::createFixtureLibrary(clock);
        Stage stage({}, &library->library());
        app::ShowViewModel show;
        open(stage, show);
        QTRY_VERIFY(!show.episodes()->at(1).value(u"left"_s).toString().isEmpty());
        QVERIFY(std::abs(show.episodes()->at(1).value(u"progress"_s).toDouble() - 0.4) < 0.01);
        QVERIFY(show.episodes()->at(3).value(u"finished"_s).toBool());
        QVERIFY(show.episodes()->at(0).value(u"left"_s).toString().isEmpty());
        show.play(-1); // what was left in the middle
        QTRY_COMPARE(stage.playback.contentId(), show.episodes()->at(1).value(u"id"_s).toString());
        QTRY_VERIFY(stage.playback.progress() > 0.39);
        show.play(3); // heard to its end: from its beginning
        QTRY_COMPARE(stage.playback.contentId(), show.episodes()->at(3).value(u"id"_s).toString());
        QTRY_VERIFY(stage.playback.positionMs() < 5'000);
    }
    void playStartsTheNewestWhenNothingWasBegun()
    {
        Stage stage;
        app::ShowViewModel show;
        open(stage, show);
        show.play(-1);
        QTRY_COMPARE(stage.playback.contentId(), show.episodes()->at(0).value(u"id"_s).toString());
    }
    void anEpisodeLeadsToItsShow()
    {
        Stage stage;
        app::ShowViewModel show;
        show.setApp(&stage.app);
        show.setEpisodeId(u"019aa021-5eed-7000-8000-000000000003"_s);
        QTRY_VERIFY(show.ready());
        QCOMPARE(show.showId(), firstShow);
        QCOMPARE(show.episodes()->at(3).value(u"id"_s).toString(), show.episodeId());
    }
    void withoutTheServerTheReasonIsSaidAndItCanBeTriedAgain()
    {
        Stage stage;
        stage.api->setFailure(offline());
        app::ShowViewModel show;
        show.setApp(&stage.app);
        show.setShowId(firstShow);
        QTRY_VERIFY(show.failed());
        QVERIFY(!show.error().isEmpty());
        stage.api->setFailure({});
        show.load();
        QTRY_VERIFY(show.ready());
    }
    void whatIsNoShowSaysSo()
    {
        Stage stage;
        app::ShowViewModel show;
        show.setApp(&stage.app);
        show.setShowId(u"nonsense"_s);
        QVERIFY(show.failed());
        show.setShowId(u"019aa001-5eed-7000-8000-000000000000"_s);
        QTRY_VERIFY(show.failed());
        show.play(0);
        show.loadMore();
        QVERIFY(!stage.playback.active());
    }
    void theNewestOfAShowAreNoSongsOfAnArtist()
    {
        QCOMPARE(app::newestOf(app::newestKind(5)), 5);
        QCOMPARE(app::newestOf(app::newestKind(10, true)), 10);
        QVERIFY(app::newestKind(5) != app::newestKind(5, true));
        QCOMPARE(app::newestOf(u"newest_episodes_x"_s), 0);
        QCOMPARE(app::newestOf(u"episode"_s), 0);
    }

private:
    static void open(Stage &stage, app::ShowViewModel &show)
    {
        show.setApp(&stage.app);
        show.setShowId(firstShow);
        QTRY_VERIFY(show.ready());
    }
};

MELODY_TEST(ShowViewModelTest)
#include "show_view_model_test.moc"
