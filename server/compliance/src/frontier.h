// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Merkle tree of RFC 6962, section 2.1, over the hashes of all entries, kept as the roots of its perfect subtrees from the left:
// that is enough to grow it and to know its root.
#pragma once

#include "chain.h"

#include <QtCore/QByteArray>

#include <vector>

namespace melody::compliance {

class Frontier {
public:
    Frontier() = default;
    // Nothing when `bytes` are not the subtrees of a tree of this size.
    [[nodiscard]] static std::optional<Frontier> fromBytes(quint64 size, QByteArrayView bytes);

    void append(Hasher &hasher, const Hash &entry);
    [[nodiscard]] quint64 size() const { return m_size; }
    [[nodiscard]] Hash root(Hasher &hasher) const;
    [[nodiscard]] QByteArray toBytes() const;

private:
    quint64 m_size = 0;
    std::vector<Hash> m_subtrees; // one for each bit of the size, the largest first
};

} // namespace melody::compliance
