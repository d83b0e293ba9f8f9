// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mapping_cache.h"

#include "durable_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace melody::objects {
using namespace Qt::StringLiterals;

Result<std::shared_ptr<const Mapping>> Mapping::open(const QByteArray &path)
{
    const Descriptor descriptor(::open(path.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat status {};
    if (!descriptor.isOpen() && errno == ENOENT)
        return fail(ErrorKind::NotFound, u"object_not_found"_s, u"There is no such object."_s);
    if (!descriptor.isOpen() || ::fstat(descriptor.get(), &status) != 0)
        return storageError("opening an object", errno);
    void *address = nullptr;
    if (status.st_size > 0) {
        address = ::mmap(nullptr, size_t(status.st_size), PROT_READ, MAP_SHARED, descriptor.get(), 0);
        if (address == MAP_FAILED)
            return storageError("mapping an object", errno);
    }
    return std::shared_ptr<const Mapping>(new Mapping(address, status.st_size));
}

Mapping::~Mapping()
{
    if (m_address)
        ::munmap(m_address, size_t(m_size));
}

std::shared_ptr<const Mapping> MappingCache::find(const ObjectName &name)
{
    Shard &shard = shardOf(name);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.byName.find(name);
    if (found == shard.byName.end())
        return nullptr;
    shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
    return found->second->mapping;
}

void MappingCache::insert(const ObjectName &name, std::shared_ptr<const Mapping> mapping)
{
    Shard &shard = shardOf(name);
    std::list<Entry> evicted; // unmapped after the lock is gone
    const std::lock_guard lock(shard.mutex);
    if (mapping->bytes().size() > maxBytesPerShard || shard.byName.contains(name))
        return;
    shard.bytes += mapping->bytes().size();
    shard.entries.push_front({name, std::move(mapping)});
    shard.byName.emplace(name, shard.entries.begin());
    while (shard.entries.size() > maxPerShard || shard.bytes > maxBytesPerShard) {
        const auto last = std::prev(shard.entries.end());
        shard.bytes -= last->mapping->bytes().size();
        shard.byName.erase(last->name);
        evicted.splice(evicted.begin(), shard.entries, last);
    }
}

void MappingCache::remove(const ObjectName &name)
{
    Shard &shard = shardOf(name);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.byName.find(name);
    if (found == shard.byName.end())
        return;
    shard.bytes -= found->second->mapping->bytes().size();
    shard.entries.erase(found->second);
    shard.byName.erase(found);
}

} // namespace melody::objects
