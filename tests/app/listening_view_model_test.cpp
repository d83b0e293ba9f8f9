// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

void playSomething(Stage &stage, int minutes = 600)
{
    player::QueueItem item;
    item.content = ContentId(QUuid::createUuid());
    item.durationMs = minutes * 60'000LL;
    stage.player->play(player::PlayQueue({item}), 0);
    QTRY_VERIFY(stage.watch.state().status == player::PlaybackStatus::Playing);
}

// A child of the fixtures: an hour and a half a day, quiet from eight in the evening until seven, in Madrid.
void enterAsChild(Stage &stage, QTime utc)
{
    const QDateTime at(QDate(2026, 1, 14), utc, Qt::UTC); // in winter Madrid is an hour ahead
    stage.clock.advance(TimePoint(std::chrono::milliseconds(at.toMSecsSinceEpoch())) - stage.clock.now());
    stage.session.signInChild(fixtures::fixtureChildCode, fixtures::fixtureChildPassword);
    QTRY_VERIFY(stage.settings.parentalRules() || stage.session.displayName() == u"Byron"_s);
    QTest::qWait(20); // the family is asked after the profile
}

bool paused(const Stage &stage)
{
    return QTest::qWaitFor([&] { return stage.watch.state().status == player::PlaybackStatus::Paused; });
}

} // namespace

class ListeningViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anotherDeviceThatPlaysIsNamedAndCanBeTakenOver()
    {
        Stage stage;
        playSomething(stage);
        stage.player->failWith(wire::toError(wire::StreamLimitReached{u"Kitchen"_s}));
        QTRY_VERIFY(stage.listening.shown());
        QVERIFY(stage.listening.title().contains(u"Kitchen"_s));
        QVERIFY(stage.listening.canTakeOver());
        stage.listening.takeOver();
        QCOMPARE(stage.player->takeOvers(), 1);
        QVERIFY(!stage.listening.shown());
        QTRY_VERIFY(stage.watch.state().status == player::PlaybackStatus::Playing);
        stage.listening.takeOver();
        QCOMPARE(stage.player->takeOvers(), 1);
    }
    void aDeviceWithoutANameIsSaidAsOne()
    {
        Stage stage;
        playSomething(stage);
        stage.player->failWith(Error{ErrorKind::Conflict, u"stream_limit_reached"_s, {}});
        QTRY_VERIFY(stage.listening.shown());
        QCOMPARE(stage.listening.title(), u"Playing on another device"_s);
        stage.listening.dismiss();
        QVERIFY(!stage.listening.shown());
        QCOMPARE(stage.player->takeOvers(), 0);
    }
    void whoseStreamWasTakenPausesAndIsTold()
    {
        Stage stage;
        playSomething(stage);
        const PlaybackId session = stage.watch.state().current.session;
        // That of a track before says nothing about this one.
        stage.ticks.note(PlaybackId(QUuid::createUuid()), {1, false, wire::PlaybackStop{u"stream_limit_reached"_s, {}}});
        QTest::qWait(20);
        QVERIFY(stage.watch.state().status == player::PlaybackStatus::Playing);
        stage.ticks.note(session, {2, false, wire::PlaybackStop{u"stream_limit_reached"_s, {}}});
        QVERIFY(paused(stage));
        QTRY_VERIFY(stage.listening.shown());
        QCOMPARE(stage.listening.title(), u"Another device plays now"_s);
        QVERIFY(stage.listening.canTakeOver());
    }
    void theDeviceThatTookTheStreamIsNamed()
    {
        Stage stage;
        playSomething(stage);
        stage.ticks.note(stage.watch.state().current.session, {2, false, wire::PlaybackStop{u"stream_limit_reached"_s, {}, u"Pixel 8"_s}});
        QVERIFY(paused(stage));
        QTRY_COMPARE(stage.listening.title(), u"Playing on Pixel 8 now"_s);
        QVERIFY(stage.listening.message().contains(u"stopped here"_s));
    }
    void otherFailuresAreNotItsBusiness()
    {
        Stage stage;
        playSomething(stage);
        stage.player->failWith(offline());
        QTest::qWait(20);
        QVERIFY(!stage.listening.shown());
    }
    void aChildWhoseTimeIsUpIsToldWhenItGoesOn()
    {
        Stage stage;
        playSomething(stage);
        const TimePoint until = stage.clock.now() + std::chrono::hours(30);
        stage.ticks.note(PlaybackId(QUuid::createUuid()), {1, false, wire::PlaybackStop{u"quiet_hours"_s, until}});
        QVERIFY(paused(stage));
        QTRY_VERIFY(stage.listening.shown());
        QVERIFY(!stage.listening.canTakeOver());
        QVERIFY(stage.listening.message().contains(u"quiet"_s));
        QVERIFY(stage.listening.message().contains(u"go on"_s));
        stage.settings.setLanguage(u"es"_s); // the words follow; here there is no translator
        QVERIFY(!stage.listening.message().isEmpty());
    }
    void withoutTheServerTheMinutesAreCountedHere()
    {
        Stage stage({.signedIn = false});
        enterAsChild(stage, QTime(10, 0));
        playSomething(stage);
        stage.player->advance(89 * 60'000);
        QTest::qWait(20);
        QVERIFY(stage.watch.state().status == player::PlaybackStatus::Playing);
        stage.player->advance(61'000);
        QVERIFY(paused(stage));
        QCOMPARE(stage.watch.state().error->code, u"daily_limit"_s);
        QTRY_VERIFY(stage.listening.shown());
        QVERIFY2(stage.listening.message().contains(u"tomorrow"_s), qPrintable(stage.listening.message()));
        // A new day begins anew.
        stage.clock.advance(std::chrono::hours(24));
        stage.player->resume();
        stage.player->advance(30'000);
        QTest::qWait(20);
        QVERIFY(stage.watch.state().status == player::PlaybackStatus::Playing);
    }
    void withoutTheServerQuietHoursHold()
    {
        Stage stage({.signedIn = false});
        enterAsChild(stage, QTime(18, 59)); // a minute before eight there
        playSomething(stage);
        stage.player->advance(30'000);
        QTest::qWait(20);
        QVERIFY(stage.watch.state().status == player::PlaybackStatus::Playing);
        stage.clock.advance(std::chrono::minutes(2));
        stage.player->advance(1'000);
        QVERIFY(paused(stage));
        QCOMPARE(stage.watch.state().error->code, u"quiet_hours"_s);
    }
    void whereTheServerAnswersItDecidesAlone()
    {
        Stage stage({.signedIn = false});
        enterAsChild(stage, QTime(21, 0)); // quiet, as far as we know: the family may have changed it
        playSomething(stage);
        for (quint32 i = 1; i < 20; ++i) {
            stage.player->advance(5'000);
            QTest::qWait(1);
            stage.ticks.note(stage.watch.state().current.session, {i, false, {}});
            QTest::qWait(1);
        }
        QVERIFY(stage.watch.state().status == player::PlaybackStatus::Playing);
        stage.player->advance(app::ListeningViewModel::outOfReachMs); // and then it doesn't
        QVERIFY(paused(stage));
    }
    void grownUpsAreLeftAlone()
    {
        Stage stage;
        QTRY_VERIFY(!stage.session.displayName().isEmpty());
        playSomething(stage);
        stage.player->advance(500 * 60'000);
        QTest::qWait(20);
        QVERIFY(stage.watch.state().status == player::PlaybackStatus::Playing);
    }
    void whatWasHeardAndTheRulesOutliveTheRun()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        const rules::ParentalState rules{{false, 30, rules::QuietHours{1200, 420}, QStringList{u"track"_s}}, u"Europe/Madrid"_s};
        const QDate today(2026, 5, 14);
        {
            app::SettingsViewModel settings(file, {});
            QVERIFY(!settings.parentalRules());
            settings.setParentalRules(rules);
            settings.setHeard(today, 1'234'567);
        }
        {
            app::SettingsViewModel settings(file, {});
            QCOMPARE(settings.parentalRules(), std::optional(rules));
            QCOMPARE(settings.heardMs(today), 1'234'567);
            QCOMPARE(settings.heardMs(today.addDays(1)), 0);
            settings.setParentalRules({});
        }
        QVERIFY(!app::SettingsViewModel(file, {}).parentalRules());
    }
};

MELODY_TEST(ListeningViewModelTest)
#include "listening_view_model_test.moc"
