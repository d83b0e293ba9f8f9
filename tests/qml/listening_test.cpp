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
    void theQueueIsReorderedByKeysAndByDraggingAndTakenBack()
    {
        Shown shown({}, QSize(1280, 1000));
        QVERIFY(shown.click(u"heroPlay"_s));
        QVERIFY(shown.click(u"nowPlayingSummary"_s));
        QTRY_VERIFY(isOpen(shown));
        const auto next = [&](int row) { return shown.player->state().queue.items()[1 + row].entry; };
        const quint64 first = next(0);
        const quint64 second = next(1);
        QQuickItem *row = shown.find(u"queueRow_0"_s);
        QVERIFY(row);
        row->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(next(1), first);
        QCOMPARE(next(0), second);
        QVERIFY(shown.click(u"undoQueue"_s));
        QTRY_COMPARE(next(0), first);
        QQuickItem *handle = shown.find(u"queueHandle_0"_s);
        QVERIFY(handle);
        QTest::qWait(100); // rows have their place
        const QPoint from = handle->mapToScene(QPointF(10, handle->height() / 2)).toPoint();
        QTest::mousePress(&shown.window(), Qt::LeftButton, Qt::NoModifier, from);
        for (int step = 1; step <= 10; ++step)
            QTest::mouseMove(&shown.window(), from + QPoint(0, int(handle->height() * step / 10)));
        QTest::mouseRelease(&shown.window(), Qt::LeftButton, Qt::NoModifier, from + QPoint(0, int(handle->height())));
        QTRY_COMPARE(next(1), first);
        shown.find(u"queueRow_0"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Delete);
        QTRY_COMPARE(next(0), first);
    }
    void shuffleRepeatAndSleepAreOnePressAway()
    {
        Shown shown({}, QSize(1280, 1000));
        QVERIFY(shown.click(u"heroPlay"_s));
        QVERIFY(shown.click(u"nowPlayingSummary"_s));
        QTRY_VERIFY(isOpen(shown));
        QVERIFY(shown.click(u"shuffleButton"_s));
        QTRY_VERIFY(shown.player->state().queue.isShuffled());
        QVERIFY(shown.click(u"repeatButton"_s));
        QTRY_COMPARE(shown.player->state().queue.repeat(), player::Repeat::All);
        QVERIFY(shown.click(u"sleepButton"_s));
        QVERIFY(shown.click(u"choice_15"_s));
        QTRY_COMPARE(shown.player->state().sleep.afterMs, 15 * 60'000);
    }
    void theBarShufflesRepeatsAndShowsWhatComesNextWhereThereIsRoom()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QVERIFY(shown.click(u"barShuffle"_s));
        QTRY_VERIFY(shown.player->state().queue.isShuffled());
        QVERIFY(shown.click(u"barRepeat"_s));
        QTRY_COMPARE(shown.player->state().queue.repeat(), player::Repeat::All);
        QVERIFY(shown.click(u"barQueue"_s));
        QTRY_VERIFY(isOpen(shown));
        QVERIFY(shown.find(u"upNextList"_s));
        QVERIFY(shown.click(u"closeNowPlaying"_s));
        QTRY_VERIFY(!isOpen(shown));
        shown.window().resize(900, 700);
        const auto bare = [&shown] {
            const auto items = shown.everything();
            return std::none_of(items.begin(), items.end(), [](const QQuickItem *item) { return item->objectName() == u"barShuffle"; });
        };
        QTRY_VERIFY(bare());
    }
    void theBarSaysWhyItDoesNotShuffleWithoutAPlan()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        player::PlayerState led = shown.player->state();
        led.lead = ports::Stream::Lead{};
        shown.player->pause();
        QTRY_VERIFY(!shown.playback().playing());
        shown.watch->publish(led);
        QTRY_COMPARE(shown.find(u"barShuffle"_s)->property("text").toString(), u"Shuffled: choosing needs a plan"_s);
        QVERIFY(shown.click(u"barRepeat"_s));
        QVERIFY(shown.says(u"Without a plan the songs come shuffled. With one you choose the order, and what repeats."_s));
        QCOMPARE(shown.player->state().queue.repeat(), player::Repeat::Off);
    }
    void theEqualiserIsSetFromItsPage()
    {
        Shown shown;
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.click(u"setting_sound"_s));
        QVERIFY(shown.click(u"preset_bass"_s));
        QTRY_COMPARE(shown.player->state().sound.equaliserDb[0], 6.0);
        QQuickItem *band = shown.find(u"band_0_slider"_s);
        QVERIFY(band);
        band->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Up);
        QTRY_COMPARE(shown.player->state().sound.equaliserDb[0], 7.0);
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
