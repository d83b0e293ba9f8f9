// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the music plays, by pointer and by keys, on a desktop and on a phone.

#include "shown.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;
using player::PlaybackStatus;

class HandOverTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsOfferedWithoutTheServer()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QVERIFY(shown.find(u"muteButton"_s));
        for (const QQuickItem *item : shown.everything())
            QVERIFY(item->objectName() != u"devicesButton");
    }
    void theMusicGoesWhereItIsSentAndComesBack()
    {
        Shown shown;
        shown.addSpeaker();
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        const QString title = shown.playback().title();
        QVERIFY(shown.click(u"devicesButton"_s));
        QVERIFY(shown.find(choice(shown.device->id())));
        QVERIFY(shown.says(u"Desk (this device)"_s));
        QTRY_VERIFY(shown.says(u"Kitchen"_s));
        QVERIFY(shown.click(choice(shown.speaker->device->id())));
        QTRY_COMPARE(shown.speaker->player->state().status, PlaybackStatus::Playing);
        QTRY_VERIFY(shown.says(u"On Kitchen"_s));
        QVERIFY(shown.player->state().status != PlaybackStatus::Playing);
        QTRY_VERIFY(shown.playback().playing());
        QCOMPARE(shown.playback().title(), title);
        // Its buttons are that device's.
        QVERIFY(shown.click(u"playButton"_s));
        QTRY_COMPARE(shown.speaker->player->state().status, PlaybackStatus::Paused);
        QTRY_VERIFY(!shown.playback().playing());
        QVERIFY(shown.click(u"nextButton"_s));
        QTRY_COMPARE(shown.speaker->player->state().queue.currentIndex(), 1);
        QTRY_VERIFY(shown.playback().title() != title);
        QTRY_VERIFY(shown.playback().playing());
        QVERIFY(shown.click(u"devicesButton"_s));
        QVERIFY(shown.click(choice(shown.device->id())));
        QTRY_COMPARE(shown.player->state().status, PlaybackStatus::Playing);
        QCOMPARE(shown.player->state().queue.currentIndex(), 1);
        QVERIFY(shown.speaker->player->state().status != PlaybackStatus::Playing);
        QTRY_VERIFY(!shown.says(u"On Kitchen"_s));
    }
    void howLoudTheOtherDeviceIsIsNotKeptForThisOne()
    {
        Shown shown;
        shown.addSpeaker();
        shown.gui->settings().setVolume(0.8);
        shown.playback().setVolume(0.8);
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        QVERIFY(shown.click(u"devicesButton"_s));
        QVERIFY(shown.click(choice(shown.speaker->device->id())));
        QTRY_COMPARE(shown.speaker->player->state().status, PlaybackStatus::Playing);
        shown.playback().setVolume(0.2);
        QTRY_VERIFY(qAbs(shown.speaker->player->state().volume - 0.2) < 0.01);
        QTRY_VERIFY(qAbs(shown.playback().volume() - 0.2) < 0.01);
        QCOMPARE(shown.gui->settings().volume(), 0.8);
        QVERIFY(shown.click(u"devicesButton"_s));
        QVERIFY(shown.click(choice(shown.device->id())));
        QTRY_COMPARE(shown.player->state().status, PlaybackStatus::Playing);
        QTRY_VERIFY(qAbs(shown.playback().volume() - 0.8) < 0.01);
        QCOMPARE(shown.gui->settings().volume(), 0.8);
    }
    void theKeysDoItToo()
    {
        Shown shown;
        shown.addSpeaker();
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        QVERIFY(shown.find(u"devicesButton"_s));
        shown.find(u"devicesButton"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.find(choice(shown.speaker->device->id())));
        shown.key(Qt::Key_Down);
        shown.key(Qt::Key_Return);
        QTRY_COMPARE(shown.speaker->player->state().status, PlaybackStatus::Playing);
        QTRY_VERIFY(shown.says(u"On Kitchen"_s));
    }
    void aPhoneHasItInNowPlaying()
    {
        Shown shown({}, phone);
        shown.addSpeaker();
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        QVERIFY(shown.click(u"nowPlayingSummary"_s));
        QVERIFY(shown.press(u"largeDevicesButton"_s));
        QVERIFY(shown.click(choice(shown.speaker->device->id())));
        QTRY_COMPARE(shown.speaker->player->state().status, PlaybackStatus::Playing);
        QVERIFY(shown.press(u"closeNowPlaying"_s));
        QTRY_VERIFY(shown.says(u"On Kitchen"_s));
        const QQuickItem *button = shown.find(u"miniPlayButton"_s);
        QVERIFY(button && button->mapToScene(QPointF(button->width(), 0)).x() <= shown.window().width());
    }
    void whoDoesNotAnswerIsSaidAndTheMusicStays()
    {
        Shown shown;
        shown.addSpeaker();
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        QVERIFY(shown.click(u"devicesButton"_s));
        QVERIFY(shown.find(choice(shown.speaker->device->id())));
        shown.speaker->device->setOffline(true);
        QVERIFY(shown.click(choice(shown.speaker->device->id())));
        QTRY_VERIFY_WITH_TIMEOUT(shown.says(u"That device didn't answer, so the music stays here."_s), 20'000);
        QVERIFY(shown.click(u"playButton"_s));
        QTRY_COMPARE(shown.player->state().status, PlaybackStatus::Playing);
    }

private:
    static QString choice(const SignInId &device) { return u"choice_"_s + device.toString(); }
};

MELODY_TEST(HandOverTest)
#include "hand_over_test.moc"
