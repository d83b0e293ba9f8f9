// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A private key of a provider, made at run time.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>

#include <memory>

extern "C" {
struct evp_pkey_st;
}

namespace melody::test {

class SigningKey {
public:
    [[nodiscard]] static SigningKey rsa(int bits = 2048);
    [[nodiscard]] static SigningKey p256();
    [[nodiscard]] static SigningKey ed25519();

    [[nodiscard]] QString algorithm() const { return m_algorithm; } // "RS256", "ES256", "EdDSA"
    [[nodiscard]] QJsonObject jwk(const QString &id) const;         // the public half
    // In the form of JSON Web Signature.
    [[nodiscard]] QByteArray sign(const QByteArray &text) const;
    // As OpenSSL makes it: ECDSA in DER.
    [[nodiscard]] QByteArray rawSignature(const QByteArray &text) const;

private:
    SigningKey(const char *algorithm, evp_pkey_st *key);

    QString m_algorithm;
    std::shared_ptr<evp_pkey_st> m_key;
};

// header.claims.signature; the signature is the key's, whatever the header says.
[[nodiscard]] QByteArray makeToken(const QJsonObject &header, const QJsonObject &claims, const SigningKey &key);
[[nodiscard]] QByteArray unsignedToken(const QJsonObject &header, const QJsonObject &claims); // "header.claims"
[[nodiscard]] QJsonObject keySet(std::initializer_list<QJsonObject> keys);

} // namespace melody::test
