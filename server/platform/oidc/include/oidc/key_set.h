// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A provider's public keys (JSON Web Key Set: RFC 7517, RFC 7518 section 6, RFC 8037) and the three signatures that we accept of it:
// RS256 with 2048 to 8192 bits, ES256, EdDSA over Ed25519. Nothing symmetric, and nothing that a token could choose by itself.
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>

#include <memory>

extern "C" {
struct evp_pkey_st;
}

namespace melody::oidc {

enum class Algorithm { Rs256, Es256, EdDsa };

[[nodiscard]] std::optional<Algorithm> parseAlgorithm(QStringView name);

struct PublicKey {
    QString id; // "kid"; may be empty
    Algorithm algorithm = Algorithm::Rs256;
    std::shared_ptr<evp_pkey_st> key;
};

inline constexpr qsizetype maxKeySetBytes = 256 * 1024;
inline constexpr int maxKeys = 100;

// Pure. Thread: any.
class KeySet {
public:
    // Keys of other kinds and uses are left out, as are keys that are no good; a set may end up empty. Invalid ("key_set_malformed")
    // for what is no key set.
    [[nodiscard]] static Result<KeySet> parse(QByteArrayView json);

    // The key that a token's header means. Without an id only if there is no choice. Null: none.
    [[nodiscard]] const PublicKey *find(const QString &id, Algorithm algorithm) const;
    [[nodiscard]] qsizetype size() const { return m_keys.size(); }

private:
    QList<PublicKey> m_keys;
};

// Whether `signature` (in the form of JSON Web Signature, RFC 7515) over `data` is the key's.
[[nodiscard]] bool verifySignature(const PublicKey &key, QByteArrayView data, QByteArrayView signature);

// base64url without padding, as in JSON Web Tokens; nullopt for anything else.
[[nodiscard]] std::optional<QByteArray> fromBase64Url(QByteArrayView text);
[[nodiscard]] QByteArray toBase64Url(const QByteArray &bytes);

} // namespace melody::oidc
