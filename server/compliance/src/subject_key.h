// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a person's key is good for. Without the key nobody can tell whose a pseudonym is, guess what a digest was made of, or read what
// was sealed. All of it is HMAC-SHA256 (RFC 2104) under the key, with a word for each use:
//   pseudonym  the first 16 bytes of HMAC( "melody audit pseudonym v1" )
//   digest     HMAC( "melody audit before v1" 00 || compact JSON with sorted keys ), or "after"
//   sealed     nonce (24) || XChaCha20-Poly1305 of compact JSON under HMAC( "melody audit details v1" ); AAD: the entry's id
#pragma once

#include <crypto/chunk_cipher.h>

#include <QtCore/QJsonObject>

namespace melody::compliance {

class SubjectKey {
public:
    // `key` must be valid.
    explicit SubjectKey(crypto::ContentKey key);
    [[nodiscard]] static SubjectKey generate() { return SubjectKey(crypto::ContentKey::generate()); }

    [[nodiscard]] QByteArray pseudonym() const;
    // Empty for an empty object: there was nothing.
    [[nodiscard]] QByteArray digestBefore(const QJsonObject &state) const;
    [[nodiscard]] QByteArray digestAfter(const QJsonObject &state) const;
    [[nodiscard]] QByteArray seal(const QUuid &entry, const QJsonObject &clear) const;
    // Nothing when it was not sealed by this key for this entry.
    [[nodiscard]] std::optional<QJsonObject> open(const QUuid &entry, QByteArrayView sealed) const;

private:
    friend class KeyWrap;
    crypto::ContentKey m_key;
    crypto::ContentKey m_detailsKey;
};

// How subject keys rest: XChaCha20-Poly1305 under a key of their own made of the master key, bound to the person.
class KeyWrap {
public:
    explicit KeyWrap(const crypto::ContentKey &masterKey);
    [[nodiscard]] QByteArray wrap(const SubjectKey &key, const UserId &person) const; // 72 bytes
    // Internal ("subject_key_damaged") when the key, the person or the master key is another.
    [[nodiscard]] Result<SubjectKey> unwrap(QByteArrayView wrapped, const UserId &person) const;

private:
    crypto::ContentKey m_key;
};

} // namespace melody::compliance
