// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a child may hear, and for how long, over the real server: at the opening of a session, while it plays, and in the catalogue.

#include <support/household.h>
#include <support/sample_release.h>
#include <support/test_main.h>

#include <crypto/sealed_key.h>
#include <wire/playback.h>

#include <QtCore/QJsonDocument>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QJsonObject cleanOnly{{u"explicit_allowed"_s, false}};
const QJsonObject everything{{u"explicit_allowed"_s, true}};

QJsonObject minutesADay(int minutes)
{
    return {{u"explicit_allowed"_s, true}, {u"daily_minutes"_s, minutes}};
}

} // namespace

class ParentalPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_clean =
            test::publishSample(*m_server, {.title = u"Lullabies"_s, .artistName = u"The Quiet"_s, .tracks = 2, .durationMs = 600'000});
        m_explicit = test::sampleRelease(*m_server, {.title = u"Shouting"_s, .artistName = u"The Loud"_s, .tracks = 2});
        m_explicit.tracks[0].explicitContent = true;
        QVERIFY(test::publish(*m_server, m_explicit));
        m_show = test::sampleRelease(*m_server, {.title = u"Stories"_s, .artistName = u"The Quiet"_s, .tracks = 1});
        m_show.kind = u"show"_s;
        QVERIFY(test::publish(*m_server, m_show));
    }
    void cleanupTestCase() { m_server.reset(); }
    void init()
    {
        toTimeOfDay(12h);
        m_home = test::makeHousehold(*m_server, cleanOnly);
    }

    void explicitContentIsAbsentForTheChildOnly()
    {
        const auto loud = m_explicit.tracks[0].id;
        for (const QString &path : {u"/v1/contents/"_s + m_explicit.id.toString(), u"/v1/albums/"_s + m_explicit.id.toString(),
                                    u"/v1/tracks/"_s + loud.toString(), u"/v1/contents/"_s + loud.toString()}) {
            QCOMPARE(m_server->get(path, m_home.owner.accessToken).status, 200);
            QCOMPARE(m_server->get(path, m_home.child.accessToken).status, 404);
        }
        for (const QString &path : {u"/v1/home"_s, u"/v1/contents?kind=album"_s, u"/v1/contents?kind=track"_s}) {
            QVERIFY(m_server->get(path, m_home.owner.accessToken).body.contains(loudName(path)));
            QVERIFY(!m_server->get(path, m_home.child.accessToken).body.contains(loudName(path)));
            QVERIFY(m_server->get(path, m_home.child.accessToken).body.contains(m_clean.id.toString().toUtf8()) || path.endsWith(u"track"));
        }
        const auto artists = m_server->get(u"/v1/contents?kind=artist"_s, m_home.child.accessToken);
        for (const QJsonValue &item : artists.json().value(u"items"_s).toArray()) {
            const QString artist = item.toObject().value(u"id"_s).toString();
            const auto page = m_server->get(u"/v1/artists/"_s + artist, m_home.child.accessToken);
            QCOMPARE(page.status, 200);
            QVERIFY(!page.body.contains(m_explicit.id.toString().toUtf8()));
        }
        QCOMPARE(open(m_home.child, loud).status, 404);
        QCOMPARE(open(m_home.owner, loud).status, 201);
        QCOMPARE(open(m_home.child, m_clean.tracks[0].id).status, 201);
    }
    void kindsThatAreNotAllowedAreAbsent()
    {
        QCOMPARE(setControls({{u"explicit_allowed"_s, true}, {u"allowed_kinds"_s, QJsonArray{u"track"_s}}}), 200);
        const QString show = m_show.id.toString();
        QCOMPARE(m_server->get(u"/v1/contents/"_s + show, m_home.child.accessToken).status, 404);
        QCOMPARE(m_server->get(u"/v1/contents/"_s + show, m_home.owner.accessToken).status, 200);
        QCOMPARE(m_server->get(u"/v1/contents?kind=episode"_s, m_home.child.accessToken).json().value(u"items"_s).toArray().size(), 0);
        QCOMPARE(open(m_home.child, m_show.tracks[0].id).status, 404);
        QCOMPARE(m_server->get(u"/v1/albums/"_s + m_clean.id.toString(), m_home.child.accessToken).status, 200);
        QCOMPARE(open(m_home.child, m_explicit.tracks[0].id).status, 201);
        QCOMPARE(setControls({{u"explicit_allowed"_s, true}, {u"allowed_kinds"_s, QJsonArray{u"episode"_s}}}), 200);
        QCOMPARE(m_server->get(u"/v1/contents/"_s + show, m_home.child.accessToken).status, 200);
        QCOMPARE(m_server->get(u"/v1/albums/"_s + m_clean.id.toString(), m_home.child.accessToken).status, 404);
    }
    // The database decides for lists, the rules for playing: they must say the same of everything.
    void theDatabaseAndTheRulesAgree()
    {
        for (const bool explicitAllowed : {true, false}) {
            for (const auto &kinds : {std::optional<QStringList>(), std::optional(QStringList()), std::optional(QStringList{u"track"_s}),
                                      std::optional(QStringList{u"episode"_s}), std::optional(QStringList{u"track"_s, u"episode"_s})}) {
                const rules::ParentalControls controls{explicitAllowed, {}, {}, kinds};
                QCOMPARE(setControls(wire::toJson(controls)), 200);
                for (const auto *release : {&m_clean, &m_explicit, &m_show}) {
                    const QString kind = release == &m_show ? u"episode"_s : u"track"_s;
                    for (const auto &track : release->tracks) {
                        const bool seen = rules::mayBeSeen(controls, {kind, track.explicitContent});
                        const QString path = u"/v1/contents/"_s + track.id.toString();
                        QCOMPARE(m_server->get(path, m_home.child.accessToken).status, seen ? 200 : 404);
                    }
                    const bool any = rules::mayBeSeen(controls, {kind, release == &m_explicit});
                    const QString path = u"/v1/contents/"_s + release->id.toString();
                    QCOMPARE(m_server->get(path, m_home.child.accessToken).status, any ? 200 : 404);
                }
                m_server->advance(30s);
            }
        }
    }
    void theMinutesOfADayAreCountedOnce()
    {
        QCOMPARE(setControls(minutesADay(10)), 200);
        const auto session = opened(m_home.child, m_clean.tracks[0].id);
        m_server->advance(6min);
        QVERIFY(!ticked(session, {tick(1, 300'000), tick(2, 360'000)}).stop);
        QVERIFY(!ticked(session, {tick(2, 360'000), tick(1, 300'000)}).stop); // told again
        QCOMPARE(heard(), 360'000);
        const auto second = opened(m_home.child, m_clean.tracks[1].id);
        m_server->advance(4min);
        renew();
        const auto answer = ticked(second, {tick(1, 240'000)});
        QVERIFY(answer.stop);
        QCOMPARE(answer.stop->code, u"daily_limit"_s);
        QCOMPARE(rules::dayOf(*answer.stop->until, u"UTC"_s), rules::dayOf(m_server->clock().now(), u"UTC"_s).addDays(1));
        const auto refused = open(m_home.child, m_clean.tracks[0].id);
        QCOMPARE(refused.status, 403);
        QCOMPARE(refused.code(), u"daily_limit"_s);
        QVERIFY(refused.json().value(u"retry_after_ms"_s).toInteger() > 0);
        // Late ticks of the first session still count, once.
        QVERIFY(ticked(session, {tick(3, 370'000)}).stop);
        QVERIFY(ticked(session, {tick(3, 370'000)}).stop);
        QCOMPARE(heard(), 610'000);
        // The next day is a new one.
        toTimeOfDay(9h);
        renew();
        QCOMPARE(open(m_home.child, m_clean.tracks[0].id).status, 201);
        QCOMPARE(open(m_home.owner, m_clean.tracks[0].id).status, 201);
    }
    void aTokenEndsWithTheTimeThatIsLeft()
    {
        const auto now = [&] { return m_server->clock().now(); };
        const auto lifetime = [&](const test::Person &who) {
            const auto session = opened(who, m_clean.tracks[0].id);
            return session.expires - now();
        };
        QCOMPARE(lifetime(m_home.owner), std::chrono::milliseconds(6h));
        QCOMPARE(lifetime(m_home.child), std::chrono::milliseconds(10min));
        QCOMPARE(setControls(minutesADay(3)), 200);
        QCOMPARE(lifetime(m_home.child), std::chrono::milliseconds(3min));
        QCOMPARE(setControls({{u"explicit_allowed"_s, true},
                              {u"quiet_hours"_s, QJsonObject{{u"from"_s, clockIn(2min)}, {u"until"_s, u"23:59"_s}}}}),
                 200);
        const auto session = opened(m_home.child, m_clean.tracks[0].id);
        QVERIFY(session.expires <= now() + 2min);
        const QString chunk = u"/v1/chunks/%1/opus-24/0?token=%2"_s.arg(session.manifest.asset.toString(), session.chunkToken);
        QCOMPARE(m_server->get(chunk).status, 200);
        m_server->advance(3min);
        QCOMPARE(m_server->get(chunk).code(), u"token_expired"_s);
        QCOMPARE(open(m_home.child, m_clean.tracks[0].id).code(), u"quiet_hours"_s);
        QCOMPARE(ticked(session, {tick(1, 60'000)}).stop->code, u"quiet_hours"_s);
        QCOMPARE(open(m_home.owner, m_clean.tracks[0].id).status, 201);
    }
    void newControlsHoldWhileItPlays()
    {
        QCOMPARE(setControls(everything), 200);
        const auto session = opened(m_home.child, m_explicit.tracks[0].id);
        m_server->advance(5s);
        QVERIFY(!ticked(session, {tick(1, 4'000)}).stop);
        QCOMPARE(setControls(cleanOnly), 200);
        const auto answer = ticked(session, {tick(2, 5'000)});
        QVERIFY(answer.stop);
        QCOMPARE(answer.stop->code, u"explicit_not_allowed"_s);
        QVERIFY(!answer.stop->until);
    }
    void twoDevicesShareTheMinutes()
    {
        QCOMPARE(setControls(minutesADay(10)), 200);
        const auto tablet = opened(m_home.child, m_clean.tracks[0].id);
        const auto phone = opened(m_home.child, m_clean.tracks[1].id);
        m_server->advance(5min);
        QVERIFY(!ticked(tablet, {tick(1, 300'000)}).stop);
        QVERIFY(ticked(phone, {tick(1, 300'000)}).stop);
        QCOMPARE(heard(), 600'000);
    }

private:
    void toTimeOfDay(std::chrono::milliseconds ofDay)
    {
        const auto day = 24h;
        const auto now = m_server->clock().now().time_since_epoch() % day;
        m_server->advance(now < ofDay ? ofDay - now : ofDay - now + day);
    }
    QByteArray loudName(const QString &path) const
    {
        return (path.endsWith(u"track") ? m_explicit.tracks[0].id : m_explicit.id).toString().toUtf8();
    }
    QString clockIn(std::chrono::minutes away)
    {
        const auto time = std::chrono::floor<std::chrono::minutes>((m_server->clock().now() + away).time_since_epoch() % 24h).count();
        return u"%1:%2"_s.arg(time / 60, 2, 10, QLatin1Char('0')).arg(time % 60, 2, 10, QLatin1Char('0'));
    }
    int setControls(const QJsonObject &controls) { return test::setControls(*m_server, m_home, controls); }
    // Access tokens live ten minutes.
    void renew()
    {
        for (test::Person *who : {&m_home.owner, &m_home.child}) {
            const auto answer =
                wire::parseSignedIn(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, who->refreshToken}}).json());
            QVERIFY(answer);
            who->accessToken = answer->accessToken;
            who->refreshToken = answer->refreshToken;
        }
    }
    test::Answer open(const test::Person &who, const ContentId &content)
    {
        return m_server->post(u"/v1/playback/sessions"_s, wire::toJson(wire::OpenPlaybackRequest{content, m_device.publicKey, {}}),
                              who.accessToken);
    }
    wire::PlaybackSession opened(const test::Person &who, const ContentId &content)
    {
        return wire::parsePlaybackSession(open(who, content).json()).value_or(wire::PlaybackSession());
    }
    wire::Tick tick(quint32 sequence, qint64 renderedMs)
    {
        wire::Tick tick;
        tick.sequence = sequence;
        tick.renderedMs = renderedMs;
        tick.positionMs = renderedMs;
        tick.startMs = 100;
        tick.at = m_server->clock().now();
        return tick;
    }
    wire::TickAnswer ticked(const wire::PlaybackSession &session, const QList<wire::Tick> &ticks)
    {
        const auto answer = m_server->post(u"/v1/playback/sessions/%1/ticks"_s.arg(session.id.toString()),
                                           wire::toJson(wire::TickBatch{ticks}), m_home.child.accessToken);
        const auto parsed = wire::parseTickAnswer(answer.json());
        if (!parsed)
            qWarning("ticks answered %d %s", answer.status, answer.body.constData());
        return parsed.value_or(wire::TickAnswer());
    }
    int heard()
    {
        return std::stoi(m_server->pg().execute("SELECT sum(heard_ms) FROM playback.listening_day WHERE user_id = '" +
                                                m_home.child.user.toString().toStdString() + "'"));
    }

    std::unique_ptr<test::RunningServer> m_server;
    catalog::PublishedRelease m_clean;
    catalog::PublishedRelease m_explicit;
    catalog::PublishedRelease m_show;
    test::Household m_home;
    crypto::DeviceKeyPair m_device = crypto::DeviceKeyPair::generate();
};

MELODY_TEST(ParentalPgTest)
#include "parental_pg_test.moc"
