// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frontier.h"

#include <bit>

namespace melody::compliance {
namespace {

Hash nodeHash(Hasher &hasher, const Hash &left, const Hash &right)
{
    static constexpr char node[] = {1};
    return hasher.hash({QByteArrayView(node, 1), viewOf(left), viewOf(right)});
}

} // namespace

std::optional<Frontier> Frontier::fromBytes(quint64 size, QByteArrayView bytes)
{
    constexpr auto hashBytes = qsizetype(sizeof(Hash));
    if (bytes.size() != std::popcount(size) * hashBytes)
        return std::nullopt;
    Frontier frontier;
    frontier.m_size = size;
    for (qsizetype at = 0; at < bytes.size(); at += hashBytes)
        frontier.m_subtrees.push_back(*toHash(bytes.sliced(at, hashBytes)));
    return frontier;
}

void Frontier::append(Hasher &hasher, const Hash &entry)
{
    static constexpr char leaf[] = {0};
    Hash hash = hasher.hash({QByteArrayView(leaf, 1), viewOf(entry)});
    // As adding one to a binary number: two subtrees of a size become one of the next.
    for (quint64 carry = m_size; (carry & 1) != 0; carry >>= 1) {
        hash = nodeHash(hasher, m_subtrees.back(), hash);
        m_subtrees.pop_back();
    }
    m_subtrees.push_back(hash);
    ++m_size;
}

Hash Frontier::root(Hasher &hasher) const
{
    if (m_subtrees.empty())
        return hasher.hash({});
    Hash root = m_subtrees.back();
    for (auto left = std::next(m_subtrees.rbegin()); left != m_subtrees.rend(); ++left)
        root = nodeHash(hasher, *left, root);
    return root;
}

QByteArray Frontier::toBytes() const
{
    QByteArray bytes;
    for (const Hash &subtree : m_subtrees)
        bytes.append(viewOf(subtree));
    return bytes;
}

} // namespace melody::compliance
