// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sessions, chunks and ticks over the real server, the real database and a real socket.

#include <support/sample_release.h>
#include <support/test_main.h>

#include <crypto/chunk_token.h>
#include <crypto/sealed_key.h>
#include <secrets/secrets.h>
#include <wire/playback.h>

using namespace melody;
using namespace Qt::StringLiterals;
using media::Rung;
using std::chrono::seconds;

class PlaybackPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_release = test::publishSample(*m_server, {.tracks = 2, .durationMs = 200'000});
        m_short = test::publishSample(*m_server, {.title = u"Short"_s, .tracks = 1, .durationMs = 9'500});
        m_ana = m_server->newPerson();
        m_ben = m_server->newPerson();
    }
    void cleanupTestCase() { m_server.reset(); }

    void aSessionHoldsAllThatThePlayerNeeds()
    {
        const auto session = open(m_release.tracks[0].id, Rung::Opus128);
        const auto &asset = m_release.tracks[0].asset;
        QCOMPARE(session.title, m_release.tracks[0].title);
        QCOMPARE(session.artistName, m_release.artistName);
        QVERIFY(session.manifest == asset.manifest);
        QCOMPARE(session.edges, QStringList{u"http://127.0.0.1:%1"_s.arg(m_server->port())});
        QCOMPARE(session.countAfterMs, 30'000);
        QCOMPARE(session.traceId.size(), 32);
        const auto key = crypto::openOnDevice(session.sealedKey, m_device);
        QVERIFY(key);
        QVERIFY(session.firstChunk);
        const auto clear = crypto::openChunk(*key, {session.manifest.asset, quint8(Rung::Opus128), 0}, session.firstChunk->sealed);
        QCOMPARE(clear.value(), test::clearChunk(Rung::Opus128, 0));
        for (const Rung rung : {Rung::Opus24, Rung::Flac}) {
            for (const int index : {0, 1, 7}) {
                const auto answer = m_server->get(chunkPath(session, session.manifest.asset, rung, index));
                QCOMPARE(answer.status, 200);
                QCOMPARE(crypto::openChunk(*key, {session.manifest.asset, quint8(rung), quint64(index)}, answer.body).value(),
                         test::clearChunk(rung, index));
            }
        }
    }
    void theSessionAndItsEventAreStoredTogether()
    {
        const auto session = open(m_release.tracks[0].id);
        const std::string id = session.id.toString().toStdString();
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM playback.session WHERE session_id = '" + id + "'"), std::string("1"));
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM platform.event WHERE type = 'stream_started' AND subject = '" + id + "'"),
                 std::string("1"));
    }
    void chunksSayThatTheyNeverChange()
    {
        const auto session = open(m_release.tracks[0].id);
        const QString path = chunkPath(session, session.manifest.asset, Rung::Opus24, 2);
        const auto answer = m_server->get(path);
        QVERIFY(answer.headers.value("cache-control").contains("immutable"));
        QVERIFY(answer.headers.value("cache-control").contains("private"));
        const QByteArray tag = answer.headers.value("etag");
        QVERIFY(tag.startsWith('"'));
        const auto again = m_server->get(path, {}, {{"If-None-Match", tag}});
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.isEmpty());
    }
    void aTamperedTokenOpensNothing()
    {
        const auto session = open(m_release.tracks[0].id);
        const auto asset = session.manifest.asset;
        for (qsizetype i = 0; i < session.chunkToken.size(); i += 7) {
            auto forged = session;
            forged.chunkToken[i] = forged.chunkToken[i] == u'A' ? u'B' : u'A';
            expectNothing(chunkPath(forged, asset, Rung::Opus24, 0));
        }
        for (const QString &token : {QString(), u"AAAA"_s, session.chunkToken.chopped(2), session.chunkToken + session.chunkToken}) {
            auto forged = session;
            forged.chunkToken = token;
            expectNothing(chunkPath(forged, asset, Rung::Opus24, 0));
        }
    }
    void aTokenIsForItsAssetOnly()
    {
        const auto session = open(m_release.tracks[0].id);
        expectNothing(chunkPath(session, m_release.tracks[1].asset.manifest.asset, Rung::Opus24, 0), u"token_other_asset"_s);
        expectNothing(chunkPath(session, AssetId::create(m_server->clock().now()), Rung::Opus24, 0));
    }
    void aTokenIsForItsRungsOnly()
    {
        const auto keys = secrets::loadSecrets(m_server->settings().secretsFolder);
        auto session = open(m_release.tracks[0].id);
        const auto asset = session.manifest.asset;
        session.chunkToken = QString::fromLatin1(
            crypto::signChunkToken({SignInId::create(m_server->clock().now()), session.id, asset, quint8(Rung::Opus128), session.expires},
                                   keys->chunkTokenKey.bytes()));
        QCOMPARE(m_server->get(chunkPath(session, asset, Rung::Opus128, 0)).status, 200);
        expectNothing(chunkPath(session, asset, Rung::Flac, 0), u"rung_not_allowed"_s);
    }
    void aTokenExpires()
    {
        const auto session = open(m_release.tracks[0].id);
        const QString path = chunkPath(session, session.manifest.asset, Rung::Opus24, 0);
        m_server->advance(std::chrono::hours(6) - seconds(1));
        QCOMPARE(m_server->get(path).status, 200);
        m_server->advance(seconds(1));
        expectNothing(path, u"token_expired"_s);
        signInAgain();
    }
    void aDeviceThatIsSignedOutLoadsNoMoreChunksAndTheOthersDo()
    {
        const auto phone = m_server->newPerson();
        const auto desk = m_server->anotherDevice(phone);
        const ContentId song = m_release.tracks[0].id;
        const auto onPhone = openOn(phone, song);
        const auto onDesk = openOn(desk, song);
        const QString lost = chunkPath(onPhone, onPhone.manifest.asset, Rung::Opus24, 0);
        const QString kept = chunkPath(onDesk, onDesk.manifest.asset, Rung::Opus24, 0);
        QCOMPARE(m_server->get(lost).status, 200);
        QCOMPARE(m_server->del(u"/v1/sessions/current"_s, phone.accessToken).status, 204);
        // The thread that hears of it polls twice a second; nobody helps it here.
        QTRY_COMPARE_WITH_TIMEOUT(m_server->get(lost).status, 403, 60'000);
        expectNothing(lost, u"signed_out"_s);
        QCOMPARE(m_server->get(kept).status, 200);
    }
    void aProcessThatStartsHoursLaterKnowsWhoWasSignedOut()
    {
        const auto person = m_server->newPerson();
        const auto session = openOn(person, m_release.tracks[0].id);
        QCOMPARE(m_server->del(u"/v1/sessions/current"_s, person.accessToken).status, 204);
        m_server->pg().execute("UPDATE platform.event SET recorded_at = recorded_at - interval '5 hours' WHERE type = 'sign_in_revoked'");
        auto other = server::Application::create(m_server->settings(), m_server->clock());
        QVERIFY(other);
        const auto port = (*other)->listen();
        QVERIFY(port);
        QNetworkAccessManager network;
        const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(*port).arg(chunkPath(session, session.manifest.asset, Rung::Opus24, 0)));
        const auto status = [&] {
            const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
            return QTest::qWaitFor([&] { return reply->isFinished(); }, 30'000)
                       ? reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()
                       : 0;
        };
        QTRY_COMPARE_WITH_TIMEOUT(status(), 403, 60'000);
    }
    void chunksThatAreNotThereAreNotFound()
    {
        const auto session = open(m_release.tracks[0].id);
        const auto asset = session.manifest.asset;
        QCOMPARE(m_server->get(chunkPath(session, asset, Rung::Opus24, int(session.manifest.rungs[0].chunks.size()))).status, 404);
        QCOMPARE(m_server->get(chunkPath(session, asset, Rung::Opus64, 0)).status, 404); // this asset has no such rung
        for (const QString &bad : {u"opus-25/0"_s, u"opus-24/-1"_s, u"opus-24/01"_s, u"opus-24/1e3"_s, u"opus-24/9999999999"_s})
            QCOMPARE(m_server->get(u"/v1/chunks/%1/%2?token=%3"_s.arg(asset.toString(), bad, session.chunkToken)).status, 404);
    }
    void aProcessThatDidNotOpenTheSessionServesItsChunks()
    {
        const auto session = open(m_release.tracks[0].id);
        auto other = server::Application::create(m_server->settings(), m_server->clock());
        QVERIFY(other);
        const auto port = (*other)->listen();
        QVERIFY(port);
        QNetworkAccessManager network;
        for (int i = 0; i < 2; ++i) { // cold, then warm
            const QUrl url(u"http://127.0.0.1:%1%2"_s.arg(*port).arg(chunkPath(session, session.manifest.asset, Rung::Opus24, i)));
            const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(url)));
            QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 30'000);
            QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
            QCOMPARE(quint32(reply->size()), session.manifest.rungs[0].chunks[size_t(i)].sizeBytes);
        }
    }
    void contentThatIsAbsentOrHasNoSoundCanNotBePlayed()
    {
        QCOMPARE(tryOpen(ContentId::create(m_server->clock().now())).status, 404);
        QCOMPARE(tryOpen(m_release.id).status, 404);
        QCOMPARE(m_server->post(u"/v1/playback/sessions"_s, {}).status, 401);
        QCOMPARE(m_server->post(u"/v1/playback/sessions"_s, {{u"content"_s, 3}}, m_ana.accessToken).status, 422);
    }
    void aPlayIsCountedOnceHoweverOftenItIsTold()
    {
        const auto session = open(m_release.tracks[0].id);
        m_server->advance(seconds(35));
        QCOMPARE(sendTicks(session.id, {tick(1, 10'000)}), (wire::TickAnswer{1, false}));
        QCOMPARE(sendTicks(session.id, {tick(2, 20'000), tick(3, 30'000)}), (wire::TickAnswer{3, true}));
        QCOMPARE(sendTicks(session.id, {tick(3, 30'000), tick(2, 20'000)}), (wire::TickAnswer{3, true}));
        QCOMPARE(sendTicks(session.id, {tick(4, 34'000)}), (wire::TickAnswer{4, true}));
        const std::string id = session.id.toString().toStdString();
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM playback.play WHERE session_id = '" + id + "'"), std::string("1"));
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM platform.event WHERE type = 'play_counted' AND payload->>'session_id' = '" +
                                        id + "'"),
                 std::string("1"));
    }
    void theCatalogueShowsThePlays()
    {
        const QString path = u"/v1/tracks/"_s + m_short.tracks[0].id.toString();
        QCOMPARE(m_server->get(path, m_ana.accessToken).json().value(u"play_count"_s).toInt(), 0);
        const auto session = open(m_short.tracks[0].id);
        QCOMPARE(session.countAfterMs, 9'450);
        m_server->advance(seconds(10));
        QCOMPARE(sendTicks(session.id, {tick(1, 9'500)}).counted, true);
        m_server->deliverEvents();
        m_server->deliverEvents();
        m_server->advance(seconds(10));
        QCOMPARE(m_server->get(path, m_ana.accessToken).json().value(u"play_count"_s).toInt(), 1);
    }
    void someoneElsesSessionIsForbidden()
    {
        const auto session = open(m_release.tracks[0].id);
        const QString path = u"/v1/playback/sessions/"_s + session.id.toString();
        const QJsonObject batch = wire::toJson(wire::TickBatch{{tick(1, 1'000)}});
        const auto ticks = m_server->post(path + u"/ticks"_s, batch, m_ben.accessToken);
        QCOMPARE(ticks.status, 403);
        QCOMPARE(ticks.code(), u"session_not_yours"_s);
        QCOMPARE(m_server->del(path, m_ben.accessToken).status, 403);
        QCOMPARE(m_server->post(path + u"/ticks"_s, batch).status, 401);
        // One that never was gets the same answer, so nobody learns which there are.
        const QString none = u"/v1/playback/sessions/"_s + PlaybackId::create(m_server->clock().now()).toString() + u"/ticks"_s;
        QCOMPARE(m_server->post(none, batch, m_ben.accessToken).code(), ticks.code());
        QCOMPARE(m_server->pg().execute("SELECT last_sequence FROM playback.session WHERE session_id = '" +
                                        session.id.toString().toStdString() + "'"),
                 std::string("0"));
    }
    void whatATickClaimsBeyondTheTimeIsCutAndNoPlayIsGained()
    {
        const auto session = open(m_release.tracks[0].id);
        m_server->advance(seconds(5));
        const QString path = u"/v1/playback/sessions/"_s + session.id.toString() + u"/ticks"_s;
        const auto answer = m_server->post(path, wire::toJson(wire::TickBatch{{tick(1, 4'000), tick(2, 400'000)}}), m_ana.accessToken);
        QCOMPARE(answer.status, 200);
        QCOMPARE(sendTicks(session.id, {tick(3, 4'500)}), (wire::TickAnswer{3, false}));
    }
    void ticksMayComeAfterTheSessionWasClosed()
    {
        const auto session = open(m_short.tracks[0].id);
        m_server->advance(seconds(10));
        QCOMPARE(m_server->del(u"/v1/playback/sessions/"_s + session.id.toString(), m_ana.accessToken).status, 204);
        QCOMPARE(m_server->del(u"/v1/playback/sessions/"_s + session.id.toString(), m_ana.accessToken).status, 204);
        QVERIFY(sendTicks(session.id, {tick(1, 9'500)}).counted);
    }
    void withdrawnContentIsNotPlayedAnyMore()
    {
        const auto gone = test::publishSample(*m_server, {.title = u"Gone"_s, .artistName = u"Gone"_s, .tracks = 1});
        open(gone.tracks[0].id);
        const auto withdrawn = m_server->application().database().run({.role = "melody_catalog"}, [&](db::Transaction &transaction) {
            return m_server->application().catalog().withdraw(transaction, gone.id);
        });
        QVERIFY(withdrawn);
        m_server->deliverEvents();
        QCOMPARE(tryOpen(gone.tracks[0].id).status, 404);
    }

private:
    static wire::Tick tick(quint32 sequence, qint64 renderedMs)
    {
        wire::Tick tick;
        tick.sequence = sequence;
        tick.renderedMs = renderedMs;
        tick.positionMs = renderedMs;
        tick.startMs = 80;
        tick.at = SystemClock().now();
        return tick;
    }
    static QString chunkPath(const wire::PlaybackSession &session, const AssetId &asset, Rung rung, int index)
    {
        return u"/v1/chunks/%1/%2/%3?token=%4"_s.arg(asset.toString(), media::rungName(rung)).arg(index).arg(session.chunkToken);
    }
    void expectNothing(const QString &path, const QString &code = {})
    {
        const auto answer = m_server->get(path);
        QCOMPARE(answer.status, 403);
        QCOMPARE(answer.headers.value("content-type"), QByteArray("application/problem+json"));
        if (!code.isEmpty())
            QCOMPARE(answer.code(), code);
    }
    void signInAgain()
    {
        m_ana = m_server->newPerson();
        m_ben = m_server->newPerson();
    }
    test::Answer tryOpen(const ContentId &content, std::optional<Rung> first = {}, const QString &token = {})
    {
        const wire::OpenPlaybackRequest request{content, m_device.publicKey, first};
        return m_server->post(u"/v1/playback/sessions"_s, wire::toJson(request), token.isEmpty() ? m_ana.accessToken : token);
    }
    wire::PlaybackSession open(const ContentId &content, std::optional<Rung> first = {}) { return openOn(m_ana, content, first); }
    wire::PlaybackSession openOn(const test::Person &person, const ContentId &content, std::optional<Rung> first = {})
    {
        const auto answer = tryOpen(content, first, person.accessToken);
        const auto session = wire::parsePlaybackSession(answer.json());
        if (answer.status != 201 || !session)
            qFatal("opening a session answered %d %s", answer.status, answer.body.constData());
        return *session;
    }
    wire::TickAnswer sendTicks(const PlaybackId &session, const QList<wire::Tick> &ticks)
    {
        const auto answer = m_server->post(u"/v1/playback/sessions/"_s + session.toString() + u"/ticks"_s,
                                           wire::toJson(wire::TickBatch{ticks}), m_ana.accessToken);
        const auto taken = wire::parseTickAnswer(answer.json());
        if (answer.status != 200 || !taken)
            qFatal("ticks answered %d %s", answer.status, answer.body.constData());
        return *taken;
    }

    std::unique_ptr<test::RunningServer> m_server;
    crypto::DeviceKeyPair m_device = crypto::DeviceKeyPair::generate();
    catalog::PublishedRelease m_release;
    catalog::PublishedRelease m_short;
    test::Person m_ana;
    test::Person m_ben;
};

MELODY_TEST(PlaybackPgTest)
#include "playback_pg_test.moc"
