// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Ed25519 key pair that signs access tokens (RFC 8032, RFC 8037).
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>

namespace melody::accounts {

inline constexpr int tokenSeedBytes = 32;

struct TokenKeys {
    QByteArray publicKey; // 32 bytes
    QByteArray secretKey; // 64 bytes, libsodium's form
    // `seed` is 32 random bytes, the only thing that is stored.
    [[nodiscard]] static Result<TokenKeys> fromSeed(QByteArrayView seed);
};

} // namespace melody::accounts
