// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_reader.h"

#include <support/sample_release.h>
#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;
using test::EventReader;

class LivePgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_release = test::publishSample(*m_server, {.tracks = 2});
        // A second process, as far as the database can tell.
        auto other = server::Application::create(m_server->settings(), m_server->clock());
        QVERIFY2(other, other ? "" : qPrintable(other.error().detail));
        m_other = std::move(*other);
        m_otherPort = m_other->listen().value();
        QTRY_VERIFY_WITH_TIMEOUT(m_other->live().isListening() && m_server->application().live().isListening(), 20'000);
    }
    void cleanupTestCase()
    {
        m_other.reset();
        m_server.reset();
    }
    void init()
    {
        m_ana = m_server->newPerson();
        m_phone = m_server->anotherDevice(m_ana);
    }

    void theFirstEventTellsWhereThingsStand()
    {
        like(true);
        EventReader reader(m_otherPort, m_phone.accessToken);
        const auto first = reader.next();
        QVERIFY(first);
        QCOMPARE(std::get<wire::LiveHello>(*first), (wire::LiveHello{1, 0}));
        QCOMPARE(reader.lastId(), "0");
    }
    void aChangeInOneProcessIsToldInTheOtherInOrder()
    {
        EventReader reader(m_otherPort, m_phone.accessToken);
        QVERIFY(reader.next<wire::LiveHello>());
        for (int i = 0; i < 20; ++i)
            like(i % 2 == 0);
        for (qint64 revision = 1; revision <= 20; ++revision) {
            const auto event = reader.next<wire::LiveLibrary>(); // news of the plan that was given before may come late
            QVERIFY(event);
            QCOMPARE(event->revision, revision);
        }
    }
    void whatIsRolledBackIsNotTold()
    {
        EventReader reader(m_server->port(), m_phone.accessToken);
        QVERIFY(reader.next<wire::LiveHello>());
        QCOMPARE(m_server->put(u"/v1/me/likes/"_s + ContentId::create(m_server->clock().now()).toString(), {}, m_ana.accessToken).status,
                 404);
        like(true);
        QCOMPARE(reader.next<wire::LiveLibrary>()->revision, 1);
    }
    void nobodyHearsOfAnother()
    {
        const auto ben = m_server->newPerson();
        EventReader reader(m_server->port(), ben.accessToken);
        QVERIFY(reader.next<wire::LiveHello>());
        like(true);
        QCOMPARE(m_server->put(likePath(), {}, ben.accessToken).status, 204);
        QCOMPARE(m_server->del(likePath(), ben.accessToken).status, 204);
        QCOMPARE(reader.next<wire::LiveLibrary>()->revision, 1);
        QCOMPARE(reader.next<wire::LiveLibrary>()->revision, 2);
    }
    void aDeviceThatIsSignedOutIsToldAndLetGo()
    {
        EventReader reader(m_otherPort, m_phone.accessToken);
        QVERIFY(reader.next<wire::LiveHello>());
        QCOMPARE(m_server->del(u"/v1/sessions/current"_s, m_phone.accessToken).status, 204);
        QVERIFY(reader.next<wire::LiveSignedOut>());
        QVERIFY(reader.isEnded());
    }
    void aChangeOfTheSubscriptionIsTold()
    {
        EventReader reader(m_otherPort, m_phone.accessToken);
        QVERIFY(reader.next<wire::LiveHello>());
        const billing::Gift lesser{rules::Plan::Individual, false, u"DE"_s, m_server->clock().now() + std::chrono::days(30)};
        QVERIFY(m_server->application().billing().grant(m_ana.user, lesser));
        QVERIFY(reader.next<wire::LiveSubscription>());
    }
    void aSecondStreamOfADeviceTakesThePlaceOfTheFirst()
    {
        EventReader first(m_server->port(), m_phone.accessToken);
        QVERIFY(first.next<wire::LiveHello>());
        EventReader second(m_server->port(), m_phone.accessToken);
        QVERIFY(second.next<wire::LiveHello>());
        QVERIFY(first.isEnded());
        like(true);
        QVERIFY(second.next<wire::LiveLibrary>());
    }
    void whenListeningWasInterruptedTheDevicesComeBack()
    {
        EventReader reader(m_otherPort, m_phone.accessToken);
        QVERIFY(reader.next<wire::LiveHello>());
        m_server->pg().execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
        QVERIFY(reader.isEnded());
        QTRY_VERIFY_WITH_TIMEOUT(m_other->live().isListening() && m_server->application().live().isListening(), 20'000);
        EventReader again(m_otherPort, m_phone.accessToken);
        QVERIFY(again.next<wire::LiveHello>());
        like(true);
        QVERIFY(again.next<wire::LiveLibrary>());
    }
    void strangersHearNothing()
    {
        QCOMPARE(EventReader(m_server->port(), u"nonsense"_s).status(), 401);
        QCOMPARE(m_server->get(u"/v1/live?since=1"_s, m_ana.accessToken).status, 422);
    }
    void whoDrainsEndsItsStreams()
    {
        EventReader reader(m_otherPort, m_phone.accessToken);
        QVERIFY(reader.next<wire::LiveHello>());
        std::jthread drainer([this] { m_other->drain(std::chrono::seconds(20)); });
        QVERIFY(reader.isEnded());
    }

private:
    QString likePath() const { return u"/v1/me/likes/"_s + m_release.tracks[0].id.toString(); }
    void like(bool liked)
    {
        const auto answer = liked ? m_server->put(likePath(), {}, m_ana.accessToken) : m_server->del(likePath(), m_ana.accessToken);
        QCOMPARE(answer.status, 204);
    }

    std::unique_ptr<test::RunningServer> m_server;
    std::unique_ptr<server::Application> m_other;
    quint16 m_otherPort = 0;
    catalog::PublishedRelease m_release;
    test::Person m_ana;
    test::Person m_phone;
};

MELODY_TEST(LivePgTest)
#include "live_pg_test.moc"
