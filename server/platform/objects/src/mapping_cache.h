// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <objects/object_store.h>

#include <array>
#include <list>
#include <mutex>
#include <unordered_map>

namespace melody::objects {

// A whole file in memory, read-only. Immutable.
class Mapping {
public:
    // NotFound when there is no such file.
    [[nodiscard]] static Result<std::shared_ptr<const Mapping>> open(const QByteArray &path);
    ~Mapping();
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;
    [[nodiscard]] QByteArrayView bytes() const { return {static_cast<const char *>(m_address), m_size}; }

private:
    Mapping(void *address, qsizetype size) : m_address(address), m_size(size) {}

    void *m_address; // null for an empty file
    qsizetype m_size;
};

// The mappings that were used last, so that serving a warm object makes no system call. An evicted one lives on in the views that hold
// it. Sharded by name, so that threads seldom meet at a lock. Thread: any.
class MappingCache {
public:
    static constexpr size_t shardCount = 16;
    static constexpr size_t maxPerShard = 64; // the kernel allows a process 65,530 mappings
    static constexpr qsizetype maxBytesPerShard = qsizetype(256) * 1024 * 1024;

    [[nodiscard]] std::shared_ptr<const Mapping> find(const ObjectName &name);
    void insert(const ObjectName &name, std::shared_ptr<const Mapping> mapping);
    void remove(const ObjectName &name);

private:
    struct Entry {
        ObjectName name;
        std::shared_ptr<const Mapping> mapping;
    };
    struct Hash {
        size_t operator()(const ObjectName &name) const noexcept { return qHash(name); }
    };
    struct Shard {
        std::mutex mutex;
        std::list<Entry> entries; // last used in front
        std::unordered_map<ObjectName, std::list<Entry>::iterator, Hash> byName;
        qsizetype bytes = 0;
    };

    Shard &shardOf(const ObjectName &name) { return m_shards[Hash()(name) % shardCount]; }

    std::array<Shard, shardCount> m_shards;
};

} // namespace melody::objects
