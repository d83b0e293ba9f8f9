// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ed25519 (RFC 8032) over a whole document, and keys for one purpose each out of one that is kept.
#pragma once

#include <crypto/chunk_cipher.h>

namespace melody::crypto {

inline constexpr int signatureBytes = 64;
inline constexpr int signaturePublicKeyBytes = 32;

// The key of one purpose, a word of eight letters, out of `from` (libsodium's crypto_kdf, BLAKE2b). `from` must be valid.
[[nodiscard]] ContentKey deriveKey(const ContentKey &from, const char (&purpose)[9]);

// `seed` must be valid.
[[nodiscard]] QByteArray publicKeyOf(const ContentKey &seed);
[[nodiscard]] QByteArray signDocument(QByteArrayView document, const ContentKey &seed);
[[nodiscard]] bool isSignedBy(QByteArrayView document, QByteArrayView signature, QByteArrayView publicKey);

} // namespace melody::crypto
