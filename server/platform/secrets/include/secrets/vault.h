// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a service keeps encrypted in the database, under the master key. Each purpose has a key of its own (keyed BLAKE2b of the purpose,
// RFC 7693), so that what was sealed for one can't be opened as another.
#pragma once

#include <crypto/chunk_cipher.h>

namespace melody::secrets {

// Thread: any.
class Vault {
public:
    // `purpose`: a stable word such as "mail"; what was sealed under another word stays closed.
    Vault(const crypto::ContentKey &masterKey, QByteArrayView purpose);

    // nonce (24) || XChaCha20-Poly1305 ciphertext and tag. `context` says what it belongs to (an id) and must be the same at open().
    [[nodiscard]] QByteArray seal(QByteArrayView clear, QByteArrayView context) const;
    // Invalid ("sealed_data") when the bytes, the context or the key are not those it was sealed with.
    [[nodiscard]] Result<QByteArray> open(QByteArrayView sealed, QByteArrayView context) const;

private:
    crypto::ContentKey m_key;
};

} // namespace melody::secrets
