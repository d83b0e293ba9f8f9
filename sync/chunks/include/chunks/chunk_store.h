// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sealed chunks in the local store. Those of a recording that is pinned (a download) stay; all others are a cache within a budget of its
// own, of which what was not used for longest leaves first. Each chunk has its SHA-256 beside it: one that is damaged is as one that is
// absent.
#pragma once

#include <media/ladder.h>
#include <store/store.h>
#include <values/clock.h>

#include <mutex>

namespace melody::chunks {

struct ChunkKey {
    AssetId asset;
    media::Rung rung = media::Rung::Opus24;
    int index = 0;
};

struct Usage {
    qint64 cachedBytes = 0;
    qint64 pinnedBytes = 0;
};

// Thread: any.
class ChunkStore {
public:
    // Both must outlive it. `cacheBytes`: budget of what is not pinned.
    ChunkStore(store::Store &store, const Clock &clock, qint64 cacheBytes);

    // Nothing: not here. What is damaged is thrown away first.
    [[nodiscard]] Result<std::optional<QByteArray>> find(const ChunkKey &key);
    // Replaces what is there.
    [[nodiscard]] Result<void> keep(const ChunkKey &key, const QByteArray &sealed);
    [[nodiscard]] Result<void> drop(const ChunkKey &key);
    // What is here of it counts as a download from now on, and so does what comes.
    [[nodiscard]] Result<void> pin(const AssetId &asset, media::Rung rung);
    // And gives the room back.
    [[nodiscard]] Result<void> removePinned(const AssetId &asset);
    // Which chunks are here and whole: reads all of them.
    [[nodiscard]] Result<std::vector<int>> wholeChunks(const AssetId &asset, media::Rung rung);
    [[nodiscard]] Result<Usage> usage();

private:
    Result<void> makeRoom();

    store::Store &m_store;
    const Clock &m_clock;
    const qint64 m_cacheBytes;
    std::mutex m_mutex;
    std::optional<qint64> m_cached; // bytes, as far as this process knows
};

} // namespace melody::chunks
