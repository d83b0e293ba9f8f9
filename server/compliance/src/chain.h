// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The hash chain. Every entry's hash is
//   SHA-256( "melody audit entry v1" 00 || hash of the entry before (32) || sequence (8, big endian) || fields )
// where `fields` are the columns id … sealed of the entry in the form in which PostgreSQL copies them out in binary: four bytes of
// length (ffffffff: NULL), then the value; text in UTF-8, times in microseconds since 2000, all in network order. Before the first
// entry stands SHA-256( "melody audit genesis v1" ).
#pragma once

#include <QtCore/QByteArrayView>

#include <array>
#include <memory>

using EVP_MD_CTX = struct evp_md_ctx_st;
using EVP_MD = struct evp_md_st;

namespace melody::compliance {

using Hash = std::array<char, 32>;

[[nodiscard]] inline QByteArrayView viewOf(const Hash &hash)
{
    return {hash.data(), qsizetype(hash.size())};
}

// SHA-256 without allocation per hash. Thread: one at a time.
class Hasher {
public:
    Hasher();
    [[nodiscard]] Hash hash(std::initializer_list<QByteArrayView> parts);

private:
    struct Free {
        void operator()(EVP_MD_CTX *context) const;
        void operator()(EVP_MD *algorithm) const;
    };
    std::unique_ptr<EVP_MD, Free> m_algorithm;
    std::unique_ptr<EVP_MD_CTX, Free> m_context;
};

[[nodiscard]] Hash genesis();
[[nodiscard]] Hash linkHash(Hasher &hasher, const Hash &previous, quint64 sequence, QByteArrayView fields);

// 32 bytes, or nothing.
[[nodiscard]] std::optional<Hash> toHash(QByteArrayView bytes);

} // namespace melody::compliance
