// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// As many devices as the plan allows, and no more.

#include <support/household.h>
#include <support/running_server.h>
#include <support/sample_release.h>
#include <support/test_main.h>

#include <crypto/sealed_key.h>
#include <wire/accounts.h>
#include <wire/playback.h>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::seconds;

class StreamLimitPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_release = test::publishSample(*m_server, {.tracks = 1, .durationMs = 200'000});
    }
    void cleanupTestCase() { m_server.reset(); }

    void theSecondDeviceIsToldWhichOnePlays()
    {
        const auto [phone, desk] = twoDevices(rules::Plan::Individual);
        QCOMPARE(open(phone).status, 201);
        QCOMPARE(open(phone).status, 201); // the next track of the same device
        const auto refused = open(desk);
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.code(), u"stream_limit_reached"_s);
        const auto reached = wire::streamLimitReached(wire::parseProblem(refused.json(), refused.status));
        QVERIFY(reached);
        QCOMPARE(reached->playingOn, nameInTheList(phone));
        QVERIFY(refused.json().value(u"detail"_s).toString().contains(u"take_over"_s));
    }
    void whoTakesOverEndsTheOther()
    {
        const auto [phone, desk] = twoDevices(rules::Plan::Individual);
        const auto playing = open(phone);
        QCOMPARE(open(desk, true).status, 201);
        m_server->advance(seconds(25));
        const auto answer = wire::parseTickAnswer(tick(phone, playing).json());
        QVERIFY(answer && answer->stop);
        QCOMPARE(answer->stop->code, u"stream_limit_reached"_s);
        QCOMPARE(answer->stop->playingOn, nameInTheList(desk));
        QCOMPARE(open(phone).status, 409);
        // Taken back, it plays; and the other one hears who took it.
        QCOMPARE(open(phone, true).status, 201);
        m_server->advance(seconds(21));
        const auto again = wire::parseTickAnswer(tick(phone, playing).json());
        QVERIFY(again && !again->stop);
    }
    void aDeviceThatIsSilentForAMinuteGivesItsPlaceUp()
    {
        const auto [phone, desk] = twoDevices(rules::Plan::Individual);
        const auto playing = open(phone);
        m_server->advance(seconds(45));
        const auto answer = wire::parseTickAnswer(tick(phone, playing).json());
        QVERIFY(answer && !answer->stop);
        m_server->advance(seconds(45));
        QCOMPARE(open(desk).status, 409);
        m_server->advance(seconds(16));
        QCOMPARE(open(desk).status, 201);
    }
    void aPlanForTwoPlaysOnTwoDevices()
    {
        const auto [phone, desk] = twoDevices(rules::Plan::Duo);
        QCOMPARE(open(phone).status, 201);
        QCOMPARE(open(desk).status, 201);
    }
    void theThirdDeviceIsToldWhichOneItWouldEnd()
    {
        const auto [phone, desk] = twoDevices(rules::Plan::Duo);
        const auto kitchen = inTheKitchen();
        const auto onKitchen = open(kitchen);
        QCOMPARE(onKitchen.status, 201);
        m_server->advance(seconds(5));
        QCOMPARE(open(phone).status, 201);
        const auto refused = open(desk);
        const auto reached = wire::streamLimitReached(wire::parseProblem(refused.json(), refused.status));
        QVERIFY(reached);
        QCOMPARE(reached->playingOn, u"Kitchen"_s);
        QCOMPARE(open(desk, true).status, 201);
        m_server->advance(seconds(21));
        const auto answer = wire::parseTickAnswer(tick(kitchen, onKitchen).json());
        QVERIFY(answer && answer->stop);
        QCOMPARE(answer->stop->playingOn, nameInTheList(desk));
        // A device of a plan that made room is not one of those that play.
        QCOMPARE(open(kitchen).status, 409);
    }
    void whoTakesOverEndsAnotherDeviceOfTheirOwnBeforeTheFamilys()
    {
        const auto home = test::makeHousehold(*m_server);
        const auto until = m_server->clock().now() + std::chrono::days(100);
        QVERIFY(m_server->application().billing().grant(home.owner.user, {rules::Plan::Duo, false, u"DE"_s, until}));
        const auto desk = m_server->signIn(home.owner.email, home.owner.password);
        const auto onTablet = open(home.child); // heard of least lately
        QCOMPARE(onTablet.status, 201);
        m_server->advance(seconds(5));
        const auto onDesk = open(desk);
        QCOMPARE(onDesk.status, 201);
        m_server->advance(seconds(5));
        const auto refused = open(home.owner);
        const auto reached = wire::streamLimitReached(wire::parseProblem(refused.json(), refused.status));
        QVERIFY(reached);
        QCOMPARE(reached->playingOn, nameInTheList(desk));
        QCOMPARE(open(home.owner, true).status, 201);
        m_server->advance(seconds(21));
        const auto child = wire::parseTickAnswer(tick(home.child, onTablet).json());
        QVERIFY(child && !child->stop);
        const auto mine = wire::parseTickAnswer(tick(desk, onDesk).json());
        QVERIFY(mine && mine->stop);
        QCOMPARE(mine->stop->code, u"stream_limit_reached"_s);
    }
    void whoPaysThemselvesBesidesTheFamilyPlaysOnTheirOwnPlanFirst()
    {
        const auto until = m_server->clock().now() + std::chrono::days(100);
        auto &billing = m_server->application().billing();
        const auto home = test::makeHousehold(*m_server); // the owner and the child share the streams of
        QVERIFY(billing.grant(home.owner.user, {rules::Plan::Duo, false, u"DE"_s, until}));
        m_server->deliverEvents();
        const auto &[unused, child, path] = home;
        // A child that had a plan of its own, as an adult member may.
        QVERIFY(billing.grant(child.user, {rules::Plan::Individual, true, u"DE"_s, until}));
        m_server->deliverEvents();
        const auto desk = m_server->signIn(home.owner.email, home.owner.password);
        QCOMPARE(open(home.owner).status, 201);
        const auto onDesk = open(desk);
        QCOMPARE(onDesk.status, 201); // the family's two are taken
        const auto onTablet = open(child);
        QCOMPARE(onTablet.status, 201); // on its own
        m_server->advance(seconds(21));
        const auto answer = wire::parseTickAnswer(tick(child, onTablet).json());
        QVERIFY(answer && !answer->stop);
        QVERIFY(!wire::parseTickAnswer(tick(desk, onDesk).json())->stop);
        const auto phone = test::signInChild(*m_server, home.owner, path);
        QCOMPARE(open(phone).status, 409);
        // A place in the family is free again: it takes the second device.
        m_server->advance(seconds(50));
        QVERIFY(!wire::parseTickAnswer(tick(child, onTablet).json())->stop);
        m_server->advance(seconds(15));
        QCOMPARE(open(phone).status, 201);
        QVERIFY(!wire::parseTickAnswer(tick(child, onTablet).json())->stop);
    }
    void whoHasNoSeatHasTheOneStreamOfFreeToThemselves()
    {
        const auto until = m_server->clock().now() + std::chrono::days(100);
        auto &billing = m_server->application().billing();
        const auto home = test::makeHousehold(*m_server);
        QVERIFY(billing.grant(home.owner.user, {rules::Plan::Individual, false, u"DE"_s, until}));
        m_server->deliverEvents();
        QCOMPARE(billing.streamPoolsOf(home.child.user), (std::vector{rules::StreamPool{home.child.user, 1}}));
        QCOMPARE(open(home.owner).status, 201);
        QCOMPARE(open(home.child).status, 201);
    }

private:
    QString nameInTheList(const test::Person &person)
    {
        for (const auto item : m_server->get(u"/v1/sessions"_s, person.accessToken).json().value(u"items"_s).toArray()) {
            if (item[u"current"].toBool())
                return item[u"device_name"].toString();
        }
        return {};
    }
    std::pair<test::Person, test::Person> twoDevices(rules::Plan plan)
    {
        m_server->advance(std::chrono::minutes(2));
        const QString email = u"two%1@example.org"_s.arg(++m_people);
        m_server->post(
            u"/v1/accounts"_s,
            {{u"email"_s, email}, {u"password"_s, u"a long walk by the sea"_s}, {u"display_name"_s, u"Two"_s}, {u"language"_s, u"en"_s}});
        const auto phone = m_server->signIn(email, u"a long walk by the sea"_s);
        const auto desk = m_server->signIn(email, u"a long walk by the sea"_s);
        const auto until = m_server->clock().now() + std::chrono::days(100);
        if (!m_server->application().billing().grant(phone.user, {plan, false, u"DE"_s, until}))
            qFatal("not granted");
        return {phone, desk};
    }
    // Another device of who was made last.
    test::Person inTheKitchen()
    {
        const wire::SignInRequest request{u"two%1@example.org"_s.arg(m_people), u"a long walk by the sea"_s, u"Kitchen"_s,
                                          crypto::DeviceKeyPair::generate().publicKey};
        const auto signedIn = wire::parseSignedIn(m_server->post(u"/v1/sessions"_s, wire::toJson(request)).json());
        return signedIn ? test::Person{signedIn->user, signedIn->accessToken, signedIn->refreshToken} : test::Person();
    }
    test::Answer open(const test::Person &person, bool takeOver = false)
    {
        wire::OpenPlaybackRequest request{m_release.tracks[0].id, crypto::DeviceKeyPair::generate().publicKey, {}};
        request.takeOver = takeOver;
        return m_server->post(u"/v1/playback/sessions"_s, wire::toJson(request), person.accessToken);
    }
    test::Answer tick(const test::Person &person, const test::Answer &session)
    {
        const wire::TickBatch batch{{wire::Tick{1, 5'000, 5'000, media::Rung::Opus24, 0, 100, false, m_server->clock().now()}}};
        return m_server->post(u"/v1/playback/sessions/"_s + session.json().value(u"id"_s).toString() + u"/ticks"_s, wire::toJson(batch),
                              person.accessToken);
    }

    std::unique_ptr<test::RunningServer> m_server;
    catalog::PublishedRelease m_release;
    int m_people = 0;
};

MELODY_TEST(StreamLimitPgTest)
#include "stream_limit_pg_test.moc"
