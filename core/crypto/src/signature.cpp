// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/signature.h>

#include <sodium.h>

namespace melody::crypto {
namespace {

const unsigned char *unsignedBytes(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

struct SigningPair {
    explicit SigningPair(const ContentKey &seed)
    {
        crypto_sign_seed_keypair(publicKey.data(), secretKey.data(), unsignedBytes(seed.bytes()));
    }
    ~SigningPair() { sodium_memzero(secretKey.data(), secretKey.size()); }
    SigningPair(const SigningPair &) = delete;
    SigningPair &operator=(const SigningPair &) = delete;

    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> publicKey{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secretKey{};
};

} // namespace

ContentKey deriveKey(const ContentKey &from, const char (&purpose)[9])
{
    static_assert(crypto_kdf_KEYBYTES == contentKeyBytes && crypto_kdf_CONTEXTBYTES == sizeof(purpose) - 1);
    std::array<unsigned char, contentKeyBytes> derived{};
    crypto_kdf_derive_from_key(derived.data(), derived.size(), 1, purpose, unsignedBytes(from.bytes()));
    const ContentKey key(QByteArrayView(reinterpret_cast<const char *>(derived.data()), qsizetype(derived.size())));
    sodium_memzero(derived.data(), derived.size());
    return key;
}

QByteArray publicKeyOf(const ContentKey &seed)
{
    const SigningPair pair(seed);
    return {reinterpret_cast<const char *>(pair.publicKey.data()), qsizetype(pair.publicKey.size())};
}

QByteArray signDocument(QByteArrayView document, const ContentKey &seed)
{
    const SigningPair pair(seed);
    QByteArray signature(signatureBytes, Qt::Uninitialized);
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, unsignedBytes(document), quint64(document.size()),
                         pair.secretKey.data());
    return signature;
}

bool isSignedBy(QByteArrayView document, QByteArrayView signature, QByteArrayView publicKey)
{
    return signature.size() == signatureBytes && publicKey.size() == signaturePublicKeyBytes &&
           crypto_sign_verify_detached(unsignedBytes(signature), unsignedBytes(document), quint64(document.size()),
                                       unsignedBytes(publicKey)) == 0;
}

} // namespace melody::crypto
