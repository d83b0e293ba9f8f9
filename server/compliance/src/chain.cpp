// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chain.h"

#include <QtCore/QtEndian>

#include <openssl/evp.h>

namespace melody::compliance {
namespace {

constexpr char entryDomain[] = "melody audit entry v1"; // with its final zero
constexpr char genesisDomain[] = "melody audit genesis v1";

// OpenSSL fails here for want of memory only.
void require(bool fine)
{
    if (!fine)
        qFatal("compliance: SHA-256 failed");
}

} // namespace

void Hasher::Free::operator()(EVP_MD_CTX *context) const
{
    EVP_MD_CTX_free(context);
}

void Hasher::Free::operator()(EVP_MD *algorithm) const
{
    EVP_MD_free(algorithm);
}

Hasher::Hasher() : m_algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr)), m_context(EVP_MD_CTX_new())
{
    require(m_algorithm && m_context && EVP_DigestInit_ex2(m_context.get(), m_algorithm.get(), nullptr) == 1);
}

Hash Hasher::hash(std::initializer_list<QByteArrayView> parts)
{
    Hash result;
    require(EVP_DigestInit_ex2(m_context.get(), nullptr, nullptr) == 1);
    for (const QByteArrayView part : parts)
        require(EVP_DigestUpdate(m_context.get(), part.data(), size_t(part.size())) == 1);
    require(EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(result.data()), nullptr) == 1);
    return result;
}

Hash genesis()
{
    return Hasher().hash({QByteArrayView(genesisDomain)});
}

Hash linkHash(Hasher &hasher, const Hash &previous, quint64 sequence, QByteArrayView fields)
{
    std::array<char, sizeof entryDomain + sizeof(Hash) + sizeof sequence> head;
    char *to = std::copy(std::begin(entryDomain), std::end(entryDomain), head.data());
    to = std::copy(previous.begin(), previous.end(), to);
    qToBigEndian(sequence, to);
    return hasher.hash({QByteArrayView(head.data(), qsizetype(head.size())), fields});
}

std::optional<Hash> toHash(QByteArrayView bytes)
{
    Hash hash;
    if (bytes.size() != qsizetype(hash.size()))
        return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

} // namespace melody::compliance
