// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <secrets/vault.h>

#include <sodium.h>

#include <stdexcept>

namespace melody::secrets {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == crypto::contentKeyBytes);

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytesOf(QByteArray &array)
{
    return reinterpret_cast<unsigned char *>(array.data());
}

crypto::ContentKey derive(const crypto::ContentKey &masterKey, QByteArrayView purpose)
{
    if (sodium_init() < 0 || !masterKey.isValid())
        throw std::runtime_error("a vault needs libsodium and a master key");
    const QByteArray message = "melody vault 1:" + purpose.toByteArray();
    QByteArray key(crypto::contentKeyBytes, '\0');
    crypto_generichash(bytesOf(key), size_t(key.size()), bytesOf(message), quint64(message.size()), bytesOf(masterKey.bytes()),
                       size_t(masterKey.bytes().size()));
    const crypto::ContentKey derived(key);
    sodium_memzero(key.data(), size_t(key.size()));
    return derived;
}

} // namespace

Vault::Vault(const crypto::ContentKey &masterKey, QByteArrayView purpose) : m_key(derive(masterKey, purpose))
{
}

QByteArray Vault::seal(QByteArrayView clear, QByteArrayView context) const
{
    QByteArray sealed(nonceBytes + clear.size() + tagBytes, '\0');
    unsigned char *nonce = bytesOf(sealed);
    randombytes_buf(nonce, size_t(nonceBytes));
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceBytes, nullptr, bytesOf(clear), quint64(clear.size()), bytesOf(context),
                                               quint64(context.size()), nullptr, nonce, bytesOf(m_key.bytes()));
    return sealed;
}

Result<QByteArray> Vault::open(QByteArrayView sealed, QByteArrayView context) const
{
    const auto refused = [] { return fail(ErrorKind::Invalid, u"sealed_data"_s, u"What was stored can't be opened with this key."_s); };
    if (sealed.size() < nonceBytes + tagBytes)
        return refused();
    QByteArray clear(sealed.size() - nonceBytes - tagBytes, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytesOf(clear), nullptr, nullptr, bytesOf(sealed.sliced(nonceBytes)),
                                                   quint64(sealed.size() - nonceBytes), bytesOf(context), quint64(context.size()),
                                                   bytesOf(sealed), bytesOf(m_key.bytes())) != 0)
        return refused();
    return clear;
}

} // namespace melody::secrets
