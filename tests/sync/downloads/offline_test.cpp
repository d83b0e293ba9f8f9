// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Downloads and playing without the server, over a real store.

#include "offline_bench.h"

#include <support/test_main.h>

#include <QtCore/QDir>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using downloads::Status;
using media::Rung;

namespace {

constexpr store::Query damageChunk{"test.damage_chunk", "UPDATE sealed SET sealed = zeroblob(length(sealed)) WHERE chunk_index = ?1"};
constexpr store::Query loseChunk{"test.lose_chunk", "DELETE FROM sealed WHERE chunk_index = ?1"};

} // namespace

class OfflineTest : public QObject, private test::OfflineBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

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
};

MELODY_TEST(OfflineTest)
#include "offline_test.moc"
