// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/sealed_key.h>

#include "primitives.h"

#include <sodium.h>

namespace melody::crypto {
namespace {

using namespace Qt::StringLiterals;

static_assert(contentKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype wrappedBytes = nonceBytes + contentKeyBytes + qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES);
constexpr qsizetype sealedBytes = contentKeyBytes + qsizetype(crypto_box_SEALBYTES);

using Clear = std::array<quint8, contentKeyBytes>;
using WrapAad = std::array<quint8, 16>;

ContentKey takeOver(Clear &clear)
{
    ContentKey key(QByteArrayView(clear.data(), qsizetype(clear.size())));
    sodium_memzero(clear.data(), clear.size());
    return key;
}

tl::unexpected<Error> keyDamaged()
{
    return fail(ErrorKind::Malformed, u"key_damaged"_s, u"The content key is not what was sealed for this holder."_s);
}

} // namespace

DeviceKeyPair DeviceKeyPair::generate()
{
    requireSodium();
    DeviceKeyPair pair{QByteArray(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized), QByteArray(crypto_box_SECRETKEYBYTES, Qt::Uninitialized)};
    require(crypto_box_keypair(out(pair.publicKey), out(pair.secretKey)) == 0, "X25519 makes no key pair");
    return pair;
}

Result<QByteArray> sealToDevice(const ContentKey &key, QByteArrayView devicePublicKey)
{
    requireSodium();
    require(key.isValid(), "only a content key can be sealed to a device");
    QByteArray sealed(sealedBytes, Qt::Uninitialized);
    // A point of small order is refused by libsodium: the shared secret would be known to all.
    if (devicePublicKey.size() != qsizetype(crypto_box_PUBLICKEYBYTES) ||
        crypto_box_seal(out(sealed), in(key.bytes()), contentKeyBytes, in(devicePublicKey)) != 0)
        return failField(u"device_public_key"_s, u"not_a_key"_s, u"must be an X25519 public key"_s);
    return sealed;
}

Result<ContentKey> openOnDevice(QByteArrayView sealed, const DeviceKeyPair &device)
{
    requireSodium();
    if (sealed.size() != sealedBytes || device.publicKey.size() != qsizetype(crypto_box_PUBLICKEYBYTES) ||
        device.secretKey.size() != qsizetype(crypto_box_SECRETKEYBYTES))
        return keyDamaged();
    Clear clear{};
    if (crypto_box_seal_open(clear.data(), in(sealed), quint64(sealed.size()), in(device.publicKey), in(device.secretKey)) != 0)
        return keyDamaged();
    return takeOver(clear);
}

QByteArray wrapKey(const ContentKey &key, const AssetId &asset, const ContentKey &masterKey)
{
    requireSodium();
    require(key.isValid() && masterKey.isValid(), "wrapping needs a content key and a master key");
    WrapAad aad{};
    put(aad.data(), asset.uuid());
    QByteArray wrapped(wrappedBytes, Qt::Uninitialized);
    randombytes_buf(wrapped.data(), size_t(nonceBytes));
    require(crypto_aead_xchacha20poly1305_ietf_encrypt(out(wrapped, nonceBytes), nullptr, in(key.bytes()), contentKeyBytes, aad.data(),
                                                       aad.size(), nullptr, in(wrapped), in(masterKey.bytes())) == 0,
            "XChaCha20-Poly1305 does not wrap");
    return wrapped;
}

Result<ContentKey> unwrapKey(QByteArrayView wrapped, const AssetId &asset, const ContentKey &masterKey)
{
    requireSodium();
    if (wrapped.size() != wrappedBytes || !masterKey.isValid())
        return keyDamaged();
    WrapAad aad{};
    put(aad.data(), asset.uuid());
    const QByteArrayView cipherText = wrapped.sliced(nonceBytes);
    Clear clear{};
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(clear.data(), nullptr, nullptr, in(cipherText), quint64(cipherText.size()), aad.data(),
                                                   aad.size(), in(wrapped), in(masterKey.bytes())) != 0)
        return keyDamaged();
    return takeOver(clear);
}

} // namespace melody::crypto
