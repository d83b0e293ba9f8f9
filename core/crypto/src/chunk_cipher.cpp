// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/chunk_cipher.h>

#include "primitives.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <limits>

namespace melody::crypto {
namespace {

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

using Nonce = std::array<quint8, 12>;
using Aad = std::array<quint8, 25>;

Nonce nonceOf(const ChunkAddress &address)
{
    Nonce nonce{address.rung};
    put(nonce.data() + 4, address.index);
    return nonce;
}

Aad aadOf(const ChunkAddress &address)
{
    Aad aad{};
    quint8 *at = put(aad.data(), address.asset.uuid());
    *at++ = address.rung;
    put(at, address.index);
    return aad;
}

// A cipher that has taken the key, the nonce and the additional data.
Cipher begin(const ContentKey &key, const ChunkAddress &address, int encrypt)
{
    require(key.isValid(), "a chunk needs a content key");
    Cipher cipher(EVP_CIPHER_CTX_new());
    const Nonce nonce = nonceOf(address);
    const Aad aad = aadOf(address);
    int done = 0;
    require(cipher && EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(key.bytes()), nonce.data(), encrypt) == 1 &&
                EVP_CipherUpdate(cipher.get(), nullptr, &done, aad.data(), int(aad.size())) == 1,
            "AES-256-GCM does not start");
    return cipher;
}

tl::unexpected<Error> damaged()
{
    return fail(ErrorKind::Malformed, QStringLiteral("chunk_damaged"), QStringLiteral("The chunk is not what was sealed."));
}

} // namespace

ContentKey::ContentKey(QByteArrayView bytes) : m_valid(bytes.size() == contentKeyBytes)
{
    if (m_valid)
        std::copy(bytes.begin(), bytes.end(), m_bytes.begin());
}

ContentKey::ContentKey(ContentKey &&other) noexcept : m_bytes(other.m_bytes), m_valid(other.m_valid)
{
    other.wipe();
}

ContentKey &ContentKey::operator=(ContentKey &&other) noexcept
{
    if (this != &other) {
        m_bytes = other.m_bytes;
        m_valid = other.m_valid;
        other.wipe();
    }
    return *this;
}

ContentKey::~ContentKey()
{
    wipe();
}

void ContentKey::wipe()
{
    OPENSSL_cleanse(m_bytes.data(), m_bytes.size());
    m_valid = false;
}

ContentKey ContentKey::generate()
{
    requireSodium();
    ContentKey key;
    randombytes_buf(key.m_bytes.data(), key.m_bytes.size());
    key.m_valid = true;
    return key;
}

QByteArray sealChunk(const ContentKey &key, const ChunkAddress &address, QByteArrayView clear)
{
    require(clear.size() <= std::numeric_limits<int>::max() - chunkTagBytes, "the chunk is too large to seal");
    const Cipher cipher = begin(key, address, 1);
    QByteArray sealed(clear.size() + chunkTagBytes, Qt::Uninitialized);
    int done = 0;
    // GCM is a stream cipher: the update writes everything, the final only makes the tag. Without input there is nothing to update.
    const bool written = clear.isEmpty() || EVP_EncryptUpdate(cipher.get(), out(sealed), &done, in(clear), int(clear.size())) == 1;
    require(written && EVP_EncryptFinal_ex(cipher.get(), out(sealed, clear.size()), &done) == 1 &&
                EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, chunkTagBytes, out(sealed, clear.size())) == 1,
            "AES-256-GCM does not seal");
    return sealed;
}

Result<QByteArray> openChunk(const ContentKey &key, const ChunkAddress &address, QByteArrayView sealed)
{
    if (!key.isValid() || sealed.size() < chunkTagBytes || sealed.size() > std::numeric_limits<int>::max())
        return damaged();
    const Cipher cipher = begin(key, address, 0);
    const QByteArrayView cipherText = sealed.chopped(chunkTagBytes);
    QByteArray tag = sealed.last(chunkTagBytes).toByteArray(); // OpenSSL wants it writable
    QByteArray clear(cipherText.size(), Qt::Uninitialized);
    int done = 0;
    quint8 nothing = 0;
    const bool read =
        cipherText.isEmpty() || EVP_DecryptUpdate(cipher.get(), out(clear), &done, in(cipherText), int(cipherText.size())) == 1;
    require(read && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, chunkTagBytes, tag.data()) == 1, "AES-256-GCM does not open");
    if (EVP_DecryptFinal_ex(cipher.get(), &nothing, &done) != 1) {
        OPENSSL_cleanse(clear.data(), size_t(clear.size())); // what did not authenticate must not be heard
        return damaged();
    }
    return clear;
}

} // namespace melody::crypto
