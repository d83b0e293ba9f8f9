// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>

#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class QueueViewModelTest : public QObject {
    Q_OBJECT

    // Plays five songs.
    static void play(Stage &stage)
    {
        QList<player::QueueItem> items;
        for (int i = 0; i < 5; ++i) {
            player::QueueItem item;
            item.content = ContentId::create(stage.clock.now());
            item.title = QString::number(i);
            item.durationMs = 100'000;
            items.append(item);
        }
        stage.player->play(player::PlayQueue(items));
        QTRY_COMPARE(stage.queue.upcoming()->count(), 4);
    }
    static QString titles(Stage &stage)
    {
        QString all;
        for (int row = 0; row < stage.queue.upcoming()->count(); ++row)
            all += stage.queue.upcoming()->index(row).data(app::TrackListModel::TitleRole).toString();
        return all;
    }
    static QVariantMap card(Stage &stage, const QString &title, const QString &kind = u"track"_s)
    {
        return {{u"id"_s, ContentId::create(stage.clock.now()).toString()}, {u"kind"_s, kind}, {u"title"_s, title}};
    }

private Q_SLOTS:
    void rowsAreMovedTakenOutAndBroughtBack()
    {
        Stage stage;
        play(stage);
        stage.queue.move(0, 2);
        QTRY_COMPARE(titles(stage), u"2314"_s);
        stage.queue.remove(1);
        QTRY_COMPARE(titles(stage), u"214"_s);
        stage.queue.clear();
        QTRY_COMPARE(titles(stage), QString());
        QVERIFY(stage.queue.canUndo());
        for (const QString &expected : {u"214"_s, u"2314"_s, u"1234"_s}) {
            stage.queue.undo();
            QTRY_COMPARE(titles(stage), expected);
        }
        stage.queue.redo();
        QTRY_COMPARE(titles(stage), u"2314"_s);
        stage.queue.move(3, -7); // out of range: to the start
        QTRY_COMPARE(titles(stage), u"4231"_s);
        stage.queue.move(9, 0);
        stage.queue.remove(-1);
        QCOMPARE(titles(stage), u"4231"_s);
    }
    void whatIsAddedStandsBehindWhatPlaysOrAtTheEnd()
    {
        Stage stage;
        play(stage);
        QSignalSpy said(&stage.queue, &app::QueueViewModel::said);
        stage.queue.playNext({card(stage, u"a"_s), card(stage, u"b"_s)});
        QTRY_COMPARE(titles(stage), u"ab1234"_s);
        QCOMPARE(said.takeFirst(), (QVariantList{u"2 song(s) play next"_s, u"Undo"_s}));
        stage.queue.append({card(stage, u"c"_s, u"episode"_s)});
        QTRY_COMPARE(titles(stage), u"ab1234c"_s);
        QCOMPARE(said.takeFirst(), (QVariantList{u"c is in the queue"_s, u"Undo"_s}));
        QVERIFY(stage.player->state().queue.items().constLast().speech);
        stage.queue.undo();
        QTRY_COMPARE(titles(stage), u"ab1234"_s);
        // An album has no sound of its own, what was withdrawn has no name; both say nothing.
        stage.queue.append({card(stage, u"d"_s, u"album"_s), card(stage, {})});
        QCOMPARE(titles(stage), u"ab1234"_s);
        QVERIFY(said.isEmpty());
    }
    void whereNothingPlaysWhatIsAddedDoes()
    {
        Stage stage;
        QSignalSpy said(&stage.queue, &app::QueueViewModel::said);
        stage.queue.append({card(stage, u"a"_s), card(stage, u"b"_s)});
        QTRY_COMPARE(stage.playback.title(), u"a"_s);
        QVERIFY(stage.playback.playing());
        QTRY_COMPARE(titles(stage), u"b"_s);
        QVERIFY(said.isEmpty());
    }
    void whereTheServerLeadsNothingIsAddedAndTheReasonIsSaid()
    {
        Stage stage;
        player::PlayerState led;
        led.queue = player::PlayQueue({player::QueueItem{}});
        led.lead = ports::Stream::Lead{};
        stage.watch.publish(led);
        QTRY_VERIFY(stage.queue.led());
        QSignalSpy refused(&stage.queue, &app::QueueViewModel::refused);
        stage.queue.playNext({card(stage, u"a"_s)});
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.constFirst().constFirst().toString(), stage.queue.choosing());
        QVERIFY(stage.queue.choosing().contains(u"Settings, Plans"_s));
        QVERIFY(stage.player->state().queue.isEmpty());
    }
    void whatIsKeptOfAQueueLeavesBreaksOut()
    {
        Stage stage;
        play(stage);
        stage.queue.append({card(stage, u"x"_s, u"episode"_s)});
        stage.player->editQueue([](player::PlayQueue &queue) {
            player::QueueItem advert;
            advert.adBreak = true;
            queue.append({advert});
        });
        QTRY_COMPARE(stage.queue.cards().size(), 6);
        QCOMPARE(stage.queue.cards().constFirst().toMap()[u"title"_s].toString(), u"0"_s);
        QCOMPARE(stage.queue.cards().constFirst().toMap()[u"kind"_s].toString(), u"track"_s);
        QCOMPARE(stage.queue.cards().constLast().toMap()[u"kind"_s].toString(), u"episode"_s);
    }
    void repeatAndShuffleGoRound()
    {
        Stage stage;
        play(stage);
        for (const QString &expected : {u"all"_s, u"one"_s, u"off"_s}) {
            stage.queue.cycleRepeat();
            QTRY_COMPARE(stage.queue.repeat(), expected);
        }
        stage.queue.setShuffled(true);
        QTRY_VERIFY(stage.queue.shuffled());
        stage.queue.setShuffled(false);
        QTRY_COMPARE(titles(stage), u"1234"_s);
    }
    void theSleepTimerSaysWhatIsLeft()
    {
        Stage stage;
        play(stage);
        stage.queue.sleepAfter(15);
        QTRY_COMPARE(stage.queue.sleep(), u"time"_s);
        QVERIFY(stage.queue.sleepText().contains(u"15"_s));
        stage.queue.sleepAtEndOfTrack();
        QTRY_COMPARE(stage.queue.sleep(), u"end_of_track"_s);
        stage.queue.sleepAfter(0);
        QTRY_COMPARE(stage.queue.sleep(), QString());
    }
    void whyTheOrderIsNotOnesOwnIsSaidOnlyToWhomItConcerns()
    {
        Stage stage;
        QSignalSpy refused(&stage.queue, &app::QueueViewModel::refused);
        stage.queue.sayWhyLed();
        QCOMPARE(refused.count(), 0);
        player::PlayerState led = stage.player->state();
        led.lead = ports::Stream::Lead{};
        stage.watch.publish(led);
        QTRY_VERIFY(stage.queue.led());
        stage.queue.sayWhyLed();
        QCOMPARE(refused.count(), 1);
    }
    void theSoundIsKeptBetweenRuns()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.ini"_s);
        Stage stage;
        {
            app::SoundViewModel sound(*stage.player, file);
            sound.setCrossfadeSeconds(99);
            sound.setSpeed(1.5);
            sound.setLoudness(u"album"_s);
            sound.usePreset(u"bass"_s);
            sound.setBand(9, -3);
            QTRY_COMPARE(stage.player->state().sound.crossfadeMs, 12'000); // heard when the sliders rest
        }
        const app::SoundViewModel again(*stage.player, file);
        QCOMPARE(again.crossfadeSeconds(), 12);
        QCOMPARE(again.speed(), 1.5);
        QCOMPARE(again.loudness(), u"album"_s);
        QCOMPARE(again.preset(), QString());
        QCOMPARE(again.bands()[0].toDouble(), 6.0);
        QCOMPARE(again.bands()[9].toDouble(), -3.0);
        QCOMPARE(stage.player->state().sound.equaliserDb[9], -3.0);
    }
};

MELODY_TEST(QueueViewModelTest)
#include "queue_view_model_test.moc"
