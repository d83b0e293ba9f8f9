// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/signing_key.h>

#include <oidc/key_set.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;
using oidc::toBase64Url;

QString numberOf(EVP_PKEY *key, const char *name, int bytes = 0)
{
    BIGNUM *number = nullptr;
    if (EVP_PKEY_get_bn_param(key, name, &number) != 1)
        qFatal("a key without %s", name);
    QByteArray text(bytes > 0 ? bytes : BN_num_bytes(number), '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char *>(text.data()), int(text.size()));
    BN_free(number);
    return QString::fromLatin1(toBase64Url(text));
}

QByteArray compact(const QJsonObject &json)
{
    return toBase64Url(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

SigningKey::SigningKey(const char *algorithm, evp_pkey_st *key) : m_algorithm(QString::fromLatin1(algorithm)), m_key(key, &EVP_PKEY_free)
{
    if (!key)
        qFatal("no key can be made");
}

SigningKey SigningKey::rsa(int bits)
{
    return {"RS256", EVP_RSA_gen(unsigned(bits))};
}

SigningKey SigningKey::p256()
{
    return {"ES256", EVP_EC_gen("P-256")};
}

SigningKey SigningKey::ed25519()
{
    return {"EdDSA", EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")};
}

QJsonObject SigningKey::jwk(const QString &id) const
{
    QJsonObject jwk{{u"kid"_s, id}, {u"use"_s, u"sig"_s}, {u"alg"_s, m_algorithm}};
    if (m_algorithm == u"RS256") {
        jwk.insert(u"kty"_s, u"RSA"_s);
        jwk.insert(u"n"_s, numberOf(m_key.get(), OSSL_PKEY_PARAM_RSA_N));
        jwk.insert(u"e"_s, numberOf(m_key.get(), OSSL_PKEY_PARAM_RSA_E));
    } else if (m_algorithm == u"ES256") {
        jwk.insert(u"kty"_s, u"EC"_s);
        jwk.insert(u"crv"_s, u"P-256"_s);
        jwk.insert(u"x"_s, numberOf(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32));
        jwk.insert(u"y"_s, numberOf(m_key.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32));
    } else {
        QByteArray x(32, '\0');
        size_t size = 32;
        EVP_PKEY_get_raw_public_key(m_key.get(), reinterpret_cast<unsigned char *>(x.data()), &size);
        jwk.insert(u"kty"_s, u"OKP"_s);
        jwk.insert(u"crv"_s, u"Ed25519"_s);
        jwk.insert(u"x"_s, QString::fromLatin1(toBase64Url(x)));
    }
    return jwk;
}

QByteArray SigningKey::rawSignature(const QByteArray &text) const
{
    const auto *data = reinterpret_cast<const unsigned char *>(text.constData());
    const EVP_MD *digest = m_algorithm == u"EdDSA" ? nullptr : EVP_sha256();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    size_t size = 0;
    QByteArray signature;
    if (EVP_DigestSignInit(context, nullptr, digest, nullptr, m_key.get()) == 1 &&
        EVP_DigestSign(context, nullptr, &size, data, size_t(text.size())) == 1) {
        signature.resize(qsizetype(size));
        EVP_DigestSign(context, reinterpret_cast<unsigned char *>(signature.data()), &size, data, size_t(text.size()));
        signature.truncate(qsizetype(size));
    }
    EVP_MD_CTX_free(context);
    return signature;
}

QByteArray SigningKey::sign(const QByteArray &text) const
{
    const QByteArray raw = rawSignature(text);
    if (m_algorithm != u"ES256")
        return raw;
    const auto *der = reinterpret_cast<const unsigned char *>(raw.constData());
    ECDSA_SIG *pair = d2i_ECDSA_SIG(nullptr, &der, long(raw.size()));
    QByteArray both(64, '\0');
    auto *out = reinterpret_cast<unsigned char *>(both.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), out + 32, 32);
    ECDSA_SIG_free(pair);
    return both;
}

QByteArray unsignedToken(const QJsonObject &header, const QJsonObject &claims)
{
    return compact(header) + '.' + compact(claims);
}

QByteArray makeToken(const QJsonObject &header, const QJsonObject &claims, const SigningKey &key)
{
    const QByteArray text = unsignedToken(header, claims);
    return text + '.' + toBase64Url(key.sign(text));
}

QJsonObject keySet(std::initializer_list<QJsonObject> keys)
{
    QJsonArray array;
    for (const QJsonObject &key : keys)
        array.append(key);
    return {{u"keys"_s, array}};
}

} // namespace melody::test
