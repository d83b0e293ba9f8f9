// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tokens/key_ring.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>

#include <sodium.h>

namespace melody::tokens {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxTokenLength = 2048;
constexpr qsizetype seedBytes = crypto_sign_SEEDBYTES;
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

tl::unexpected<Error> invalidToken()
{
    return fail(ErrorKind::Unauthenticated, u"token_invalid"_s, u"This access token is not valid."_s);
}

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

std::optional<QByteArray> decoded(QByteArrayView part)
{
    auto result = QByteArray::fromBase64Encoding(part.toByteArray(), base64Url | QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(std::move(*result)) : std::nullopt;
}

QByteArray headerOf(const QByteArray &kid)
{
    return QByteArray("{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\",\"typ\":\"JWT\"}").toBase64(base64Url);
}

} // namespace

Result<SigningKey> SigningKey::fromSeed(QByteArrayView seed, TimePoint signsFrom)
{
    if (seed.size() != seedBytes || sodium_init() < 0)
        return fail(ErrorKind::Invalid, u"token_seed"_s, u"The key that signs access tokens must be 32 bytes."_s);
    SigningKey key{{}, QByteArray(crypto_sign_PUBLICKEYBYTES, '\0'), QByteArray(crypto_sign_SECRETKEYBYTES, '\0'), signsFrom};
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char *>(key.publicKey.data()),
                             reinterpret_cast<unsigned char *>(key.secretKey.data()), bytesOf(seed));
    const QByteArray jwk = R"({"crv":"Ed25519","kty":"OKP","x":")" + key.publicKey.toBase64(base64Url) + R"("})";
    key.kid = QCryptographicHash::hash(jwk, QCryptographicHash::Sha256).toBase64(base64Url);
    return key;
}

KeyPlan planKeys(const KeySet &keys, TimePoint now, const Rotation &rotation)
{
    KeyPlan plan;
    if (keys.empty())
        plan.makeOneThatSignsFrom = now;
    else if (keys.front().signsFrom + rotation.every <= now)
        plan.makeOneThatSignsFrom = now + rotation.publishedAhead;
    // A key signed its last token when the next newer one began.
    for (size_t i = 1; i < keys.size(); ++i) {
        if (keys[i - 1].signsFrom + rotation.tokenLifetime + rotation.publishedAhead <= now)
            plan.remove.append(keys[i].kid);
    }
    return plan;
}

const SigningKey *keyThatSigns(const KeySet &keys, TimePoint now)
{
    const auto found = std::find_if(keys.begin(), keys.end(), [now](const SigningKey &key) { return key.signsFrom <= now; });
    return found == keys.end() ? nullptr : &*found;
}

QByteArray signToken(const QJsonObject &payload, const SigningKey &key)
{
    const QByteArray token = headerOf(key.kid) + '.' + QJsonDocument(payload).toJson(QJsonDocument::Compact).toBase64(base64Url);
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, bytesOf(token), quint64(token.size()),
                         bytesOf(key.secretKey));
    return token + '.' + signature.toBase64(base64Url);
}

Result<QJsonObject> openToken(QByteArrayView token, const KeySet &keys)
{
    const qsizetype firstDot = token.indexOf('.');
    const qsizetype lastDot = token.lastIndexOf('.');
    if (token.size() > maxTokenLength || firstDot < 1 || lastDot <= firstDot)
        return invalidToken();
    const QByteArrayView header = token.first(firstDot);
    const auto key = std::find_if(keys.begin(), keys.end(), [header](const SigningKey &each) { return headerOf(each.kid) == header; });
    const auto signature = decoded(token.sliced(lastDot + 1));
    if (key == keys.end() || !signature || signature->size() != crypto_sign_BYTES ||
        crypto_sign_verify_detached(bytesOf(*signature), bytesOf(token), quint64(lastDot), bytesOf(key->publicKey)) != 0)
        return invalidToken();
    const auto json = decoded(token.sliced(firstDot + 1, lastDot - firstDot - 1));
    const QJsonDocument document = json ? QJsonDocument::fromJson(*json) : QJsonDocument();
    if (!document.isObject())
        return invalidToken();
    return document.object();
}

QJsonObject publicKeys(const KeySet &keys)
{
    QJsonArray list;
    for (const SigningKey &key : keys) {
        list.append(QJsonObject{{u"kty"_s, u"OKP"_s},
                                {u"crv"_s, u"Ed25519"_s},
                                {u"x"_s, QString::fromLatin1(key.publicKey.toBase64(base64Url))},
                                {u"kid"_s, QString::fromLatin1(key.kid)},
                                {u"use"_s, u"sig"_s},
                                {u"alg"_s, u"EdDSA"_s}});
    }
    return {{u"keys"_s, list}};
}

} // namespace melody::tokens
