// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class ListeningTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherDeviceThatPlaysIsTakenOverByOneClick()
    {
        Shown shown({}, phone);
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        shown.player->failWith(wire::toError(wire::StreamLimitReached{u"Kitchen"_s}));
        QVERIFY(shown.says(u"Playing on Kitchen"_s));
        QVERIFY(shown.click(u"dialogConfirm"_s));
        QTRY_VERIFY(shown.playback().playing());
        QCOMPARE(shown.player->takeOvers(), 1);
        // And the other way round: it leaves by the keyboard, too.
        shown.ticks->note(shown.player->state().current.session, {1, false, wire::PlaybackStop{u"stream_limit_reached"_s, {}}});
        QVERIFY(shown.says(u"Another device plays now"_s));
        QTRY_VERIFY(!shown.playback().playing());
        shown.key(Qt::Key_Escape);
        QTRY_VERIFY(!shown.says(u"Another device plays now"_s));
        QCOMPARE(shown.player->takeOvers(), 1);
    }
    void aChildWhoseTimeIsUpIsToldSo()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        shown.ticks->note(shown.player->state().current.session, {1, false, wire::PlaybackStop{u"daily_limit"_s, {}}});
        QVERIFY(shown.says(u"Time for something else"_s));
        QTRY_VERIFY(!shown.playback().playing());
        QVERIFY(shown.click(u"dialogConfirm"_s));
    }
    void fromHomeToAnAlbumToATrackToAPositionInIt()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroOpen"_s));
        QVERIFY(shown.click(u"track_2"_s));
        QTRY_VERIFY(shown.playback().playing());
        QCOMPARE(shown.player->state().queue.currentIndex(), 2);
        QVERIFY(shown.click(u"playButton"_s));
        QTRY_VERIFY(!shown.playback().playing());
        QQuickItem *bar = shown.find(u"seekBar"_s);
        QVERIFY(bar && bar->width() > 200);
        shown.clickAt(*bar, 0.75);
        QTRY_VERIFY(std::abs(shown.playback().progress() - 0.75) < 0.02);
        QVERIFY(shown.click(u"nextButton"_s));
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 3);
        QVERIFY(shown.click(u"previousButton"_s));
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 2);
    }
    void theAlbumsOwnButtonPlaysAndPauses()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroOpen"_s));
        QVERIFY(shown.click(u"albumPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        QVERIFY(shown.click(u"albumPlay"_s));
        QTRY_VERIFY(!shown.playback().playing());
    }
    void theArtistIsOneClickFromTheAlbumAndBackIsBack()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroOpen"_s));
        QVERIFY(shown.click(u"albumArtist"_s));
        QVERIFY(shown.find(u"artistPlay"_s));
        QVERIFY(shown.click(u"backButton"_s));
        QVERIFY(shown.find(u"albumPlay"_s));
        shown.key(Qt::Key_Escape);
        QVERIFY(shown.homeIsThere());
    }
    void nowPlayingOpensFromTheBarAndClosesByItsButtonAndByEscape()
    {
        for (const QSize size : {desktop, phone}) {
            Shown shown({}, size);
            QVERIFY(shown.click(u"heroPlay"_s));
            QVERIFY(shown.click(u"nowPlayingSummary"_s));
            QVERIFY(shown.click(u"closeNowPlaying"_s));
            QTRY_VERIFY(!isOpen(shown));
            QVERIFY(shown.click(u"nowPlayingSummary"_s));
            QTRY_VERIFY(isOpen(shown));
            shown.key(Qt::Key_Escape);
            QTRY_VERIFY(!isOpen(shown));
        }
    }
    void aCardsPlayButtonComesWithThePointerStaysAndPlays()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QQuickItem *card = shown.find(u"card_1"_s);
        QVERIFY(card);
        QTest::qWait(50);
        QTest::mouseMove(&shown.window(), card->mapToScene(QPointF(20, 20)).toPoint());
        QQuickItem *button = shown.find(u"cardPlay"_s);
        QVERIFY(button);
        const QPoint at = button->mapToScene(QPointF(22, 22)).toPoint();
        QTest::mouseMove(&shown.window(), at);
        QTest::qWait(100);
        QVERIFY(shown.find(u"cardPlay"_s));
        QTest::mouseClick(&shown.window(), Qt::LeftButton, Qt::NoModifier, at);
        QTRY_VERIFY(shown.playback().playing());
        QVERIFY(shown.homeIsThere()); // the album was played, not opened
    }
    void aPhoneHasTabsAndAMiniPlayerInsteadOfTheSidebar()
    {
        Shown shown({}, phone);
        QVERIFY(shown.click(u"heroPlay"_s));
        QVERIFY(shown.find(u"miniPlayButton"_s));
        QVERIFY(shown.click(u"miniPlayButton"_s));
        QTRY_VERIFY(!shown.playback().playing());
        QVERIFY(shown.click(u"nav_albums"_s));
        QVERIFY(shown.find(u"browseGrid"_s));
    }
    void anErrorHasWordsAndAButtonThatHelps()
    {
        Shown shown({.failure = Error{ErrorKind::Unavailable, u"offline"_s, {}}});
        QVERIFY(shown.says(u"You seem to be offline. Check your connection and try again."_s));
        shown.gui->settings().setLanguage(u"es"_s);
        QVERIFY(shown.says(u"Parece que no tienes conexión. Compruébala e inténtalo de nuevo."_s));
        shown.api->setFailure({});
        QVERIFY(shown.click(u"messageAction"_s));
        QVERIFY(shown.homeIsThere());
    }
    void onlyThePagesThatAreLookedAtAreFetched()
    {
        Shown shown;
        QVERIFY(shown.click(u"nav_albums"_s));
        QQuickItem *grid = shown.find(u"browseGrid"_s);
        QVERIFY(grid);
        QTRY_VERIFY(shown.api->pagesServed() >= 1);
        QTest::qWait(200);
        QVERIFY(shown.api->pagesServed() <= 2);
        for (int i = 0; i < 200 && shown.api->pagesServed() < 5; ++i) {
            grid->setProperty("contentY", grid->property("contentY").toDouble() + 400);
            QTest::qWait(10);
        }
        QVERIFY(shown.api->pagesServed() >= 5);
        QVERIFY(shown.api->pagesServed() < 10);
    }

private:
    static bool isOpen(Shown &shown)
    {
        for (const QQuickItem *item : shown.everything()) {
            if (item->objectName() == u"nowPlaying")
                return item->y() < 1;
        }
        return false;
    }
};

MELODY_TEST(ListeningTest)
#include "listening_test.moc"
