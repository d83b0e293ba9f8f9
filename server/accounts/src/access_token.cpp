// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "access_token.h"

#include <accounts/accounts.h>

#include <QtCore/QJsonDocument>

#include <sodium.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxTokenLength = 2048;
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

const QByteArray &encodedHeader()
{
    static const QByteArray header = QByteArray(R"({"alg":"EdDSA","typ":"JWT"})").toBase64(base64Url);
    return header;
}

tl::unexpected<Error> invalidToken()
{
    return fail(ErrorKind::Unauthenticated, u"token_invalid"_s, u"This access token is not valid."_s);
}

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

qint64 secondsOf(TimePoint time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::optional<QByteArray> decoded(QByteArrayView part)
{
    auto result = QByteArray::fromBase64Encoding(part.toByteArray(), base64Url | QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(std::move(*result)) : std::nullopt;
}

} // namespace

Result<TokenKeys> TokenKeys::fromSeed(QByteArrayView seed)
{
    if (seed.size() != tokenSeedBytes || sodium_init() < 0)
        return fail(ErrorKind::Invalid, u"token_seed"_s, u"The key that signs access tokens must be 32 bytes."_s);
    TokenKeys keys{QByteArray(crypto_sign_PUBLICKEYBYTES, '\0'), QByteArray(crypto_sign_SECRETKEYBYTES, '\0')};
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char *>(keys.publicKey.data()),
                             reinterpret_cast<unsigned char *>(keys.secretKey.data()), bytesOf(seed));
    return keys;
}

QByteArray signAccessToken(const AccessClaims &claims, const TokenKeys &keys)
{
    QJsonObject payload{{u"iss"_s, u"melody"_s},
                        {u"sub"_s, claims.principal.user.toString()},
                        {u"sid"_s, claims.principal.signIn.toString()},
                        {u"roles"_s, QJsonArray::fromStringList(roleNames(claims.principal.roles))},
                        {u"iat"_s, secondsOf(claims.issued)},
                        {u"exp"_s, secondsOf(claims.expires)}};
    if (claims.principal.child)
        payload.insert(u"child"_s, true);
    QByteArray token = encodedHeader() + '.' + QJsonDocument(payload).toJson(QJsonDocument::Compact).toBase64(base64Url);
    QByteArray signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, bytesOf(token), quint64(token.size()),
                         bytesOf(keys.secretKey));
    return token + '.' + signature.toBase64(base64Url);
}

Result<AccessClaims> openAccessToken(QByteArrayView token, const TokenKeys &keys)
{
    const QByteArray &header = encodedHeader();
    const qsizetype lastDot = token.lastIndexOf('.');
    if (token.size() > maxTokenLength || !token.startsWith(header) || lastDot <= header.size() || token[header.size()] != '.')
        return invalidToken();
    const auto signature = decoded(token.sliced(lastDot + 1));
    if (!signature || signature->size() != crypto_sign_BYTES ||
        crypto_sign_verify_detached(bytesOf(*signature), bytesOf(token), quint64(lastDot), bytesOf(keys.publicKey)) != 0)
        return invalidToken();

    const auto json = decoded(token.sliced(header.size() + 1, lastDot - header.size() - 1));
    const QJsonObject payload = json ? QJsonDocument::fromJson(*json).object() : QJsonObject();
    const auto user = UserId::parse(payload.value(u"sub"_s).toString());
    const auto signIn = SignInId::parse(payload.value(u"sid"_s).toString());
    const qint64 issued = payload.value(u"iat"_s).toInteger();
    const qint64 expires = payload.value(u"exp"_s).toInteger();
    if (payload.value(u"iss"_s) != u"melody"_s || !user || !signIn || issued <= 0 || expires <= issued)
        return invalidToken();
    AccessClaims claims{{*user, *signIn, http::Roles(), TimePoint(std::chrono::seconds(issued)), payload.value(u"child"_s).toBool()},
                        TimePoint(std::chrono::seconds(issued)),
                        TimePoint(std::chrono::seconds(expires))};
    for (const QJsonValue &name : payload.value(u"roles"_s).toArray()) {
        if (const auto role = parseRole(name.toString()))
            claims.principal.roles |= *role;
    }
    return claims;
}

} // namespace melody::accounts
