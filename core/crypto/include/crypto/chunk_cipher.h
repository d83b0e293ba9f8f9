// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chunks are sealed once, at ingest, with AES-256-GCM under the asset's content key, and stay sealed in storage, in caches, on
// the wire and on the listener's disk. NIST SP 800-38D: 96-bit nonce, 128-bit tag.
//   sealed = ciphertext || tag(16);  nonce = rung(1) || 0(3) || index(8, big endian);  AAD = asset(16) || rung(1) || index(8)
// The nonce is unique under a key because each (rung, index) of an asset is sealed exactly once under that key.
#pragma once

#include <values/id.h>
#include <values/result.h>

#include <QtCore/QByteArray>

#include <array>

namespace melody::crypto {

inline constexpr int contentKeyBytes = 32;
inline constexpr int chunkTagBytes = 16;

struct ChunkAddress {
    AssetId asset;
    quint8 rung = 0;
    quint64 index = 0;
};

// A 32-byte key that wipes itself. A default-constructed, moved-from or wrongly sized one is not valid.
class ContentKey {
public:
    ContentKey() = default;
    explicit ContentKey(QByteArrayView bytes);
    ContentKey(const ContentKey &) = default;
    ContentKey(ContentKey &&other) noexcept;
    ContentKey &operator=(const ContentKey &) = default;
    ContentKey &operator=(ContentKey &&other) noexcept;
    ~ContentKey();
    [[nodiscard]] static ContentKey generate();
    [[nodiscard]] bool isValid() const { return m_valid; }
    // Points into this key; empty when it is not valid.
    [[nodiscard]] QByteArrayView bytes() const { return {m_bytes.data(), m_valid ? contentKeyBytes : 0}; }

private:
    void wipe();

    std::array<char, contentKeyBytes> m_bytes{};
    bool m_valid = false;
};

// `key` must be valid.
[[nodiscard]] QByteArray sealChunk(const ContentKey &key, const ChunkAddress &address, QByteArrayView clear);
// Fails with code "chunk_damaged" when a single bit of the chunk, its address or the key is not what was sealed.
[[nodiscard]] Result<QByteArray> openChunk(const ContentKey &key, const ChunkAddress &address, QByteArrayView sealed);

} // namespace melody::crypto
