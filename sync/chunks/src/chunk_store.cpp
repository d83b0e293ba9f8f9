// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <chunks/chunk_store.h>

#include <chunks/sql.h>

#include <QtCore/QCryptographicHash>

namespace melody::chunks {
namespace {

// A chunk that was used counts as used just now if it was within this long.
constexpr std::chrono::minutes usedGrain{10};
constexpr qint64 shrinkBytes = 64 * 1024 * 1024;

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

std::vector<store::Param> address(const ChunkKey &key)
{
    return {key.asset, int(key.rung), key.index};
}

} // namespace

ChunkStore::ChunkStore(store::Store &store, const Clock &clock, qint64 cacheBytes)
    : m_store(store), m_clock(clock), m_cacheBytes(cacheBytes)
{
}

Result<std::optional<QByteArray>> ChunkStore::find(const ChunkKey &key)
{
    struct Found {
        QByteArray sealed;
        QByteArray hash;
        TimePoint usedAt;
    };
    const auto found = m_store.read([&](store::Transaction &transaction) -> Result<std::optional<Found>> {
        const auto row = transaction.exec(sql::findChunk, address(key)).first();
        if (!row)
            return std::nullopt;
        return Found{row->get<QByteArray>("sealed"), row->get<QByteArray>("hash"), row->get<TimePoint>("used_at")};
    });
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::nullopt;
    if (hashOf((*found)->sealed) != (*found)->hash) {
        qWarning("chunks: a damaged chunk is thrown away");
        if (const auto dropped = drop(key); !dropped)
            return tl::unexpected(dropped.error());
        return std::nullopt;
    }
    const TimePoint now = m_clock.now();
    if (now - (*found)->usedAt > usedGrain) {
        const auto touched = m_store.run(
            [&](store::Transaction &transaction) -> Result<void> {
                transaction.exec(sql::touchChunk, {key.asset, int(key.rung), key.index, now});
                return {};
            },
            store::Durability::Process);
        if (!touched)
            return tl::unexpected(touched.error());
    }
    return (*found)->sealed;
}

Result<void> ChunkStore::keep(const ChunkKey &key, const QByteArray &sealed)
{
    const auto kept = m_store.run(
        [&](store::Transaction &transaction) -> Result<bool> {
            const bool pinned = transaction.exec(sql::isPinned, {key.asset, int(key.rung)}).first().has_value();
            transaction.exec(sql::dropChunk, address(key));
            transaction.exec(sql::insertChunk,
                             {key.asset, int(key.rung), key.index, qint64(sealed.size()), hashOf(sealed), m_clock.now(), pinned});
            transaction.exec(sql::insertSealed, {key.asset, int(key.rung), key.index, sealed});
            return pinned;
        },
        store::Durability::Process);
    if (!kept)
        return tl::unexpected(kept.error());
    if (*kept)
        return {};
    {
        const std::lock_guard lock(m_mutex);
        if (m_cached && (*m_cached += sealed.size()) <= m_cacheBytes)
            return {};
    }
    return makeRoom();
}

Result<void> ChunkStore::drop(const ChunkKey &key)
{
    return m_store.run(
        [&](store::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::dropChunk, address(key));
            return {};
        },
        store::Durability::Process);
}

Result<void> ChunkStore::pin(const AssetId &asset, media::Rung rung)
{
    return m_store.run([&](store::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::pin, {asset, int(rung)});
        transaction.exec(sql::pinChunks, {asset, int(rung)});
        return {};
    });
}

Result<void> ChunkStore::removePinned(const AssetId &asset)
{
    const auto removed = m_store.run([&](store::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::unpin, {asset});
        transaction.exec(sql::dropPinned, {asset});
        return {};
    });
    if (!removed)
        return removed;
    return m_store.shrink(shrinkBytes).map([](qint64) {});
}

Result<std::vector<int>> ChunkStore::wholeChunks(const AssetId &asset, media::Rung rung)
{
    const auto indices = m_store.read([&](store::Transaction &transaction) -> Result<std::vector<int>> {
        std::vector<int> all;
        for (const store::Row row : transaction.exec(sql::chunkIndices, {asset, int(rung)}))
            all.push_back(row.get<int>("chunk_index"));
        return all;
    });
    if (!indices)
        return indices;
    std::vector<int> whole;
    for (const int index : *indices) {
        const auto found = find({asset, rung, index});
        if (!found)
            return tl::unexpected(found.error());
        if (*found)
            whole.push_back(index);
    }
    return whole;
}

Result<Usage> ChunkStore::usage()
{
    return m_store.read([](store::Transaction &transaction) -> Result<Usage> {
        const auto row = transaction.exec(sql::usage).first();
        return Usage{row->get<qint64>("cached"), row->get<qint64>("pinned")};
    });
}

// To nine tenths of the budget, so that this is not needed for every chunk.
Result<void> ChunkStore::makeRoom()
{
    const auto room = m_store.run(
        [&](store::Transaction &transaction) -> Result<qint64> {
            qint64 cached = transaction.exec(sql::usage).first()->get<qint64>("cached");
            while (cached > m_cacheBytes) {
                const auto oldest = transaction.exec(sql::oldestCached);
                for (const store::Row row : oldest) {
                    if (cached <= m_cacheBytes - m_cacheBytes / 10)
                        return cached;
                    transaction.exec(sql::dropChunk, {row.get<QByteArray>("asset_id"), row.get<int>("rung"), row.get<int>("chunk_index")});
                    cached -= row.get<qint64>("bytes");
                }
                if (oldest.isEmpty())
                    break;
            }
            return cached;
        },
        store::Durability::Process);
    const std::lock_guard lock(m_mutex);
    m_cached = room ? std::optional(*room) : std::nullopt;
    return room.map([](qint64) {});
}

} // namespace melody::chunks
