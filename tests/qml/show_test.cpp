// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <QtGui/QAccessible>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class ShowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEpisodeOpensSaysWhatItIsAboutAndPlays_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("desktop") << desktop;
        QTest::newRow("phone") << phone;
    }
    void anEpisodeOpensSaysWhatItIsAboutAndPlays()
    {
        QFETCH(const QSize, size);
        Shown shown({}, size);
        QVERIFY(openShow(shown));
        for (const QQuickItem *item : shown.everything())
            QVERIFY(item->objectName() != u"episodeDescription");
        QVERIFY(shown.press(u"episode_0"_s));
        QVERIFY(shown.find(u"episodeDescription"_s));
        QVERIFY(shown.find(u"episodeDownload_0"_s));
        QVERIFY(shown.press(u"episodePlay_0"_s));
        QTRY_VERIFY(shown.playback().speech());
        QVERIFY(shown.playback().title().startsWith(u"58."));
    }
    void aShowIsFollowedAndItsNewestEpisodesAreKept()
    {
        Shown shown;
        QVERIFY(openShow(shown));
        QQuickItem *follow = shown.find(u"showFollow"_s);
        QVERIFY(follow);
        QCOMPARE(follow->property("text").toString(), u"Following"_s);
        QVERIFY(shown.click(u"showFollow"_s));
        QTRY_COMPARE(follow->property("text").toString(), u"Follow"_s);
        QVERIFY(shown.click(u"showKeep"_s));
        QVERIFY(shown.click(u"choice_5"_s));
        QTRY_VERIFY(shown.downloads->state().collections.constFirst().info.summary.kind == u"newest_episodes_5");
    }
    void theKeyboardGoesThroughEpisodesAndOpensOne()
    {
        Shown shown;
        QVERIFY(openShow(shown));
        QVERIFY(shown.focus(u"episode_2"_s));
        shown.key(Qt::Key_Up);
        QCOMPARE(shown.focused()->objectName(), u"episode_1"_s);
        shown.key(Qt::Key_Return);
        QTRY_VERIFY(QAccessible::queryAccessibleInterface(shown.find(u"episode_1"_s))->state().checked);
        shown.key(Qt::Key_Tab);
        QCOMPARE(shown.focused()->objectName(), u"episodePlay_1"_s);
        shown.key(Qt::Key_Return);
        QTRY_VERIFY(shown.playback().speech());
    }
    void aPlaceFurtherOnOnAnotherDeviceIsChosenOnTheRow_data() { anEpisodeOpensSaysWhatItIsAboutAndPlays_data(); }
    void aPlaceFurtherOnOnAnotherDeviceIsChosenOnTheRow()
    {
        QFETCH(const QSize, size);
        Shown shown({}, size);
        library::Library &library = shown.library->library();
        QVERIFY(openShow(shown));
        wire::ContentSummary card;
        card.id =
            ContentId::parse(shown.find(u"episode_0"_s)->parentItem()->property("row").toMap()[u"id"_s].toString()).value_or(ContentId());
        card.kind = u"episode"_s;
        card.title = u"58."_s;
        for (const qint64 minutes : {20, 8}) {
            shown.clock.advance(std::chrono::minutes(1));
            library.setPosition(card, PlaybackId::create(shown.clock.now()), minutes * 60'000, false, {});
        }
        QVERIFY(shown.press(u"episode_0"_s));
        QVERIFY(shown.says(u"You were at 20:00 on another device."_s));
        QVERIFY(shown.focus(u"episodeGoThere"_s));
        shown.key(Qt::Key_Return);
        QTRY_COMPARE((*library.position(card.id))->positionMs, 20 * 60'000);
        QVERIFY(!(*library.position(card.id))->elsewhere);
    }
    void aPressedChapterIsHeardAtOnceAndIsNamed_data() { anEpisodeOpensSaysWhatItIsAboutAndPlays_data(); }
    void aPressedChapterIsHeardAtOnceAndIsNamed()
    {
        QFETCH(const QSize, size);
        Shown shown({}, size);
        QVERIFY(playEpisode(shown));
        QVERIFY(shown.click(u"presentChapter"_s));
        QVERIFY(shown.find(u"chapterList"_s));
        QVERIFY(shown.click(u"chapter_2"_s));
        app::ChaptersViewModel &chapters = *shown.playback().chapters();
        QTRY_COMPARE(chapters.current(), 2);
        QCOMPARE(shown.playback().positionMs(), chapters.rows()->at(2).value(u"startMs"_s).toLongLong());
        QTRY_COMPARE(shown.find(u"presentChapter"_s)->property("text").toString(), chapters.currentTitle());
        QAccessibleInterface *row = QAccessible::queryAccessibleInterface(shown.find(u"chapter_2"_s));
        QVERIFY(row->state().selected);
        QCOMPARE(row->text(QAccessible::Name), chapters.currentTitle());
        QVERIFY(shown.click(u"nextChapter"_s));
        QTRY_COMPARE(chapters.current(), 3);
        QVERIFY(shown.click(u"previousChapter"_s));
        QTRY_COMPARE(chapters.current(), 2);
        QVERIFY(shown.click(u"presentChapter"_s));
        QTRY_VERIFY(shown.find(u"largeSeekBar"_s) != nullptr);
    }
    void pageKeysGoByChapters()
    {
        Shown shown;
        QVERIFY(playEpisode(shown));
        app::ChaptersViewModel &chapters = *shown.playback().chapters();
        shown.key(Qt::Key_PageDown);
        QTRY_COMPARE(chapters.current(), 1);
        shown.key(Qt::Key_PageDown);
        QTRY_COMPARE(chapters.current(), 2);
        shown.key(Qt::Key_PageUp);
        QTRY_COMPARE(chapters.current(), 1);
    }
    void speedAndPausesAreSetWhereSpeechPlays()
    {
        Shown shown;
        QVERIFY(playEpisode(shown));
        QVERIFY(shown.click(u"speedButton"_s));
        QVERIFY(shown.click(u"speechSpeed_1.5"_s));
        QTRY_COMPARE(shown.find(u"speechSpeed"_s)->property("value").toDouble(), 1.5);
        QVERIFY(shown.click(u"speechTrim"_s));
        QTRY_VERIFY(shown.find(u"speechTrim"_s)->property("checked").toBool());
    }
    void anEpisodeIsReadAlongWhereItHasWords()
    {
        Shown shown;
        QVERIFY(playEpisode(shown));
        QVERIFY(shown.click(u"lyricsButton"_s));
        QVERIFY(shown.says(u"No words for this one"_s));
    }
    void songsHaveNeitherSpeedNorChapters()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().active());
        shown.find(u"shell"_s)->setProperty("nowPlaying", true);
        QVERIFY(shown.find(u"lyricsButton"_s));
        for (const QQuickItem *item : shown.everything())
            QVERIFY(item->objectName() != u"speedButton" && item->objectName() != u"presentChapter");
    }

private:
    static bool openShow(Shown &shown)
    {
        QQuickItem *shell = shown.homeIsThere() ? shown.find(u"shell"_s) : nullptr;
        return shell &&
               QMetaObject::invokeMethod(shell, "open", Q_ARG(QString, u"show"_s),
                                         Q_ARG(QString, u"019aa020-5eed-7000-8000-000000000000"_s)) &&
               shown.find(u"episode_0"_s) != nullptr;
    }
    // The newest, with its chapters, large.
    static bool playEpisode(Shown &shown)
    {
        if (!openShow(shown) || !shown.press(u"episodePlay_0"_s) || !QTest::qWaitFor([&] { return shown.playback().chapters()->there(); }))
            return false;
        shown.find(u"shell"_s)->setProperty("nowPlaying", true);
        return shown.find(u"presentChapter"_s) != nullptr;
    }
};

MELODY_TEST(ShowTest)
#include "show_test.moc"
