// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <oidc/key_set.h>

#include <wire/json.h>

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace melody::oidc {
namespace {

using namespace Qt::StringLiterals;

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
constexpr int minRsaBits = 2048;
constexpr int maxRsaBits = 8192; // checking a larger one would cost more than it proves
constexpr qsizetype maxExponentBytes = 8;
constexpr qsizetype maxKeyIdChars = 200;
constexpr qsizetype coordinateBytes = 32; // P-256, Ed25519

template<auto Free>
struct Freed {
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
template<typename T, auto Free>
using Owned = std::unique_ptr<T, Freed<Free>>;
using KeyPtr = std::shared_ptr<EVP_PKEY>;

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

KeyPtr owned(EVP_PKEY *key)
{
    return {key, &EVP_PKEY_free};
}

std::optional<QByteArray> member(const QJsonObject &jwk, const QString &name)
{
    const QByteArray text = jwk.value(name).toString().toLatin1();
    return text.isEmpty() ? std::nullopt : fromBase64Url(text);
}

// A public key out of its numbers.
KeyPtr keyFrom(const char *type, OSSL_PARAM_BLD *builder)
{
    const Owned<OSSL_PARAM, &OSSL_PARAM_free> parameters(OSSL_PARAM_BLD_to_param(builder));
    const Owned<EVP_PKEY_CTX, &EVP_PKEY_CTX_free> maker(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY *made = nullptr;
    if (!parameters || !maker || EVP_PKEY_fromdata_init(maker.get()) != 1 ||
        EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return owned(made);
}

KeyPtr rsaKey(const QJsonObject &jwk)
{
    const auto modulus = member(jwk, u"n"_s);
    const auto exponent = member(jwk, u"e"_s);
    if (!modulus || !exponent || exponent->size() > maxExponentBytes || modulus->size() > maxRsaBits / 8 + 1)
        return nullptr;
    const Owned<BIGNUM, &BN_free> n(BN_bin2bn(bytesOf(*modulus), int(modulus->size()), nullptr));
    const Owned<BIGNUM, &BN_free> e(BN_bin2bn(bytesOf(*exponent), int(exponent->size()), nullptr));
    if (!n || !e || BN_num_bits(n.get()) < minRsaBits || BN_num_bits(n.get()) > maxRsaBits || !BN_is_odd(n.get()) || !BN_is_odd(e.get()) ||
        BN_is_one(e.get()))
        return nullptr;
    const Owned<OSSL_PARAM_BLD, &OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    if (!builder || !OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) ||
        !OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()))
        return nullptr;
    return keyFrom("RSA", builder.get());
}

KeyPtr p256Key(const QJsonObject &jwk)
{
    const auto x = member(jwk, u"x"_s);
    const auto y = member(jwk, u"y"_s);
    if (jwk.value(u"crv"_s) != u"P-256"_s || !x || !y || x->size() != coordinateBytes || y->size() != coordinateBytes)
        return nullptr;
    const QByteArray point = '\x04' + *x + *y; // uncompressed, SEC 1
    const Owned<OSSL_PARAM_BLD, &OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
    if (!builder || !OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) ||
        !OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), size_t(point.size())))
        return nullptr;
    KeyPtr key = keyFrom("EC", builder.get());
    // Whether the point lies on the curve.
    const Owned<EVP_PKEY_CTX, &EVP_PKEY_CTX_free> checker(key ? EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr) : nullptr);
    return checker && EVP_PKEY_public_check(checker.get()) == 1 ? key : nullptr;
}

KeyPtr ed25519Key(const QJsonObject &jwk)
{
    const auto x = member(jwk, u"x"_s);
    if (jwk.value(u"crv"_s) != u"Ed25519"_s || !x || x->size() != coordinateBytes)
        return nullptr;
    return owned(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(*x), size_t(x->size())));
}

// Null when it is for something else or no good.
std::optional<PublicKey> readKey(const QJsonObject &jwk)
{
    const auto isFor = [&](const QString &field, const QString &wanted) {
        return !jwk.contains(field) || jwk.value(field).toString() == wanted;
    };
    const bool mayVerify = !jwk.contains(u"key_ops"_s) || jwk.value(u"key_ops"_s).toArray().contains(u"verify"_s);
    const QString id = jwk.value(u"kid"_s).toString();
    if (!isFor(u"use"_s, u"sig"_s) || !mayVerify || id.size() > maxKeyIdChars)
        return std::nullopt;
    const QString type = jwk.value(u"kty"_s).toString();
    PublicKey key{id, Algorithm::Rs256, nullptr};
    if (type == u"RSA" && isFor(u"alg"_s, u"RS256"_s))
        key = {id, Algorithm::Rs256, rsaKey(jwk)};
    else if (type == u"EC" && isFor(u"alg"_s, u"ES256"_s))
        key = {id, Algorithm::Es256, p256Key(jwk)};
    else if (type == u"OKP" && isFor(u"alg"_s, u"EdDSA"_s))
        key = {id, Algorithm::EdDsa, ed25519Key(jwk)};
    return key.key ? std::optional(std::move(key)) : std::nullopt;
}

// r and s as 32 bytes each (RFC 7518, 3.4) in the DER form that OpenSSL wants; empty when they are no signature.
QByteArray derSignature(QByteArrayView signature)
{
    if (signature.size() != 2 * coordinateBytes)
        return {};
    const Owned<ECDSA_SIG, &ECDSA_SIG_free> pair(ECDSA_SIG_new());
    BIGNUM *r = BN_bin2bn(bytesOf(signature), coordinateBytes, nullptr);
    BIGNUM *s = BN_bin2bn(bytesOf(signature.sliced(coordinateBytes)), coordinateBytes, nullptr);
    if (!pair || !r || !s || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    unsigned char *der = nullptr;
    const int size = i2d_ECDSA_SIG(pair.get(), &der);
    const QByteArray result(reinterpret_cast<const char *>(der), std::max(size, 0));
    OPENSSL_free(der);
    return result;
}

} // namespace

std::optional<Algorithm> parseAlgorithm(QStringView name)
{
    if (name == u"RS256")
        return Algorithm::Rs256;
    if (name == u"ES256")
        return Algorithm::Es256;
    if (name == u"EdDSA")
        return Algorithm::EdDsa;
    return std::nullopt;
}

Result<KeySet> KeySet::parse(QByteArrayView json)
{
    const auto malformed = [] { return fail(ErrorKind::Invalid, u"key_set_malformed"_s, u"This is no JSON Web Key Set."_s); };
    const auto object = wire::parseObject(json, maxKeySetBytes);
    if (!object || !object->value(u"keys"_s).isArray())
        return malformed();
    const QJsonArray keys = object->value(u"keys"_s).toArray();
    if (keys.size() > maxKeys)
        return malformed();
    KeySet set;
    for (const QJsonValue jwk : keys) {
        if (auto key = readKey(jwk.toObject()))
            set.m_keys.append(std::move(*key));
    }
    return set;
}

const PublicKey *KeySet::find(const QString &id, Algorithm algorithm) const
{
    const PublicKey *found = nullptr;
    for (const PublicKey &key : m_keys) {
        if (key.algorithm != algorithm || (!id.isEmpty() && key.id != id))
            continue;
        if (found && id.isEmpty())
            return nullptr; // which of them?
        if (!found)
            found = &key;
    }
    return found;
}

bool verifySignature(const PublicKey &key, QByteArrayView data, QByteArrayView signature)
{
    const QByteArray raw = key.algorithm == Algorithm::Es256 ? derSignature(signature) : signature.toByteArray();
    const Owned<EVP_MD_CTX, &EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    const EVP_MD *digest = key.algorithm == Algorithm::EdDsa ? nullptr : EVP_sha256(); // Ed25519 hashes by itself
    return !raw.isEmpty() && context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key.key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytesOf(raw), size_t(raw.size()), bytesOf(data), size_t(data.size())) == 1;
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    auto decoded = QByteArray::fromBase64Encoding(text.toByteArray(), base64Url | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(base64Url);
}

} // namespace melody::oidc
