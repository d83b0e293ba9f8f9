// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class KeyboardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePlayerObeysKeys()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        shown.key(Qt::Key_Space);
        QTRY_VERIFY(!shown.playback().playing());
        shown.playback().seekTo(0);
        QTRY_COMPARE(shown.playback().positionMs(), 0);
        shown.key(Qt::Key_Right);
        QTRY_COMPARE(shown.playback().positionMs(), 5000);
        shown.key(Qt::Key_Left);
        QTRY_COMPARE(shown.playback().positionMs(), 0);
        shown.key(Qt::Key_Right, Qt::ControlModifier);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 1);
        shown.key(Qt::Key_N);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 2);
        shown.key(Qt::Key_P);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 1);
        shown.key(Qt::Key_Left, Qt::ShiftModifier);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 0);
        shown.key(Qt::Key_Down);
        QTRY_COMPARE(shown.playback().volume(), 0.95);
        shown.key(Qt::Key_Up);
        QTRY_COMPARE(shown.playback().volume(), 1.0);
        shown.key(Qt::Key_M);
        QTRY_VERIFY(shown.playback().muted());
        shown.key(Qt::Key_M);
        QTRY_VERIFY(!shown.playback().muted());
    }
    void aFieldKeepsItsLettersAndSpaces()
    {
        Shown shown({.signedIn = false});
        QVERIFY(shown.find(u"emailField"_s));
        shown.type(u"m n p"_s);
        QCOMPARE(shown.find(u"emailField"_s)->property("text").toString(), u"m n p"_s);
    }
    void tabReachesEverythingOnceAndComesRound()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().active());
        QStringList seen;
        QSet<QQuickItem *> items;
        for (int i = 0; i < 200; ++i) {
            shown.key(Qt::Key_Tab);
            QVERIFY(shown.focused());
            if (items.contains(shown.focused()))
                break;
            items.insert(shown.focused());
            seen.append(shown.focused()->objectName());
        }
        for (const QString &name : {u"nav_home"_s, u"nav_albums"_s, u"nav_settings"_s, u"heroPlay"_s, u"nowPlayingSummary"_s,
                                    u"playButton"_s, u"nextButton"_s, u"seekBar"_s, u"muteButton"_s, u"volumeSlider"_s})
            QVERIFY2(seen.contains(name), qPrintable(name));
        QVERIFY(seen.indexOf(u"nav_home"_s) < seen.indexOf(u"heroPlay"_s));
        QVERIFY(seen.indexOf(u"heroPlay"_s) < seen.indexOf(u"playButton"_s));
    }
    void returnAndSpacePressTheFocusedButton()
    {
        Shown shown;
        QQuickItem *play = shown.find(u"heroPlay"_s);
        QVERIFY(play);
        play->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QTRY_VERIFY(shown.playback().playing());
        QQuickItem *albums = shown.find(u"nav_albums"_s);
        albums->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Space);
        QVERIFY(shown.find(u"browseGrid"_s));
        QVERIFY(shown.playback().playing()); // the space was the button's
    }
    void arrowsWalkTheChoicesOfADialogAndShowWhereTheyAre()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QVERIFY(shown.click(u"nowPlayingSummary"_s));
        QVERIFY(shown.press(u"sleepButton"_s));
        QVERIFY(shown.find(u"choice_15"_s));
        for (int i = 0; i < 3; ++i)
            shown.key(Qt::Key_Down);
        QTRY_VERIFY(shown.focused() && shown.focused()->objectName() == u"choice_15");
        QVERIFY(shown.focused()->property("focusShown").toBool());
        shown.key(Qt::Key_Return);
        QTRY_COMPARE(shown.player->state().sleep.afterMs, 15 * 60'000);
    }
    void arrowsWalkTheTracksAndTheFocusStaysInSight()
    {
        Shown shown({}, QSize(1280, 560));
        QVERIFY(shown.click(u"heroOpen"_s));
        QQuickItem *row = shown.find(u"track_0"_s);
        QVERIFY(row);
        row->forceActiveFocus(Qt::TabFocusReason);
        for (int i = 1; i <= 5; ++i) {
            shown.key(Qt::Key_Down);
            QCOMPARE(shown.focused()->objectName(), u"track_%1"_s.arg(i));
        }
        const double bottom = shown.focused()->mapToScene(QPointF(0, shown.focused()->height())).y();
        QVERIFY(bottom <= shown.window().height());
        shown.key(Qt::Key_Return);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 5);
    }
};

MELODY_TEST(KeyboardTest)
#include "keyboard_test.moc"
