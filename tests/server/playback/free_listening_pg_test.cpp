// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A listener without a plan, with a client of their own making: whatever it asks, it gains nothing. Over the real server and database.

#include <support/sample_release.h>
#include <support/test_main.h>

#include <crypto/sealed_key.h>
#include <rules/free_listening.h>
#include <wire/playback.h>

using namespace melody;
using namespace Qt::StringLiterals;
using media::Rung;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

class NotingAudit final : public audit::AuditLog {
public:
    void append(db::Transaction &, const audit::Entry &entry, TimePoint) override { entries.push_back(entry); }
    std::vector<audit::Entry> entries;
};

} // namespace

class FreeListeningPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_album = test::publishSample(*m_server, {.title = u"Album"_s, .tracks = 8, .durationMs = songMs});
        m_other = test::publishSample(*m_server, {.title = u"Other"_s, .artistName = u"Others"_s, .tracks = 3, .durationMs = songMs});
        m_ads = test::publishSample(
            *m_server, {.kind = u"house_ads"_s, .title = u"Spots"_s, .artistName = u"House"_s, .tracks = 1, .durationMs = adMs});
        NotingAudit audit;
        QVERIFY(playback::addHouseAds(m_server->application().database(), m_ads.id, {m_ads.tracks[0].id}, audit, m_server->clock().now()));
        QCOMPARE(audit.entries.size(), size_t(1));
        QCOMPARE(audit.entries[0].action, u"house_ads.added"_s);
        QCOMPARE(audit.entries[0].object, u"release/"_s + m_ads.id.toString());
        m_ana = m_server->newFreePerson();
        m_session = {};
        m_sinceSignIn = {};
    }
    void cleanup() { m_server.reset(); }

    void theServerChoosesTheSongOfWhatWasAskedFor()
    {
        QSet<ContentId> heard;
        open(m_album.tracks[0].id);
        for (int songs = 0; songs < 8;) {
            QVERIFY(m_session.lead);
            if (!m_session.lead->adBreak) {
                ++songs;
                heard.insert(m_session.content);
            }
            finish();
        }
        QSet<ContentId> all;
        for (const auto &track : m_album.tracks)
            all.insert(track.id);
        QCOMPARE(heard, all); // each once, before any comes again
    }
    void whoMadeTheSpotsIsOnNoShelf()
    {
        for (const QString &path : {u"/v1/home"_s, u"/v1/contents?kind=artist"_s}) {
            const auto answer = m_server->get(path, m_ana.accessToken);
            QCOMPARE(answer.status, 200);
            QVERIFY(answer.body.contains("Others"));
            QVERIFY(!answer.body.contains("House"));
        }
    }
    void aChosenSongIsNotToBeHadByAskingOften()
    {
        const ContentId wanted = m_album.tracks[3].id;
        open(wanted);
        int songs = 1;
        while (m_session.content != wanted && songs < 30) {
            pass(seconds(1));
            if (m_session.lead->adBreak)
                finish();
            const auto answer = tryOpen(wanted);
            if (answer.status != 201)
                break;
            take(answer);
            ++songs;
        }
        QVERIFY2(songs <= 9, qPrintable(QString::number(songs))); // six skips, and the breaks between
        // Once it comes, by chance or not at all, asking for it again is the same song going on, and no new one.
        if (m_session.content == wanted)
            QCOMPARE(wire::parsePlaybackSession(tryOpen(wanted).json())->content, wanted);
    }
    void sixSkipsInARollingHour()
    {
        open(m_album.id);
        for (int left = 5; left >= 0; --left) {
            pass(seconds(30));
            step(true);
            if (m_session.lead->adBreak) {
                finish();
                QCOMPARE(m_session.lead->skipsLeft, left);
            }
            QCOMPARE(m_session.lead->skipsLeft, left);
        }
        QVERIFY(m_session.lead->skipAt);
        pass(seconds(20));
        const auto refused = tryAdvance(m_session.id, true);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.code(), u"skip_limit_reached"_s);
        QVERIFY(refused.headers.contains("retry-after"));
        pass(*m_session.lead->skipAt - m_server->clock().now());
        if (!m_session.lead->adBreak) // by now the song is over: it costs nothing
            QCOMPARE(tryAdvance(m_session.id, true).status, 201);
    }
    void aSongThatCanNotBeOverIsNotFinished()
    {
        open(m_album.id);
        pass(seconds(20));
        tick(songMs, true); // a lie
        const auto answer = tryAdvance(m_session.id, false);
        QCOMPARE(answer.status, 409);
        QCOMPARE(answer.code(), u"not_finished"_s);
    }
    void breaksComeBetweenSongsAndAreNeverSkipped()
    {
        reachABreak();
        QCOMPARE(m_session.content, m_ads.tracks[0].id);
        QVERIFY(!m_session.manifest.rungs.empty());
        for (const bool skipped : {true, false})
            QCOMPARE(tryAdvance(m_session.id, skipped).code(), u"break_not_heard"_s);
        tick(adMs, true); // claimed, without the time for it
        QCOMPARE(tryAdvance(m_session.id, false).code(), u"break_not_heard"_s);
        open(m_other.id); // something else is wanted: it comes after the break, which begins anew
        QCOMPARE(m_session.content, m_ads.tracks[0].id);
        QVERIFY(m_session.lead->adBreak);
        pass(milliseconds(adMs));
        QCOMPARE(tryAdvance(m_session.id, false).code(), u"break_not_heard"_s); // rendered before, not since
        tick(adMs, true);
        step(false);
        QVERIFY(!m_session.lead->adBreak);
        QVERIFY(
            std::any_of(m_other.tracks.begin(), m_other.tracks.end(), [this](const auto &track) { return track.id == m_session.content; }));
    }
    void aBreakThatWasNotRenderedLeadsNowhereAndCountsForNothing()
    {
        reachABreak();
        pass(minutes(10));
        QCOMPARE(tryAdvance(m_session.id, false).code(), u"break_not_heard"_s);
        QCOMPARE(rendered(), std::string("0"));
        tick(adMs / 2, false);
        QCOMPARE(rendered(), std::string("0"));
        tick(adMs, true);
        tick(adMs, true);
        QCOMPARE(rendered(), std::string("1"));
        const std::string session = m_session.id.toString().toStdString();
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM playback.play WHERE session_id = '" + session + "'"), std::string("0"));
        step(false);
        QVERIFY(!m_session.lead->adBreak);
    }
    void anAnswerThatWasLostIsGivenAgainAndMovesNothing()
    {
        open(m_album.id);
        pass(milliseconds(songMs));
        const PlaybackId first = m_session.id;
        step(false);
        const auto again = wire::parsePlaybackSession(tryAdvance(first, false).json());
        QVERIFY(again);
        QCOMPARE(again->content, m_session.content);
        QVERIFY(again->id != m_session.id);
        QCOMPARE(tryAdvance(first, true).code(), u"not_led"_s); // that was long ago
    }
    void twoRequestsAtOnceTakeOneStep()
    {
        open(m_album.id);
        pass(seconds(30));
        QCOMPARE(tryAdvance(m_session.id, true).status, 201);
        QCOMPARE(m_server->pg().execute("SELECT place FROM playback.free_run"), std::string("1"));
        // Its session is another one by now: what was read before is not written over it.
        m_server->pg().execute("UPDATE playback.free_run SET session_id = '00000000-0000-7000-8000-000000000001', before_id = NULL");
        QCOMPARE(tryAdvance(m_session.id, true).code(), u"not_led"_s);
    }
    void theRungsAreThoseOfWhoPaysNothing()
    {
        open(m_album.id);
        QCOMPARE(m_session.manifest.rungs.back().rung, Rung::Opus128);
        const QString path = u"/v1/chunks/%1/flac/0?token=%2"_s.arg(m_session.manifest.asset.toString(), m_session.chunkToken);
        QCOMPARE(m_server->get(path).status, 403);
    }
    void spotsAreNoSongsAndOnNoShelf()
    {
        const QByteArray home = m_server->get(u"/v1/home"_s, m_ana.accessToken).body;
        QVERIFY(home.contains("Album"));
        QVERIFY(!home.contains("Spots"));
    }
    void withAPlanNothingIsLed()
    {
        open(m_album.id);
        const billing::Gift plan{rules::Plan::Individual, false, u"DE"_s, m_server->clock().now() + std::chrono::days(30)};
        QVERIFY(m_server->application().billing().grant(m_ana.user, plan));
        pass(minutes(1));
        QCOMPARE(tryAdvance(m_session.id, true).code(), u"not_led"_s);
        const auto chosen = wire::parsePlaybackSession(tryOpen(m_album.tracks[5].id).json());
        QVERIFY(chosen && !chosen->lead);
        QCOMPARE(chosen->content, m_album.tracks[5].id);
        QCOMPARE(tryOpen(m_album.id).status, 404);
        QVERIFY(chosen->releaseLevel);
    }

private:
    static constexpr qint64 songMs = 200'000;
    static constexpr qint64 adMs = 9'500;

    // Access tokens don't last as long as songs do.
    void pass(milliseconds time)
    {
        m_server->advance(time);
        m_sinceSignIn += time;
        if (m_sinceSignIn < minutes(5))
            return;
        m_ana = m_server->enter(m_ana.email, m_ana.password);
        m_sinceSignIn = {};
    }
    test::Answer tryOpen(const ContentId &content)
    {
        return m_server->post(u"/v1/playback/sessions"_s, wire::toJson(wire::OpenPlaybackRequest{content, m_device.publicKey, {}}),
                              m_ana.accessToken);
    }
    test::Answer tryAdvance(const PlaybackId &session, bool skipped)
    {
        return m_server->post(u"/v1/playback/sessions/"_s + session.toString() + u"/advances"_s,
                              wire::toJson(wire::AdvanceRequest{skipped, m_device.publicKey, {}}), m_ana.accessToken);
    }
    void take(const test::Answer &answer)
    {
        const auto session = wire::parsePlaybackSession(answer.json());
        if (answer.status != 201 || !session)
            qFatal("a session was asked for: %d %s", answer.status, answer.body.constData());
        m_session = *session;
        m_sequence = 0;
    }
    void open(const ContentId &content) { take(tryOpen(content)); }
    void step(bool skipped) { take(tryAdvance(m_session.id, skipped)); }
    // Hears it to its end, as an honest client does.
    void finish()
    {
        pass(milliseconds(m_session.manifest.durationMs));
        tick(m_session.manifest.durationMs, true);
        step(false);
    }
    void reachABreak()
    {
        open(m_album.id);
        for (int i = 0; i < 10 && !m_session.lead->adBreak; ++i)
            finish();
        QVERIFY(m_session.lead->adBreak);
    }
    void tick(qint64 renderedMs, bool ended)
    {
        wire::Tick tick;
        tick.sequence = ++m_sequence;
        tick.renderedMs = tick.positionMs = renderedMs;
        tick.startMs = 20;
        tick.ended = ended;
        tick.at = m_server->clock().now();
        const auto answer = m_server->post(u"/v1/playback/sessions/"_s + m_session.id.toString() + u"/ticks"_s,
                                           wire::toJson(wire::TickBatch{{tick}}), m_ana.accessToken);
        QCOMPARE(answer.status, 200);
    }
    std::string rendered()
    {
        return m_server->pg().execute("SELECT count(*) FROM platform.event WHERE type = 'break_rendered' AND payload->>'session_id' = '" +
                                      m_session.id.toString().toStdString() + "'");
    }

    std::unique_ptr<test::RunningServer> m_server;
    crypto::DeviceKeyPair m_device = crypto::DeviceKeyPair::generate();
    catalog::PublishedRelease m_album;
    catalog::PublishedRelease m_other;
    catalog::PublishedRelease m_ads;
    test::Person m_ana;
    wire::PlaybackSession m_session;
    quint32 m_sequence = 0;
    milliseconds m_sinceSignIn{0};
};

MELODY_TEST(FreeListeningPgTest)
#include "free_listening_pg_test.moc"
