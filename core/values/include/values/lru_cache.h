// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bounded memory of what was read last. Values are copied out, so keep them small or shared.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include <QtCore/QHashFunctions>

namespace melody {

// Thread: any. Holds at most `capacity` entries; the one unused for longest leaves first.
template<typename Key, typename Value>
class LruCache {
public:
    explicit LruCache(size_t capacity) : m_capacity(capacity) {}

    [[nodiscard]] std::optional<Value> get(const Key &key) const
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_index.find(key);
        if (found == m_index.end())
            return std::nullopt;
        m_entries.splice(m_entries.begin(), m_entries, found->second);
        return found->second->second;
    }
    void put(const Key &key, Value value)
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = m_index.find(key); found != m_index.end()) {
            found->second->second = std::move(value);
            m_entries.splice(m_entries.begin(), m_entries, found->second);
            return;
        }
        m_entries.emplace_front(key, std::move(value));
        m_index.emplace(key, m_entries.begin());
        if (m_entries.size() > m_capacity) {
            m_index.erase(m_entries.back().first);
            m_entries.pop_back();
        }
    }
    void erase(const Key &key)
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = m_index.find(key); found != m_index.end()) {
            m_entries.erase(found->second);
            m_index.erase(found);
        }
    }
    void clear()
    {
        const std::scoped_lock lock(m_mutex);
        m_index.clear();
        m_entries.clear();
    }
    [[nodiscard]] size_t size() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_entries.size();
    }

private:
    struct Hash {
        size_t operator()(const Key &key) const { return qHash(key, size_t(0x6d656c6f)); }
    };
    size_t m_capacity;
    mutable std::mutex m_mutex;
    mutable std::list<std::pair<Key, Value>> m_entries; // most recent first
    std::unordered_map<Key, typename std::list<std::pair<Key, Value>>::iterator, Hash> m_index;
};

} // namespace melody
