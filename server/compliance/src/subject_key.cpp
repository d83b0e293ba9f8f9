// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "subject_key.h"

#include <QtCore/QJsonDocument>

#include <sodium.h>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype pseudonymBytes = 16;
constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char *bytesOf(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *writable(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

QByteArray mac(const crypto::ContentKey &key, std::initializer_list<QByteArrayView> parts)
{
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytesOf(key.bytes()), size_t(key.bytes().size()));
    for (const QByteArrayView part : parts)
        crypto_auth_hmacsha256_update(&state, bytesOf(part), quint64(part.size()));
    QByteArray result(crypto_auth_hmacsha256_BYTES, Qt::Uninitialized);
    crypto_auth_hmacsha256_final(&state, writable(result));
    return result;
}

crypto::ContentKey derive(const crypto::ContentKey &key, QByteArrayView use)
{
    QByteArray bytes = mac(key, {use});
    const crypto::ContentKey derived(bytes);
    sodium_memzero(bytes.data(), size_t(bytes.size()));
    return derived;
}

QByteArray sealBytes(const crypto::ContentKey &key, QByteArrayView clear, QByteArrayView bound)
{
    QByteArray sealed(nonceBytes + clear.size() + tagBytes, Qt::Uninitialized);
    unsigned char *nonce = writable(sealed);
    randombytes_buf(nonce, nonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceBytes, nullptr, bytesOf(clear), quint64(clear.size()), bytesOf(bound),
                                               quint64(bound.size()), nullptr, nonce, bytesOf(key.bytes()));
    return sealed;
}

std::optional<QByteArray> openBytes(const crypto::ContentKey &key, QByteArrayView sealed, QByteArrayView bound)
{
    if (sealed.size() < nonceBytes + tagBytes)
        return std::nullopt;
    QByteArray clear(sealed.size() - nonceBytes - tagBytes, Qt::Uninitialized);
    const unsigned char *nonce = bytesOf(sealed);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(writable(clear), nullptr, nullptr, nonce + nonceBytes,
                                                   quint64(sealed.size() - nonceBytes), bytesOf(bound), quint64(bound.size()), nonce,
                                                   bytesOf(key.bytes())) != 0)
        return std::nullopt;
    return clear;
}

QByteArray canonical(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray digest(const crypto::ContentKey &key, QByteArrayView domain, const QJsonObject &state)
{
    return state.isEmpty() ? QByteArray() : mac(key, {domain, canonical(state)});
}

} // namespace

SubjectKey::SubjectKey(crypto::ContentKey key) : m_key(std::move(key)), m_detailsKey(derive(m_key, "melody audit details v1"))
{
}

QByteArray SubjectKey::pseudonym() const
{
    return mac(m_key, {"melody audit pseudonym v1"}).first(pseudonymBytes);
}

QByteArray SubjectKey::digestBefore(const QJsonObject &state) const
{
    static constexpr char domain[] = "melody audit before v1"; // with its final zero
    return digest(m_key, {domain, sizeof domain}, state);
}

QByteArray SubjectKey::digestAfter(const QJsonObject &state) const
{
    static constexpr char domain[] = "melody audit after v1";
    return digest(m_key, {domain, sizeof domain}, state);
}

QByteArray SubjectKey::seal(const QUuid &entry, const QJsonObject &clear) const
{
    return sealBytes(m_detailsKey, canonical(clear), entry.toRfc4122());
}

std::optional<QJsonObject> SubjectKey::open(const QUuid &entry, QByteArrayView sealed) const
{
    const auto clear = openBytes(m_detailsKey, sealed, entry.toRfc4122());
    return clear ? std::optional(QJsonDocument::fromJson(*clear).object()) : std::nullopt;
}

KeyWrap::KeyWrap(const crypto::ContentKey &masterKey)
{
    if (sodium_init() < 0)
        qFatal("compliance: libsodium does not start");
    m_key = derive(masterKey, "melody compliance subject keys v1");
}

QByteArray KeyWrap::wrap(const SubjectKey &key, const UserId &person) const
{
    return sealBytes(m_key, key.m_key.bytes(), person.uuid().toRfc4122());
}

Result<SubjectKey> KeyWrap::unwrap(QByteArrayView wrapped, const UserId &person) const
{
    auto bytes = openBytes(m_key, wrapped, person.uuid().toRfc4122());
    if (!bytes || bytes->size() != crypto::contentKeyBytes)
        return fail(ErrorKind::Internal, u"subject_key_damaged"_s, u"The key of a person can't be opened; is it the right master key?"_s);
    SubjectKey key{crypto::ContentKey(*bytes)};
    sodium_memzero(bytes->data(), size_t(bytes->size()));
    return key;
}

} // namespace melody::compliance
