// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <fixtures/fixture_api.h>
#include <fixtures/player_server.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>

using namespace melody;
using namespace melody::fixtures;
using namespace Qt::StringLiterals;
using player::PlaybackStatus;

namespace {

constexpr int patienceMs = 30'000;

player::PlayQueue songs(int count)
{
    QList<player::QueueItem> items;
    for (int i = 0; i < count; ++i) {
        player::QueueItem item;
        item.content = ContentId(QUuid(quint32(i + 1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 7));
        item.title = u"Song %1"_s.arg(i);
        item.durationMs = 3'600'000;
        items.append(item);
    }
    return player::PlayQueue(std::move(items));
}

bool plays(const PlayingDevice &device)
{
    return device.player->state().status == PlaybackStatus::Playing;
}

struct Home {
    explicit Home(PlayerServer::Post post = {}) : server(std::move(post)) {}
    PlayingDevice &add(const QString &name)
    {
        devices.push_back(std::make_unique<PlayingDevice>(server, *api, clock, name));
        return *devices.back();
    }
    [[nodiscard]] bool settled() const
    {
        int playing = 0;
        bool right = true;
        const wire::PlayerSnapshot kept = server.snapshot();
        for (const auto &device : devices) {
            playing += plays(*device) ? 1 : 0;
            right = right && plays(*device) == (kept.state.playing && kept.state.device == device->device->id());
            right = right && device->handOver->standing().goingTo.isNull();
        }
        return right && playing <= 1;
    }

    SystemClock clock;
    std::unique_ptr<FixtureApi> api = createFixtureApi({});
    PlayerServer server;
    std::vector<std::unique_ptr<PlayingDevice>> devices;
};

} // namespace

class HandOverDevicesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void musicGoesThereWithItsRowsItsPlaceAndBack()
    {
        Home home;
        PlayingDevice &phone = home.add(u"Phone"_s);
        PlayingDevice &kitchen = home.add(u"Kitchen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!phone.handOver->standing().self.isNull(), patienceMs);
        phone.handOver->lookForDevices();
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->standing().devices.size(), 2, patienceMs);
        phone.handOver->player().play(songs(3), 61'000);
        phone.handOver->player().jumpTo(1);
        phone.handOver->player().seek(200'000);
        QTRY_COMPARE_WITH_TIMEOUT(home.server.snapshot().state.index, 1, patienceMs);
        phone.handOver->transferTo(kitchen.device->id());
        QTRY_VERIFY_WITH_TIMEOUT(plays(kitchen) && home.settled(), patienceMs);
        QCOMPARE(kitchen.player->state().queue.items().size(), 3);
        QCOMPARE(kitchen.player->state().queue.currentIndex(), 1);
        QVERIFY(kitchen.player->state().positionMs >= 200'000 && kitchen.player->state().positionMs < 230'000);
        QCOMPARE(phone.handOver->standing().playsOn, kitchen.device->id());
        QCOMPARE(phone.handOver->player().state().queue.current()->title, u"Song 1"_s);
        phone.handOver->transferTo(phone.device->id());
        QTRY_VERIFY_WITH_TIMEOUT(plays(phone) && home.settled(), patienceMs);
        QCOMPARE(phone.player->state().queue.currentIndex(), 1);
        QCOMPARE(phone.handOver->standing().playsOn, phone.device->id());
    }
    void whoPressesPlayAwayFromTheOthersHasItInTheEnd()
    {
        Home home;
        PlayingDevice &phone = home.add(u"Phone"_s);
        PlayingDevice &kitchen = home.add(u"Kitchen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!kitchen.handOver->standing().self.isNull(), patienceMs);
        phone.handOver->player().play(songs(2));
        QTRY_VERIFY_WITH_TIMEOUT(home.server.snapshot().state.playing, patienceMs);
        kitchen.player->play(songs(1), 0); // by its own buttons
        QTRY_VERIFY_WITH_TIMEOUT(plays(kitchen) && !plays(phone) && home.settled(), patienceMs);
    }
    void rowsThatAreMovedFromThePhoneAreMovedOnTheSpeakerAndItPlaysOn()
    {
        Home home;
        PlayingDevice &phone = home.add(u"Phone"_s);
        PlayingDevice &kitchen = home.add(u"Kitchen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!phone.handOver->standing().self.isNull(), patienceMs);
        phone.handOver->player().play(songs(4));
        QTRY_VERIFY_WITH_TIMEOUT(home.server.snapshot().state.playing, patienceMs);
        phone.handOver->transferTo(kitchen.device->id());
        QTRY_VERIFY_WITH_TIMEOUT(plays(kitchen) && home.settled(), patienceMs);
        const PlaybackId session = kitchen.player->state().current.session;
        phone.handOver->player().editQueue([](player::PlayQueue &queue) { queue.move(3, 1); });
        QTRY_COMPARE_WITH_TIMEOUT(kitchen.player->state().queue.items().value(1).content, songs(4).items().constLast().content, patienceMs);
        QCOMPARE(kitchen.player->state().current.session, session);
        QVERIFY(plays(kitchen));
    }
    void whoLeavesIsKnownToBeSilentAtOnce()
    {
        Home home;
        PlayingDevice &phone = home.add(u"Phone"_s);
        PlayingDevice &kitchen = home.add(u"Kitchen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!phone.handOver->standing().self.isNull(), patienceMs);
        phone.handOver->player().play(songs(2), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(home.server.snapshot().state.playing, patienceMs);
        bool left = false;
        phone.handOver->leave([&] {
            left = true;
            const wire::PlayerSnapshot kept = home.server.snapshot();
            QVERIFY(!kept.state.playing && kept.state.device == phone.device->id() && kept.state.positionMs >= 30'000);
        });
        QVERIFY(!left);
        QTRY_VERIFY_WITH_TIMEOUT(left, patienceMs);
        QVERIFY(!plays(phone));
        QTRY_VERIFY_WITH_TIMEOUT(kitchen.handOver->player().state().status == PlaybackStatus::Paused, patienceMs);
    }
    void whoIsCutOffIsGoneAtOnce()
    {
        Home home;
        PlayingDevice &phone = home.add(u"Phone"_s);
        PlayingDevice &kitchen = home.add(u"Kitchen"_s);
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->standing().devices.size(), 2, patienceMs); // without being asked to look
        kitchen.player->play(songs(2), 40'000);
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->standing().playsOn, kitchen.device->id(), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->player().state().status, PlaybackStatus::Playing, patienceMs);
        kitchen.device->setOffline(true);
        kitchen.device->stopListening();
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->standing().devices.size(), 1, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->player().state().status, PlaybackStatus::Paused, patienceMs);
        phone.handOver->player().resume();
        QTRY_VERIFY_WITH_TIMEOUT(plays(phone), patienceMs);
        QVERIFY(phone.player->state().positionMs >= 40'000);
        kitchen.device->setOffline(false); // it comes back, and is the one that stops
        kitchen.device->listen([&kitchen](const wire::LiveEvent &event) { kitchen.handOver->hear(event); });
        QTRY_VERIFY_WITH_TIMEOUT(!plays(kitchen) && home.settled(), patienceMs);
        QVERIFY(plays(phone));
    }
    void whatADeviceLeftThatIsGonePlaysHere()
    {
        Home home;
        PlayingDevice &phone = home.add(u"Phone"_s);
        PlayingDevice &kitchen = home.add(u"Kitchen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!phone.handOver->standing().self.isNull(), patienceMs);
        kitchen.player->play(songs(2), 40'000);
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->standing().playsOn, kitchen.device->id(), patienceMs);
        bool left = false;
        kitchen.handOver->leave([&] { left = true; });
        QTRY_VERIFY_WITH_TIMEOUT(left, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->player().state().status, PlaybackStatus::Paused, patienceMs);
        home.devices.pop_back();
        phone.handOver->player().resume();
        QTRY_VERIFY_WITH_TIMEOUT(plays(phone), patienceMs);
        QVERIFY(phone.player->state().positionMs >= 40'000);
    }
    void whoLeavesWithoutASoundOrWithoutANetworkIsNotKept()
    {
        Home home;
        PlayingDevice &phone = home.add(u"Phone"_s);
        PlayingDevice &kitchen = home.add(u"Kitchen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!phone.handOver->standing().self.isNull(), patienceMs);
        kitchen.player->play(songs(1), 0);
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->standing().playsOn, kitchen.device->id(), patienceMs);
        int left = 0;
        phone.handOver->leave([&] { ++left; });
        QTRY_COMPARE_WITH_TIMEOUT(left, 1, patienceMs);
        QVERIFY(plays(kitchen));
        kitchen.device->setOffline(true);
        kitchen.handOver->leave([&] { ++left; });
        QTRY_COMPARE_WITH_TIMEOUT(left, 2, patienceMs);
        QVERIFY(!plays(kitchen));
    }
    void whoSignsOutControlsNothing()
    {
        Home home;
        PlayingDevice &phone = home.add(u"Phone"_s);
        PlayingDevice &kitchen = home.add(u"Kitchen"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!phone.handOver->standing().self.isNull(), patienceMs);
        kitchen.player->play(songs(2), 0);
        QTRY_COMPARE_WITH_TIMEOUT(phone.handOver->standing().playsOn, kitchen.device->id(), patienceMs);
        phone.handOver->setUser({});
        QVERIFY(phone.handOver->standing().playsOn.isNull());
        phone.handOver->player().pause();
        QVERIFY(phone.handOver->player().state().queue.isEmpty());
        QTest::qWait(50);
        QVERIFY(plays(kitchen));
    }
    // Whatever is pressed where, however late things arrive, and whoever is cut off: in the end one device plays, the one that the server
    // names.
    void inTheEndOneDevicePlays()
    {
        const quint32 seed = qEnvironmentVariableIsSet("MELODY_TEST_SEED") ? quint32(qEnvironmentVariableIntValue("MELODY_TEST_SEED"))
                                                                           : QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < 6; ++round) {
            Home home([&random](std::function<void()> work) { QTimer::singleShot(random.bounded(15), std::move(work)); });
            for (const QString &name : {u"Phone"_s, u"Desk"_s, u"Kitchen"_s})
                home.add(name);
            for (int step = 0; step < 60; ++step) {
                PlayingDevice &device = *home.devices[size_t(random.bounded(3))];
                const SignInId target = home.devices[size_t(random.bounded(3))]->device->id();
                player::Player &hand = device.handOver->player();
                switch (random.bounded(8)) {
                case 0:
                    hand.play(songs(1 + random.bounded(4)), random.bounded(100'000));
                    break;
                case 1:
                    device.player->play(songs(2), 0);
                    break;
                case 2:
                    hand.pause();
                    break;
                case 3:
                    hand.resume();
                    break;
                case 4:
                    hand.next();
                    break;
                case 5:
                    device.device->setOffline(random.bounded(2) == 0);
                    break;
                default:
                    device.handOver->transferTo(target);
                }
                QTest::qWait(random.bounded(25));
            }
            for (const auto &device : home.devices) {
                device->device->setOffline(false);
                device->device->listen(
                    [&device](const wire::LiveEvent &event) { device->handOver->hear(event); }); // the channel comes back
            }
            QVERIFY2(QTest::qWaitFor([&] { return home.settled(); }, patienceMs), qPrintable(u"round %1"_s.arg(round)));
            QTest::qWait(100);
            QVERIFY(home.settled());
        }
    }
};

MELODY_TEST(HandOverDevicesTest)
#include "hand_over_test.moc"
