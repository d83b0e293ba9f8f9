// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Licences to play offline and what was heard by them, over the real server and database.

#include <support/sample_release.h>
#include <support/test_main.h>

#include <billing/billing.h>
#include <crypto/sealed_key.h>
#include <crypto/signature.h>
#include <wire/licence.h>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class LicencePgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_release = test::publishSample(*m_server, {.tracks = 2, .durationMs = 200'000});
    }
    void cleanupTestCase() { m_server.reset(); }
    void init()
    {
        m_ana = m_server->newPerson();
        m_ben = m_server->newPerson();
        pay(m_ana);
    }

    void whoPaysGetsASignedLicenceForTheDevice()
    {
        const auto answer = licence(m_ana);
        QVERIFY(crypto::isSignedBy(answer.document, answer.signature, answer.publicKey));
        const auto said = wire::parseLicenceDocument(answer.document);
        QVERIFY(said);
        QCOMPARE(said->user, m_ana.user);
        QCOMPARE(said->content, m_release.tracks[0].id);
        QCOMPARE(said->devicePublicKey, m_device.publicKey);
        QCOMPARE(said->expires - said->issued, std::chrono::milliseconds(30 * 24h));
        QCOMPARE(answer.media.id.uuid(), said->id.uuid());
        const auto key = crypto::openOnDevice(answer.media.sealedKey, m_device);
        QVERIFY(key);
        const auto chunk = m_server->get(u"/v1/chunks/%1/opus-24/0?token=%2"_s.arg(said->asset.toString(), answer.media.chunkToken));
        QVERIFY(crypto::openChunk(*key, {said->asset, 0, 0}, chunk.body));
        QCOMPARE(licence(m_ana).publicKey, answer.publicKey);
    }
    void whoDoesNotPayGetsNone()
    {
        const TimePoint over = m_server->clock().now() - 1s;
        QVERIFY(m_server->application().billing().grant(m_ben.user, {rules::Plan::Individual, false, u"DE"_s, over}));
        const auto answer = ask(m_ben);
        QCOMPARE(answer.status, 402);
        QCOMPARE(answer.code(), u"plan_required"_s);
        QCOMPARE(m_server->post(u"/v1/playback/licences"_s, {}).status, 401);
        QCOMPARE(m_server->post(u"/v1/playback/licences"_s, {{u"content"_s, 1}}, m_ana.accessToken).status, 422);
    }
    void whatWasHeardOfflineIsCountedOnceWhenItIsTold()
    {
        const auto answer = licence(m_ana);
        wait(2h);
        const TimePoint opened = m_server->clock().now();
        wait(10min);
        const auto session = PlaybackId::create(opened);
        const auto batch = told(answer, opened, 31'000);
        for (int i = 0; i < 3; ++i) {
            const auto told = tell(m_ana, session, batch);
            QCOMPARE(told.status, 200);
            QVERIFY(wire::parseTickAnswer(told.json())->counted);
            QVERIFY(!wire::parseTickAnswer(told.json())->stop);
        }
        QCOMPARE(count("playback.play WHERE session_id = '" + session.toString().toStdString() + '\''), std::string("1"));
        QCOMPARE(
            count("platform.event WHERE type = 'play_counted' AND payload->>'session_id' = '" + session.toString().toStdString() + '\''),
            std::string("1"));
    }
    void whatNoLicenceAllowedIsNotTaken()
    {
        const auto answer = licence(m_ana);
        const TimePoint issued = m_server->clock().now();
        wait(1h);
        const auto session = PlaybackId::create(issued);
        QCOMPARE(tell(m_ben, session, told(answer, issued, 31'000)).code(), u"licence_not_valid"_s);
        QCOMPARE(tell(m_ana, session, told(answer, issued - 10min, 31'000)).code(), u"licence_not_valid"_s);
        QCOMPARE(tell(m_ana, session, told(answer, issued + 2h, 31'000)).code(), u"licence_not_valid"_s); // it isn't then yet
        QCOMPARE(tell(m_ana, session, told(answer, issued + 31 * 24h, 31'000)).code(), u"licence_not_valid"_s);
        auto foreign = told(answer, issued, 31'000);
        foreign.offline->licence = LicenceId::create(issued);
        QCOMPARE(tell(m_ana, session, foreign).code(), u"licence_not_valid"_s);
        QCOMPARE(tell(m_ana, session, told(answer, issued, 31'000)).status, 200);
    }
    void lateTicksAreTakenAfterTheLicenceHasEnded()
    {
        const auto answer = licence(m_ana);
        const TimePoint opened = m_server->clock().now() + 1h;
        wait(40 * 24h);
        QCOMPARE(tell(m_ana, PlaybackId::create(opened), told(answer, opened, 31'000)).status, 200);
        QCOMPARE(tell(m_ana, PlaybackId::create(opened), told(answer, opened + 30 * 24h, 31'000)).code(), u"licence_not_valid"_s);
    }
    // A device plays what it has before it hears from the server, which then has one session by the device's name for it.
    void aSessionThatPlaysAlreadyIsOpenedByItsName()
    {
        const auto answer = licence(m_ana);
        wait(1h);
        const TimePoint opened = m_server->clock().now();
        const auto session = PlaybackId::create(opened);
        for (int i = 0; i < 2; ++i) { // the first answer was lost
            const auto told = openAs(m_ana, session, m_release.tracks[0].id);
            QCOMPARE(told.status, 201);
            QCOMPARE(wire::parsePlaybackSession(told.json())->id, session);
        }
        const std::string id = session.toString().toStdString();
        QCOMPARE(count("playback.session WHERE session_id = '" + id + '\''), std::string("1"));
        QCOMPARE(count("platform.event WHERE type = 'stream_started' AND subject = '" + id + '\''), std::string("1"));
        m_server->advance(40s);
        auto online = told(answer, opened, 31'000);
        online.offline.reset();
        QVERIFY(wire::parseTickAnswer(tell(m_ana, session, online).json())->counted);
        QCOMPARE(openAs(m_ana, session, m_release.tracks[1].id).code(), u"session_id_taken"_s);
        QCOMPARE(openAs(m_ana, session, m_release.tracks[0].id).status, 201); // and gains nothing
        QCOMPARE(count("playback.play WHERE session_id = '" + id + '\''), std::string("1"));
    }
    void itIsTheSameWhenItsTicksComeFirst()
    {
        const auto answer = licence(m_ana);
        const TimePoint opened = m_server->clock().now();
        m_server->advance(1min);
        const auto session = PlaybackId::create(opened);
        QCOMPARE(tell(m_ana, session, told(answer, opened, 31'000)).status, 200);
        QCOMPARE(openAs(m_ana, session, m_release.tracks[0].id).status, 201);
        QCOMPARE(count("playback.play WHERE session_id = '" + session.toString().toStdString() + '\''), std::string("1"));
    }
    void whereTheServerLeadsItNamesTheSession()
    {
        const auto session = PlaybackId::create(m_server->clock().now());
        const auto told = openAs(m_server->newFreePerson(), session, m_release.tracks[0].id);
        QCOMPARE(told.status, 201);
        QVERIFY(wire::parsePlaybackSession(told.json())->id != session);
    }
    void noMorePlaysAreTakenThanFitIntoTheTime()
    {
        const auto answer = licence(m_ana);
        const TimePoint opened = m_server->clock().now();
        m_server->advance(5min);
        int taken = 0;
        while (taken < 100 && tell(m_ana, PlaybackId::create(opened), told(answer, opened, 31'000)).status == 200)
            ++taken;
        QCOMPARE(taken, 20); // ten minutes, with what clocks may differ, of 30 s each
    }

private:
    void wait(std::chrono::milliseconds time)
    {
        m_server->advance(time);
        m_ana = m_server->signIn(m_ana.email, m_ana.password);
        m_ben = m_server->signIn(m_ben.email, m_ben.password);
    }
    void pay(const test::Person &person)
    {
        const TimePoint until = m_server->clock().now() + 90 * 24h;
        if (!m_server->application().billing().grant(person.user, {rules::Plan::Individual, false, u"DE"_s, until}))
            qFatal("no plan");
    }
    test::Answer openAs(const test::Person &person, const PlaybackId &session, const ContentId &content)
    {
        wire::OpenPlaybackRequest request{content, m_device.publicKey};
        request.session = session;
        return m_server->post(u"/v1/playback/sessions"_s, wire::toJson(request), person.accessToken);
    }
    test::Answer ask(const test::Person &person)
    {
        const wire::LicenceRequest request{m_release.tracks[0].id, m_device.publicKey};
        return m_server->post(u"/v1/playback/licences"_s, wire::toJson(request), person.accessToken);
    }
    wire::LicenceAnswer licence(const test::Person &person)
    {
        const auto answer = ask(person);
        auto parsed = wire::parseLicenceAnswer(answer.json());
        if (answer.status != 201 || !parsed)
            qFatal("asking for a licence answered %d %s", answer.status, answer.body.constData());
        return *std::move(parsed);
    }
    static wire::TickBatch told(const wire::LicenceAnswer &licence, TimePoint opened, qint64 renderedMs)
    {
        wire::Tick tick;
        tick.sequence = 1;
        tick.renderedMs = renderedMs;
        tick.at = opened + std::chrono::milliseconds(renderedMs);
        return {{tick}, wire::OfflinePlay{LicenceId(licence.media.id.uuid()), opened}};
    }
    test::Answer tell(const test::Person &person, const PlaybackId &session, const wire::TickBatch &batch)
    {
        return m_server->post(u"/v1/playback/sessions/%1/ticks"_s.arg(session.toString()), wire::toJson(batch), person.accessToken);
    }
    std::string count(const std::string &what) { return m_server->pg().execute("SELECT count(*) FROM " + what); }

    std::unique_ptr<test::RunningServer> m_server;
    crypto::DeviceKeyPair m_device = crypto::DeviceKeyPair::generate();
    catalog::PublishedRelease m_release;
    test::Person m_ana;
    test::Person m_ben;
};

MELODY_TEST(LicencePgTest)
#include "licence_pg_test.moc"
