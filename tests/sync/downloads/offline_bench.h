// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One listener, Ana, an album that can be downloaded, and a server that can go or be slow, over a real store.
#pragma once

#include "fake_licences.h"

#include <chunks/chunk_store.h>
#include <downloads/offline.h>

#include <QtCore/QTemporaryDir>

#include <future>

namespace melody::test {

template<typename T, typename Start>
Result<T> answerOf(Start &&start)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto future = promise->get_future();
    const auto pending = start([promise](Result<T> result) { promise->set_value(std::move(result)); });
    if (future.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
        return fail(ErrorKind::Timeout, QStringLiteral("no_answer"), {});
    return future.get();
}

// How a server that is gone is seen.
[[nodiscard]] Error away();

class OfflineBench {
protected:
    // Anew; nothing is here.
    void setUp();
    void tearDown();
    void start(qint64 spareBytes = 0, std::chrono::milliseconds lookAgain = std::chrono::hours(1));
    // The server, from now on, until release().
    void beSlow();
    void listen(const UserId &user);
    // Until it was looked at.
    void hear(const PlaybackId &session, quint32 sequence, qint64 renderedMs);
    [[nodiscard]] QList<std::pair<PlaybackId, wire::PlaybackStop>> stops() const;
    [[nodiscard]] wire::AlbumInfo album() const;
    void download();
    bool playsWithoutTheServer();
    void serverGoes();
    Result<ports::Stream> open();
    Result<ports::Stream> advance(const PlaybackId &session, bool skipped);
    Result<QByteArray> fetch(const PlaybackId &session, int index);
    void change(const store::Query &query, int index);
    [[nodiscard]] downloads::Collection state() const { return m_offline->downloads().state().collections.value(0); }

    FakeClock m_clock;
    const ContentId m_albumId = ContentId::create(m_clock.now());
    const TestAsset m_asset = makeAsset(sweep(48'000, 14), {media::Rung::Opus24, media::Rung::Opus64});
    ContentId m_content;
    UserId m_ana;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::chrono::milliseconds m_patience{};
    std::unique_ptr<FakeStreamSource> m_server;
    std::unique_ptr<FakeLicences> m_licences;
    RecordingReporter m_reporter;
    mutable std::mutex m_mutex;
    QList<std::pair<PlaybackId, wire::PlaybackStop>> m_stops; // guarded by it
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<chunks::ChunkStore> m_chunks;
    std::unique_ptr<downloads::Offline> m_offline;
};

} // namespace melody::test
