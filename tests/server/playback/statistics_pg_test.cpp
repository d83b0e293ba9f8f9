// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What somebody listened to, over the real server and database.

#include <support/household.h>
#include <support/sample_release.h>
#include <support/test_main.h>

#include <crypto/sealed_key.h>
#include <rules/period.h>
#include <wire/playback.h>
#include <wire/statistics.h>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class StatisticsPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        // The next 14th of a month, in the evening.
        const auto now = QDateTime::fromMSecsSinceEpoch(m_server->clock().now().time_since_epoch().count(), Qt::UTC);
        QDateTime evening(QDate(now.date().year(), now.date().month(), 14), QTime(22, 13), Qt::UTC);
        if (evening < now)
            evening = evening.addMonths(1);
        m_server->advance(std::chrono::milliseconds(now.msecsTo(evening)));
        m_day = evening.date();
        m_month = rules::periodText(rules::periodOf(m_day, false));
        m_year = rules::periodText(rules::periodOf(m_day, true));
        m_green = test::publishSample(*m_server, {.tracks = 2});
        m_red = test::publishSample(*m_server, {.title = u"Red"_s, .artistName = u"The Reds"_s, .tracks = 1});
        m_loud = test::sampleRelease(*m_server, {.title = u"Shouting"_s, .artistName = u"The Loud"_s, .tracks = 1});
        m_loud.tracks[0].explicitContent = true;
        QVERIFY(test::publish(*m_server, m_loud));
    }
    void cleanupTestCase() { m_server.reset(); }

    void playsAreToldByTrackArtistAndDay()
    {
        test::Person ana = m_server->newPerson();
        const auto ben = m_server->newPerson();
        for (const auto &[track, times] : {std::pair(m_green.tracks[0].id, 2), {m_green.tracks[1].id, 1}, {m_red.tracks[0].id, 2}}) {
            for (int i = 0; i < times; ++i)
                hear(ana, track);
        }
        hear(ben, m_red.tracks[0].id);
        const auto told = statistics(ana, m_month);
        QCOMPARE(told.plays, 5);
        QCOMPARE(told.heardMs, 5 * 9'500);
        QCOMPARE(told.tracks.size(), 3);
        QCOMPARE(told.tracks[0].plays, 2);
        QCOMPARE(told.tracks[2].content.id, m_green.tracks[1].id);
        QCOMPARE(told.tracks[2].heardMs, 9'500);
        QCOMPARE(told.artists.size(), 2);
        QCOMPARE(told.artists[0].content.title, u"The Greens"_s);
        QCOMPARE(told.artists[0].plays, 3);
        QCOMPARE(told.points.size(), m_day.daysInMonth());
        QCOMPARE(told.points[13], (wire::StatisticsPoint{m_month + u"-14"_s, 5, 5 * 9'500}));
        const auto year = statistics(ana, m_year);
        QCOMPARE(year.points[m_day.month() - 1], (wire::StatisticsPoint{m_month, 5, 5 * 9'500}));
        QCOMPARE(year.tracks, told.tracks);
        QCOMPARE(statistics(ben, m_month).plays, 1);
        QCOMPARE(statistics(ana, rules::periodText(rules::periodBeside(rules::periodOf(m_day, false), -1))).plays, 0);
    }
    void whatDidNotCountAsAPlayIsNotTold()
    {
        const auto ana = m_server->newPerson();
        const auto session = open(ana, m_green.tracks[0].id);
        m_server->advance(5s);
        sendTick(ana, session, 4'000);
        QCOMPARE(statistics(ana, m_year).plays, 0);
        m_server->advance(10s);
        for (int i = 0; i < 3; ++i)
            sendTick(ana, session, 9'500);
        QCOMPARE(statistics(ana, m_year).plays, 1);
    }
    void aDayIsOfTheListenersTimeZone()
    {
        const auto ana = m_server->newPerson(); // 22 o'clock in UTC is the next day in Kathmandu
        hear(ana, m_green.tracks[0].id);
        QCOMPARE(dayOf(statistics(ana, m_month)), m_month + u"-14"_s);
        QCOMPARE(dayOf(statistics(ana, m_month, u"Asia/Kathmandu"_s)), m_month + u"-15"_s);
        QCOMPARE(dayOf(statistics(ana, m_month, u"America/Sao_Paulo"_s)), m_month + u"-14"_s);
    }
    void aChildIsToldNothingThatItMayNotSee()
    {
        const auto home = test::makeHousehold(*m_server, {{u"explicit_allowed"_s, true}});
        hear(home.child, m_loud.tracks[0].id);
        hear(home.child, m_green.tracks[0].id);
        QCOMPARE(statistics(home.child, m_year).tracks.size(), 2);
        QCOMPARE(test::setControls(*m_server, home, {{u"explicit_allowed"_s, false}}), 200);
        const auto told = statistics(home.child, m_year);
        QCOMPARE(told.plays, 2);
        QCOMPARE(told.tracks.size(), 1);
        QCOMPARE(told.tracks[0].content.id, m_green.tracks[0].id);
        QCOMPARE(statistics(home.owner, m_year).plays, 0); // theirs are not the owner's
    }
    void whatWasWithdrawnIsInTheSumsOnly()
    {
        const auto ana = m_server->newPerson();
        const auto gone = test::publishSample(*m_server, {.title = u"Gone"_s, .artistName = u"Gone"_s, .tracks = 1});
        hear(ana, gone.tracks[0].id);
        const auto withdrawn = m_server->application().database().run({.role = "melody_catalog"}, [&](db::Transaction &transaction) {
            return m_server->application().catalog().withdraw(transaction, gone.id);
        });
        QVERIFY(withdrawn);
        const auto told = statistics(ana, m_year);
        QCOMPARE(told.plays, 1);
        QVERIFY(told.tracks.isEmpty());
    }
    void whatIsNoPeriodIsNamed()
    {
        const auto ana = m_server->newPerson();
        const auto expect = [&](const QString &query, const QString &field) {
            const auto answer = m_server->get(u"/v1/me/statistics"_s + query, ana.accessToken);
            QCOMPARE(answer.status, 422);
            QCOMPARE(answer.json().value(u"errors"_s).toArray().at(0).toObject().value(u"field"_s).toString(), field);
        };
        expect({}, u"period"_s);
        expect(u"?period=2023-13"_s, u"period"_s);
        expect(u"?period=2023-11&period=2023-10"_s, u"period"_s);
        expect(u"?period=2023-11&time_zone=Mars/Olympus"_s, u"time_zone"_s);
        expect(u"?period=2023-11&time_zone=UTC%2B3"_s, u"time_zone"_s);
        expect(u"?period=2023-11&user=1"_s, u"user"_s);
        QCOMPARE(m_server->get(u"/v1/me/statistics?period=2023"_s).status, 401);
    }

private:
    PlaybackId open(const test::Person &person, const ContentId &content)
    {
        const wire::OpenPlaybackRequest request{content, m_device.publicKey, {}, true};
        const auto answer = m_server->post(u"/v1/playback/sessions"_s, wire::toJson(request), person.accessToken);
        const auto session = wire::parsePlaybackSession(answer.json());
        if (answer.status != 201 || !session)
            qFatal("opening a session answered %d %s", answer.status, answer.body.constData());
        return session->id;
    }
    void sendTick(const test::Person &person, const PlaybackId &session, qint64 renderedMs)
    {
        wire::Tick tick;
        tick.sequence = quint32(renderedMs);
        tick.renderedMs = renderedMs;
        tick.positionMs = renderedMs;
        tick.at = m_server->clock().now();
        const auto answer = m_server->post(u"/v1/playback/sessions/"_s + session.toString() + u"/ticks"_s,
                                           wire::toJson(wire::TickBatch{{tick}}), person.accessToken);
        QCOMPARE(answer.status, 200);
    }
    // All of it.
    void hear(const test::Person &person, const ContentId &content)
    {
        const auto session = open(person, content);
        m_server->advance(10s);
        sendTick(person, session, 9'500);
    }
    wire::Statistics statistics(const test::Person &person, const QString &period, const QString &timeZone = u"UTC"_s)
    {
        const auto answer = m_server->get(u"/v1/me/statistics?period=%1&time_zone=%2"_s.arg(period, timeZone), person.accessToken);
        const auto told = wire::parseStatistics(answer.json());
        if (answer.status != 200 || !told)
            qFatal("statistics answered %d %s", answer.status, answer.body.constData());
        return *told;
    }
    static QString dayOf(const wire::Statistics &statistics)
    {
        for (const wire::StatisticsPoint &point : statistics.points) {
            if (point.plays > 0)
                return point.on;
        }
        return {};
    }

    std::unique_ptr<test::RunningServer> m_server;
    crypto::DeviceKeyPair m_device = crypto::DeviceKeyPair::generate();
    catalog::PublishedRelease m_green;
    catalog::PublishedRelease m_red;
    catalog::PublishedRelease m_loud;
    QDate m_day; // it is evening
    QString m_month;
    QString m_year;
};

MELODY_TEST(StatisticsPgTest)
#include "statistics_pg_test.moc"
