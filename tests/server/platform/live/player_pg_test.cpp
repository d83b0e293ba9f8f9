// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_reader.h"

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;
using test::EventReader;

namespace {

const QString playerPath = u"/v1/me/player"_s;
const QString devicesPath = u"/v1/me/player/devices"_s;

SignInId deviceOf(test::RunningServer &server, const test::Person &person)
{
    for (const QJsonValue &device : server.get(u"/v1/sessions"_s, person.accessToken).json().value(u"items"_s).toArray()) {
        if (device[u"current"].toBool())
            return SignInId::parse(device[u"id"].toString()).value();
    }
    return {};
}

} // namespace

class PlayerPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        QTRY_VERIFY_WITH_TIMEOUT(m_server->application().live().isListening(), 20'000);
    }
    void cleanupTestCase() { m_server.reset(); }
    void init()
    {
        m_ana = m_server->newPerson();
        m_speaker = m_server->anotherDevice(m_ana);
        m_anaDevice = deviceOf(*m_server, m_ana);
        m_speakerDevice = deviceOf(*m_server, m_speaker);
    }

    void whoHasSeenTheNewestMayReplaceIt()
    {
        QCOMPARE(m_server->get(playerPath, m_ana.accessToken).status, 204);
        QCOMPARE(m_server->put(playerPath, wire::toJson(state(1'000)), m_ana.accessToken).status, 428);
        const auto first = put(m_ana, state(1'000), 0);
        QCOMPARE(first.status, 200);
        QCOMPARE(first.headers.value("etag"), "\"1\"");
        QCOMPARE(put(m_speaker, state(2'000), 1).status, 200);
        // The other one has not seen that.
        const auto stale = put(m_ana, state(3'000), 1);
        QCOMPARE(stale.status, 409);
        QCOMPARE(stale.code(), u"player_moved_on"_s);
        const auto newer = wire::parsePlayerSnapshot(stale.json().value(u"player"_s).toObject());
        QVERIFY(newer);
        QCOMPARE(newer->version, 2);
        QCOMPARE(newer->state.positionMs, 2'000);
        const auto now = wire::parsePlayerSnapshot(m_server->get(playerPath, m_ana.accessToken).json());
        QVERIFY(now);
        QCOMPARE(now->state, state(2'000));
    }
    void aNewStateIsToldToTheOtherDevices()
    {
        EventReader reader(m_server->port(), m_speaker.accessToken);
        QVERIFY(reader.next<wire::LiveHello>());
        QCOMPARE(put(m_ana, state(1'000), 0).status, 200);
        QCOMPARE(put(m_ana, state(2'000), 0).status, 409);
        QCOMPARE(put(m_ana, state(3'000), 1).status, 200);
        QCOMPARE(reader.next<wire::LivePlayer>()->version, 1);
        QCOMPARE(reader.next<wire::LivePlayer>()->version, 2);
    }
    void aCommandReachesItsDeviceOnceAndNoOther()
    {
        EventReader speaker(m_server->port(), m_speaker.accessToken);
        EventReader sender(m_server->port(), m_ana.accessToken);
        QVERIFY(speaker.next<wire::LiveHello>() && sender.next<wire::LiveHello>());
        const auto pause = command(u"pause"_s);
        QCOMPARE(send(pause), 202);
        QCOMPARE(send(pause), 202); // again, as when the answer was lost
        QCOMPARE(send(command(u"take_over"_s)), 202);
        const auto first = speaker.next<wire::LiveCommand>();
        QVERIFY(first);
        QCOMPARE(first->command, pause);
        QCOMPARE(first->sender, m_anaDevice);
        QCOMPARE(speaker.next<wire::LiveCommand>()->command.command, u"take_over"_s);
        QCOMPARE(put(m_ana, state(1), 0).status, 200);
        auto event = sender.next();
        while (event && std::holds_alternative<wire::LiveDevices>(*event))
            event = sender.next();
        QVERIFY(event && std::holds_alternative<wire::LivePlayer>(*event));
    }
    void whatWasMissedForAMomentIsToldAgain()
    {
        QByteArray seen;
        {
            EventReader speaker(m_server->port(), m_speaker.accessToken);
            QVERIFY(speaker.next<wire::LiveHello>());
            QCOMPARE(send(command(u"play"_s)), 202);
            QVERIFY(speaker.next<wire::LiveCommand>());
            seen = speaker.lastId();
        }
        QCOMPARE(seen, "1");
        QCOMPARE(send(command(u"next"_s)), 202);
        EventReader again(m_server->port(), m_speaker.accessToken, seen);
        QVERIFY(again.next<wire::LiveHello>());
        QCOMPARE(again.next<wire::LiveCommand>()->command.command, u"next"_s);
        // Not after a minute: nobody wants yesterday's play.
        m_server->advance(std::chrono::minutes(2));
        EventReader late(m_server->port(), m_speaker.accessToken, seen);
        QVERIFY(late.next<wire::LiveHello>());
        QCOMPARE(send(command(u"pause"_s)), 202);
        QCOMPARE(late.next<wire::LiveCommand>()->command.command, u"pause"_s);
    }
    void devicesThatListenAreListedWithTheirNames()
    {
        const auto listed = [this] { return wire::parsePlayerDevices(m_server->get(devicesPath, m_ana.accessToken).json()).value().items; };
        QCOMPARE(listed().size(), 1);
        QCOMPARE(listed().constFirst().id, m_anaDevice);
        QVERIFY(listed().constFirst().current);
        {
            EventReader speaker(m_server->port(), m_speaker.accessToken);
            QVERIFY(speaker.next<wire::LiveHello>());
            QTRY_COMPARE_WITH_TIMEOUT(listed().size(), 2, 20'000);
            QCOMPARE(listed().constLast().id, m_speakerDevice);
            QVERIFY(!listed().constLast().current && !listed().constLast().name.isEmpty());
            const auto stranger = m_server->newPerson();
            QCOMPARE(wire::parsePlayerDevices(m_server->get(devicesPath, stranger.accessToken).json())->items.size(), 1);
        }
        // Nobody told that it went: after a while it is not believed any more.
        m_server->advance(std::chrono::minutes(13));
        const auto later = m_server->anotherDevice(m_ana); // a token lives ten minutes
        const auto devices = wire::parsePlayerDevices(m_server->get(devicesPath, later.accessToken).json());
        QVERIFY(devices);
        QCOMPARE(devices->items.size(), 1);
        QVERIFY(devices->items.constFirst().current);
    }
    void theOthersAreToldAtOnceWhoCameAndWhoLeft()
    {
        const auto listed = [this] { return wire::parsePlayerDevices(m_server->get(devicesPath, m_ana.accessToken).json()).value().items; };
        EventReader phone(m_server->port(), m_ana.accessToken);
        QVERIFY(phone.next<wire::LiveHello>());
        QTRY_COMPARE_WITH_TIMEOUT(m_server->application().live().streams(), 1, 20'000);
        {
            EventReader speaker(m_server->port(), m_speaker.accessToken);
            QVERIFY(speaker.next<wire::LiveHello>());
            QVERIFY(phone.next<wire::LiveDevices>());
            QCOMPARE(listed().size(), 2);
        }
        QVERIFY(phone.next<wire::LiveDevices>()); // its connection ended, and nobody said good-bye
        QCOMPARE(listed().size(), 1);
    }
    void thereIsNoSuchDevice()
    {
        auto wrong = command(u"play"_s);
        wrong.target = deviceOf(*m_server, m_server->newPerson());
        QCOMPARE(send(wrong), 404);
    }

private:
    wire::PlayerState state(qint64 positionMs) const
    {
        wire::PlayerState state;
        state.device = m_anaDevice;
        state.playing = true;
        state.queue = {ContentId(QUuid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))};
        state.positionMs = positionMs;
        return state;
    }
    wire::PlayerCommand command(const QString &word) { return {CommandId::create(m_server->clock().now()), m_speakerDevice, word, 0, 100}; }
    test::Answer put(const test::Person &who, const wire::PlayerState &state, qint64 version)
    {
        return m_server->put(playerPath, wire::toJson(state), who.accessToken, {{"If-Match", '"' + QByteArray::number(version) + '"'}});
    }
    int send(const wire::PlayerCommand &command)
    {
        return m_server->post(u"/v1/me/player/commands"_s, wire::toJson(command), m_ana.accessToken).status;
    }

    std::unique_ptr<test::RunningServer> m_server;
    test::Person m_ana;
    test::Person m_speaker;
    SignInId m_anaDevice;
    SignInId m_speakerDevice;
};

MELODY_TEST(PlayerPgTest)
#include "player_pg_test.moc"
