// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"

#include <crypto/chunk_cipher.h>
#include <crypto/sealed_key.h>

using namespace melody;
using namespace melody::crypto;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using fuzz::require;
    static const ContentKey key(QByteArray(contentKeyBytes, 'k'));
    static const DeviceKeyPair device = DeviceKeyPair::generate();
    fuzz::Input input(data, size);
    const ChunkAddress address{AssetId(QUuid::fromRfc4122(QByteArray(16, char(input.byte())))), input.byte(), input.number<quint64>()};
    const auto change = input.number<quint32>();
    const QByteArrayView bytes = input.rest();

    require(!openChunk(key, address, bytes), "nobody seals without the key");
    require(!openOnDevice(bytes, device), "nobody seals a key by chance");
    require(!unwrapKey(bytes, address.asset, key), "nobody wraps without the master key");

    QByteArray sealed = sealChunk(key, address, bytes);
    const auto opened = openChunk(key, address, sealed);
    require(opened && *opened == bytes, "what was sealed opens");
    const qsizetype at = change / 8 % sealed.size();
    sealed[at] = char(sealed[at] ^ (1 << (change % 8)));
    require(!openChunk(key, address, sealed), "a flipped bit is noticed");
    require(!openChunk(key, address, sealed.first(at)), "a cut is noticed");
    return 0;
}
