// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Downloads and playing without the server, over a real store.

#include "fake_licences.h"

#include <chunks/migrations.h>
#include <downloads/migrations.h>
#include <downloads/offline.h>
#include <support/test_main.h>

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

#include <future>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using downloads::Status;
using media::Rung;

namespace {

constexpr store::Query damageChunk{"test.damage_chunk", "UPDATE sealed SET sealed = zeroblob(length(sealed)) WHERE chunk_index = ?1"};
constexpr store::Query loseChunk{"test.lose_chunk", "DELETE FROM sealed WHERE chunk_index = ?1"};

template<typename T, typename Start>
Result<T> answerOf(Start &&start)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto future = promise->get_future();
    const auto pending = start([promise](Result<T> result) { promise->set_value(std::move(result)); });
    if (future.wait_for(20s) != std::future_status::ready)
        return fail(ErrorKind::Timeout, u"no_answer"_s, {});
    return future.get();
}

Error away()
{
    return {ErrorKind::Unavailable, u"server_down"_s, u"Nobody answers."_s};
}

} // namespace

class OfflineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_asset = test::makeAsset(test::sweep(48'000, 14), {Rung::Opus24, Rung::Opus64}); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stops.clear();
        m_server = std::make_unique<test::FakeStreamSource>();
        m_licences = std::make_unique<test::FakeLicences>(*m_server, m_clock);
        m_content = m_server->add(m_asset);
        m_ana = UserId::create(m_clock.now());
        start();
        listen(m_ana);
    }
    void cleanup()
    {
        m_offline.reset();
        m_chunks.reset();
        m_store.reset();
    }

    void anAlbumThatWasKeptPlaysWithoutTheServer()
    {
        download();
        serverGoes();
        const auto stream = open();
        QVERIFY2(stream, qPrintable(stream ? QString() : stream.error().code));
        QCOMPARE(stream->key.bytes(), m_asset.key.bytes());
        QCOMPARE(stream->manifest.rungs.size(), size_t(1));
        QCOMPARE(stream->manifest.rungs[0].rung, Rung::Opus64);
        for (int i = 0; i < int(stream->manifest.rungs[0].chunks.size()); ++i)
            QCOMPARE(fetch(stream->session, i).value(), m_asset.sealed.at({Rung::Opus64, i}));
        const auto play = m_offline->playOf(stream->session);
        QVERIFY(play && !play->licence.isNull());
        QCOMPARE(play->openedAt, m_clock.now());
    }
    void onlyWhatCrossesTheNetworkIsMeasured()
    {
        download();
        const auto stream = open(); // by the server's word
        const auto receivedOf = [&](int index, bool refresh) {
            std::optional<qint64> received;
            std::promise<Result<QByteArray>> promise;
            const auto pending = m_offline->streams().fetchChunk(stream->session, Rung::Opus64, index, refresh,
                                                                 [&](Result<QByteArray> sealed) { promise.set_value(std::move(sealed)); });
            const auto sealed = promise.get_future().get();
            received = pending->receivedBytes();
            return std::pair(received, sealed ? qint64(sealed->size()) : -1);
        };
        QCOMPARE(receivedOf(1, false).first, std::nullopt);
        const auto [received, size] = receivedOf(1, true);
        QVERIFY(size > 0);
        QCOMPARE(received, std::optional(size));
    }
    void itDoesSoAfterARestartForWhoListenedLast()
    {
        download();
        serverGoes();
        m_offline.reset();
        start();
        QCOMPARE(m_offline->lastUser(), m_ana);
        listen(m_offline->lastUser());
        QVERIFY(open());
    }
    void whoMovesTheFolderTakesTheDownloadsAlong()
    {
        download();
        serverGoes();
        cleanup();
        auto elsewhere = std::make_unique<QTemporaryDir>();
        for (const QString &name : QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
            QVERIFY(QFile::rename(m_folder->filePath(name), elsewhere->filePath(name)));
        m_folder = std::move(elsewhere);
        start();
        listen(m_offline->lastUser());
        QCOMPARE(fetch(open().value().session, 0).value(), m_asset.sealed.at({Rung::Opus64, 0}));
    }
    void whileTheServerIsThereItsWordCounts()
    {
        download();
        const auto stream = open();
        QVERIFY(stream);
        QVERIFY(!m_offline->playOf(stream->session));
        const size_t before = m_server->fetches().size();
        QVERIFY(fetch(stream->session, 0));
        QCOMPARE(m_server->fetches().size(), before); // the chunk is here
        m_server->refuseOpening(Error{ErrorKind::Conflict, u"stream_limit_reached"_s, {}});
        QCOMPARE(open().error().code, u"stream_limit_reached"_s);
    }
    void whatWasNotKeptIsNotPlayedWithoutTheServer()
    {
        serverGoes();
        QCOMPARE(open().error().code, u"server_down"_s);
    }
    void whatArrivesDamagedIsFetchedAgain()
    {
        m_server->damage(2, 2);
        download();
        serverGoes();
        const auto stream = open();
        QCOMPARE(fetch(stream->session, 2).value(), m_asset.sealed.at({Rung::Opus64, 2}));
    }
    void aDownloadGoesOnWhereItWas()
    {
        m_server->holdFrom(3);
        m_offline->downloads().add(album());
        QTRY_VERIFY_WITH_TIMEOUT(state().doneBytes > 0, 20'000);
        m_offline.reset();
        m_server->release();
        const auto had = m_chunks->wholeChunks(m_asset.manifest.asset, Rung::Opus64).value();
        QVERIFY(!had.empty());
        const size_t before = m_server->fetches().size();
        start();
        listen(m_ana);
        QTRY_VERIFY_WITH_TIMEOUT(state().status == Status::Done, 20'000);
        for (size_t i = before; i < m_server->fetches().size(); ++i)
            QVERIFY(std::find(had.begin(), had.end(), m_server->fetches()[i].index) == had.end());
    }
    void aServerThatGoesAndComesBackIsWaitedFor()
    {
        serverGoes();
        m_offline->downloads().add(album());
        QTRY_VERIFY_WITH_TIMEOUT(!m_offline->downloads().state().serverReachable, 20'000);
        m_server->refuseOpening({});
        m_server->refuseFetching({});
        QTRY_VERIFY_WITH_TIMEOUT(state().status == Status::Done, 20'000);
        QVERIFY(m_offline->downloads().state().serverReachable);
    }
    void flippedBitsAndLostRowsAreMendedWhenTheServerIsThere()
    {
        download();
        change(damageChunk, 1);
        change(loseChunk, 3);
        serverGoes();
        const auto stream = open();
        QVERIFY(!fetch(stream->session, 1)); // never wrong bytes
        m_server->refuseOpening({});
        m_server->refuseFetching({});
        QCOMPARE(fetch(stream->session, 1).value(), m_asset.sealed.at({Rung::Opus64, 1}));
        m_offline->downloads().retryNow();
        QTRY_COMPARE_WITH_TIMEOUT(m_chunks->wholeChunks(m_asset.manifest.asset, Rung::Opus64).value().size(),
                                  m_asset.manifest.find(Rung::Opus64)->chunks.size(), 20'000);
    }
    void aLicenceEndsHoweverTheClockIsTurned()
    {
        download();
        serverGoes();
        m_clock.advance(29 * 24h);
        QVERIFY(open());
        m_clock.advance(24h);
        QCOMPARE(open().error().code, u"licence_expired"_s);
        m_server->refuseOpening({});
        m_server->refuseFetching({});
        m_offline.reset();
        start();
        listen(m_ana); // it is renewed without being asked for
        QTRY_VERIFY_WITH_TIMEOUT(m_licences->issued() >= 2, 20'000);
        serverGoes();
        QTRY_VERIFY_WITH_TIMEOUT(open().has_value(), 20'000);
    }
    void whoPaysNoMoreLosesTheLicenceAndKeepsTheFile()
    {
        download();
        m_clock.advance(25h);
        m_licences->refuse(Error{ErrorKind::PlanRequired, u"plan_required"_s, {}});
        m_offline.reset();
        start();
        listen(m_ana);
        QTRY_VERIFY_WITH_TIMEOUT(state().status == Status::Done, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!playsWithoutTheServer(), 20'000);
        QVERIFY(m_chunks->usage()->pinnedBytes > 0);
    }
    void whoseDayIsOverIsRenewedWhileTheProgramStaysOpen()
    {
        m_offline.reset();
        start(0, 5ms);
        listen(m_ana);
        download();
        m_clock.advance(25h);
        QTRY_COMPARE_WITH_TIMEOUT(m_licences->issued(), 2, 20'000);
    }
    void whenThePlanChangesEveryLicenceIsAskedForAtOnce()
    {
        download();
        m_clock.advance(1min);
        m_offline->planChanged();
        QTRY_COMPARE_WITH_TIMEOUT(m_licences->issued(), 2, 20'000);
        m_clock.advance(1min);
        m_licences->refuse(Error{ErrorKind::PlanRequired, u"plan_required"_s, {}});
        m_offline->planChanged();
        QTRY_VERIFY_WITH_TIMEOUT(!playsWithoutTheServer(), 20'000);
        QCOMPARE(state().status, Status::Done); // the file stays, for when it is paid again
    }
    void whereTheServerLeadsNothingIsPlayedWithoutIt()
    {
        download();
        const ContentId other = m_server->add(m_asset);
        m_server->lead({{other}, {m_content}}, 1, [](const PlaybackId &) { return true; });
        const auto first = open();
        QVERIFY(first && first->lead);
        QCOMPARE(first->content, other);
        const auto next = advance(first->session, true);
        QVERIFY(next && next->lead);
        QCOMPARE(next->content, m_content);
        QVERIFY(fetch(next->session, 0)); // what came by advance() is known here
        serverGoes();
        QVERIFY(!open());
        QCOMPARE(advance(next->session, false).error().kind, ErrorKind::Unavailable);
    }
    void whenAChildsTimeIsUpWhatPlaysEndsToo()
    {
        m_licences->forChild({{.dailyMinutes = 1}, u"Europe/Madrid"_s});
        download();
        serverGoes();
        const auto stream = open();
        QVERIFY(stream);
        hear(stream->session, 1, 55'000);
        QVERIFY(stops().isEmpty());
        hear(stream->session, 2, 60'000);
        hear(stream->session, 3, 65'000);
        QCOMPARE(stops().size(), 1); // said once
        QCOMPARE(stops().first().first, stream->session);
        QCOMPARE(stops().first().second.code, u"daily_limit"_s);
        QVERIFY(stops().first().second.until > m_clock.now());
        const auto refused = open();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"daily_limit"_s);
        QVERIFY(refused.error().retryAfterMs > 0);
        m_clock.advance(24h);
        QVERIFY(open());
    }
    void whatAChildHeardByTheServersWordCountsWithoutItToo()
    {
        m_licences->forChild({{.dailyMinutes = 2}, u"Europe/Madrid"_s});
        download();
        const auto there = open();
        QVERIFY(there && !m_offline->playOf(there->session));
        hear(there->session, 1, 300'000);
        QVERIFY(stops().isEmpty()); // the server decides while it is there
        serverGoes();
        QCOMPARE(open().error().code, u"daily_limit"_s);
    }
    void grownUpsHearTheirSongToItsEnd()
    {
        download();
        serverGoes();
        const auto stream = open();
        m_clock.advance(31 * 24h); // its licence ends meanwhile
        hear(stream->session, 1, 3'600'000);
        QVERIFY(stops().isEmpty());
    }
    void withoutAPlanNothingIsKeptAndItSaysWhy()
    {
        m_licences->refuse(Error{ErrorKind::PlanRequired, u"plan_required"_s, {}});
        m_offline->downloads().add(album());
        QTRY_VERIFY_WITH_TIMEOUT(state().status == Status::Failed, 20'000);
        QCOMPARE(state().error, u"plan_required"_s);
    }
    void whatBelongsToSomebodyElseIsNotPlayed()
    {
        download();
        const auto ben = UserId::create(m_clock.now());
        listen(ben);
        serverGoes();
        QVERIFY(!open());
        QTRY_VERIFY_WITH_TIMEOUT(m_offline->downloads().state().collections.isEmpty(), 20'000);
        listen(m_ana); // it survived that she was away
        QTRY_VERIFY_WITH_TIMEOUT(open().has_value(), 20'000);
    }
    void roomIsReservedFirst()
    {
        m_offline.reset();
        start(1LL << 60);
        listen(m_ana);
        m_offline->downloads().add(album());
        QTRY_VERIFY_WITH_TIMEOUT(state().status == Status::Failed, 20'000);
        QCOMPARE(state().error, u"disk_full"_s);
        QCOMPARE(m_chunks->usage()->pinnedBytes, 0);
    }
    void whatIsRemovedGivesItsRoomBack()
    {
        download();
        m_offline->downloads().remove(album().summary.id);
        QTRY_VERIFY_WITH_TIMEOUT(m_offline->downloads().state().collections.isEmpty(), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_chunks->usage()->pinnedBytes, 0, 20'000);
        serverGoes();
        QVERIFY(!open());
    }
    void whatIsAddedToAPlaylistComesAndWhatIsTakenOutGoesUnlessItIsWantedElsewhere()
    {
        download(); // the album has the song, too
        const test::TestAsset second = test::makeAsset(test::sweep(48'000, 5), {Rung::Opus24, Rung::Opus64});
        const ContentId later = m_server->add(second);
        wire::AlbumInfo list = album();
        list.summary.id = ContentId::create(m_clock.now());
        list.summary.kind = u"playlist"_s;
        const auto keep = [&](const QList<ContentId> &songs) {
            list.tracks.clear();
            for (const ContentId &song : songs) {
                wire::TrackInfo track;
                track.summary.id = song;
                track.summary.kind = u"track"_s;
                track.summary.title = u"Song"_s;
                list.tracks.append(track);
            }
            m_offline->downloads().add(list);
        };
        const auto here = [this](const test::TestAsset &asset) {
            return m_chunks->wholeChunks(asset.manifest.asset, Rung::Opus64).value().size() ==
                   asset.manifest.find(Rung::Opus64)->chunks.size();
        };
        keep({m_content, later});
        QTRY_VERIFY_WITH_TIMEOUT(here(second), 20'000);
        keep({});
        QTRY_VERIFY_WITH_TIMEOUT(m_chunks->wholeChunks(second.manifest.asset, Rung::Opus64).value().empty(), 20'000);
        QVERIFY(here(m_asset)); // the album wants it
        keep({later});
        QTRY_VERIFY_WITH_TIMEOUT(here(second), 20'000);
        m_offline->downloads().remove(m_albumId);
        QTRY_VERIFY_WITH_TIMEOUT(m_chunks->wholeChunks(m_asset.manifest.asset, Rung::Opus64).value().empty(), 20'000);
        QVERIFY(here(second));
    }
    void aPausedDownloadWaits()
    {
        m_server->holdFrom(2);
        m_offline->downloads().add(album());
        m_offline->downloads().pause(album().summary.id);
        QTRY_VERIFY_WITH_TIMEOUT(state().status == Status::Paused, 20'000);
        m_server->release();
        m_offline->downloads().resume(album().summary.id);
        QTRY_VERIFY_WITH_TIMEOUT(state().status == Status::Done, 20'000);
    }

private:
    void start(qint64 spareBytes = 0, std::chrono::milliseconds lookAgain = 1h)
    {
        if (!m_store) {
            auto steps = chunks::migrations();
            const auto more = downloads::migrations();
            steps.insert(steps.end(), more.begin(), more.end());
            auto opened = store::openStore({m_folder->filePath(u"offline.db"_s), crypto::ContentKey(QByteArray(32, 'k')), steps});
            if (!opened)
                qFatal("%s", qPrintable(opened.error().detail));
            m_store = std::move(*opened);
            m_chunks = std::make_unique<chunks::ChunkStore>(*m_store, m_clock, 10'000'000);
        }
        downloads::Options options;
        options.rung = Rung::Opus64;
        options.firstBackoff = 20ms;
        options.maxBackoff = 50ms;
        options.lookAgain = lookAgain;
        options.spareBytes = spareBytes;
        options.folder = m_folder->path();
        const auto stopped = [this](const PlaybackId &session, const wire::PlaybackStop &stop) {
            const std::lock_guard lock(m_mutex);
            m_stops.append({session, stop});
        };
        m_offline = downloads::createOffline({*m_store, *m_chunks, *m_server, *m_licences, m_reporter, m_clock, stopped}, options);
    }
    void listen(const UserId &user)
    {
        m_licences->licenseTo(user);
        m_offline->setUser(user);
    }
    // Until it was looked at.
    void hear(const PlaybackId &session, quint32 sequence, qint64 renderedMs)
    {
        wire::Tick tick;
        tick.sequence = sequence;
        tick.renderedMs = renderedMs;
        tick.at = m_clock.now();
        m_offline->reporter().report(session, tick);
        (void)fetch(PlaybackId(QUuid::createUuid()), 0); // answered behind it
    }
    QList<std::pair<PlaybackId, wire::PlaybackStop>> stops() const
    {
        const std::lock_guard lock(m_mutex);
        return m_stops;
    }
    wire::AlbumInfo album() const
    {
        wire::AlbumInfo album;
        album.summary.id = m_albumId;
        album.summary.kind = u"album"_s;
        album.summary.title = u"Kept"_s;
        album.artistName = u"Somebody"_s;
        wire::TrackInfo track;
        track.summary.id = m_content;
        track.summary.kind = u"track"_s;
        track.summary.title = u"One"_s;
        track.summary.durationMs = m_asset.manifest.durationMs;
        album.tracks = {track};
        return album;
    }
    downloads::Collection state() const { return m_offline->downloads().state().collections.value(0); }
    void download()
    {
        m_offline->downloads().add(album());
        QTRY_VERIFY_WITH_TIMEOUT(state().status == Status::Done, 20'000);
    }
    bool playsWithoutTheServer()
    {
        serverGoes();
        const bool playable = open().has_value();
        m_server->refuseOpening({});
        return playable;
    }
    void serverGoes()
    {
        m_server->refuseOpening(away());
        m_server->refuseFetching(away());
    }
    Result<ports::Stream> open()
    {
        return answerOf<ports::Stream>(
            [this](auto done) { return m_offline->streams().open(m_content, TraceContext::create(), std::move(done)); });
    }
    Result<ports::Stream> advance(const PlaybackId &session, bool skipped)
    {
        return answerOf<ports::Stream>(
            [&](auto done) { return m_offline->streams().advance(session, skipped, TraceContext::create(), std::move(done)); });
    }
    Result<QByteArray> fetch(const PlaybackId &session, int index)
    {
        return answerOf<QByteArray>(
            [&](auto done) { return m_offline->streams().fetchChunk(session, Rung::Opus64, index, false, std::move(done)); });
    }
    void change(const store::Query &query, int index)
    {
        QVERIFY(m_store->run([&](store::Transaction &transaction) -> Result<void> {
            transaction.exec(query, {index});
            return {};
        }));
    }

    FakeClock m_clock;
    const ContentId m_albumId = ContentId::create(m_clock.now());
    test::TestAsset m_asset;
    ContentId m_content;
    UserId m_ana;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::FakeStreamSource> m_server;
    std::unique_ptr<test::FakeLicences> m_licences;
    test::RecordingReporter m_reporter;
    mutable std::mutex m_mutex;
    QList<std::pair<PlaybackId, wire::PlaybackStop>> m_stops; // guarded by it
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<chunks::ChunkStore> m_chunks;
    std::unique_ptr<downloads::Offline> m_offline;
};

MELODY_TEST(OfflineTest)
#include "offline_test.moc"
