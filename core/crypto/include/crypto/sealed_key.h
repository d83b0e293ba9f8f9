// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a content key travels and rests. To a device: libsodium's sealed box to the device's X25519 key. At rest on the server:
// XChaCha20-Poly1305 under the master key, bound to the asset by the additional data.
#pragma once

#include <crypto/chunk_cipher.h>

namespace melody::crypto {

struct DeviceKeyPair {
    QByteArray publicKey; // 32 bytes, X25519
    QByteArray secretKey; // 32 bytes; never leaves the device
    [[nodiscard]] static DeviceKeyPair generate();
};

[[nodiscard]] Result<QByteArray> sealToDevice(const ContentKey &key, QByteArrayView devicePublicKey);
[[nodiscard]] Result<ContentKey> openOnDevice(QByteArrayView sealed, const DeviceKeyPair &device);

// The master key's bytes are 32; `wrapped` = nonce(24) || ciphertext || tag(16).
[[nodiscard]] QByteArray wrapKey(const ContentKey &key, const AssetId &asset, const ContentKey &masterKey);
[[nodiscard]] Result<ContentKey> unwrapKey(QByteArrayView wrapped, const AssetId &asset, const ContentKey &masterKey);

} // namespace melody::crypto
