// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "offline_bench.h"

#include <chunks/migrations.h>
#include <downloads/migrations.h>

#include <QtTest/QTest>

namespace melody::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Error away()
{
    return {ErrorKind::Unavailable, u"server_down"_s, u"Nobody answers."_s};
}

void OfflineBench::setUp()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_stops.clear();
    m_patience = 20s; // the server's word comes first
    m_server = std::make_unique<FakeStreamSource>();
    m_licences = std::make_unique<FakeLicences>(*m_server, m_clock);
    m_content = m_server->add(m_asset);
    m_ana = UserId::create(m_clock.now());
    start();
    listen(m_ana);
}

void OfflineBench::tearDown()
{
    m_offline.reset();
    m_chunks.reset();
    m_store.reset();
}

void OfflineBench::start(qint64 spareBytes, std::chrono::milliseconds lookAgain)
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
    options.rung = media::Rung::Opus64;
    options.patience = m_patience;
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

void OfflineBench::beSlow()
{
    m_patience = 0ms;
    m_offline.reset();
    start();
    listen(m_ana);
    m_server->holdFrom(-1);
}

void OfflineBench::listen(const UserId &user)
{
    m_licences->licenseTo(user);
    m_offline->setUser(user);
}

void OfflineBench::hear(const PlaybackId &session, quint32 sequence, qint64 renderedMs)
{
    wire::Tick tick;
    tick.sequence = sequence;
    tick.renderedMs = renderedMs;
    tick.at = m_clock.now();
    m_offline->reporter().report(session, tick);
    (void)fetch(PlaybackId(QUuid::createUuid()), 0); // answered behind it
}

QList<std::pair<PlaybackId, wire::PlaybackStop>> OfflineBench::stops() const
{
    const std::lock_guard lock(m_mutex);
    return m_stops;
}

wire::AlbumInfo OfflineBench::album() const
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

void OfflineBench::download()
{
    m_offline->downloads().add(album());
    QTRY_VERIFY_WITH_TIMEOUT(state().status == downloads::Status::Done, 20'000);
}

bool OfflineBench::playsWithoutTheServer()
{
    serverGoes();
    const bool playable = open().has_value();
    m_server->refuseOpening({});
    return playable;
}

void OfflineBench::serverGoes()
{
    m_server->refuseOpening(away());
    m_server->refuseFetching(away());
}

Result<ports::Stream> OfflineBench::open()
{
    return answerOf<ports::Stream>(
        [this](auto done) { return m_offline->streams().open(m_content, {}, TraceContext::create(), std::move(done)); });
}

Result<ports::Stream> OfflineBench::advance(const PlaybackId &session, bool skipped)
{
    return answerOf<ports::Stream>(
        [&](auto done) { return m_offline->streams().advance(session, skipped, TraceContext::create(), std::move(done)); });
}

Result<QByteArray> OfflineBench::fetch(const PlaybackId &session, int index)
{
    return answerOf<QByteArray>(
        [&](auto done) { return m_offline->streams().fetchChunk(session, media::Rung::Opus64, index, false, std::move(done)); });
}

void OfflineBench::change(const store::Query &query, int index)
{
    QVERIFY(m_store->run([&](store::Transaction &transaction) -> Result<void> {
        transaction.exec(query, {index});
        return {};
    }));
}

} // namespace melody::test
