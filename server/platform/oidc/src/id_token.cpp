// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <oidc/id_token.h>

#include <wire/json.h>

#include <QtCore/QCryptographicHash>

namespace melody::oidc {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::minutes leeway{2};
constexpr std::chrono::minutes maxAge{10};
constexpr qsizetype maxSubjectChars = 255; // OpenID Connect Core, 2: ASCII

tl::unexpected<Error> refuse(const QString &code, const QString &detail)
{
    return fail(ErrorKind::Unauthenticated, u"id_token_"_s + code, detail);
}

struct Parts {
    QJsonObject header;
    QJsonObject claims;
    QByteArrayView signedText;
    QByteArray signature;
};

std::optional<QJsonObject> objectIn(QByteArrayView part)
{
    const auto text = fromBase64Url(part);
    const auto object = text ? wire::parseObject(*text, maxIdTokenBytes) : Result<QJsonObject>(tl::unexpected(Error()));
    return object ? std::optional(*object) : std::nullopt;
}

// The JWS compact form, RFC 7515, 7.1.
std::optional<Parts> split(QByteArrayView token)
{
    const qsizetype first = token.indexOf('.');
    const qsizetype last = token.lastIndexOf('.');
    if (token.size() > maxIdTokenBytes || first < 0 || last <= first || token.sliced(first + 1, last - first - 1).contains('.'))
        return std::nullopt;
    auto header = objectIn(token.first(first));
    auto claims = objectIn(token.sliced(first + 1, last - first - 1));
    auto signature = fromBase64Url(token.sliced(last + 1));
    if (!header || !claims || !signature)
        return std::nullopt;
    return Parts{std::move(*header), std::move(*claims), token.first(last), std::move(*signature)};
}

Result<Algorithm> algorithmOf(const QJsonObject &header)
{
    const auto algorithm = parseAlgorithm(header.value(u"alg"_s).toString());
    if (!algorithm)
        return refuse(u"algorithm"_s, u"The token is not signed with RS256, ES256 or EdDSA."_s);
    // RFC 7515, 4.1.11: what must be understood and isn't.
    if (header.contains(u"crit"_s))
        return refuse(u"malformed"_s, u"The token's header asks for an extension."_s);
    return *algorithm;
}

bool isFor(const QJsonObject &claims, const QString &clientId)
{
    const QJsonValue audience = claims.value(u"aud"_s);
    const QJsonArray all = audience.isArray() ? audience.toArray() : QJsonArray{audience};
    if (!all.contains(clientId))
        return false;
    // Meant for others, too: then it must say that we asked for it.
    const QJsonValue party = claims.value(u"azp"_s);
    return party.isUndefined() ? all.size() == 1 : party == clientId;
}

// A NumericDate (RFC 7519, 2): seconds, maybe with a fraction.
std::optional<TimePoint> timeOf(const QJsonValue &value)
{
    constexpr double latest = 253'402'300'799; // the year 9999
    const double seconds = value.toDouble(-1);
    if (!value.isDouble() || seconds < 0 || seconds > latest)
        return std::nullopt;
    return TimePoint(std::chrono::milliseconds(qint64(seconds * 1000)));
}

Result<void> checkTimes(const QJsonObject &claims, TimePoint now)
{
    const auto expires = timeOf(claims.value(u"exp"_s));
    if (!expires || *expires + leeway <= now)
        return refuse(u"expired"_s, u"The token has expired, or doesn't say when it does."_s);
    const auto issued = timeOf(claims.value(u"iat"_s));
    if (!issued || *issued > now + leeway || *issued + maxAge + leeway < now)
        return refuse(u"time"_s, u"The token was not made just now."_s);
    if (claims.contains(u"nbf"_s)) {
        const auto begins = timeOf(claims.value(u"nbf"_s));
        if (!begins || *begins > now + leeway)
            return refuse(u"time"_s, u"The token is not valid yet."_s);
    }
    return {};
}

// OpenID Connect Core, 3.1.3.6: the left half of the hash that goes with the algorithm (SHA-512 with Ed25519, RFC 8032).
bool isHashOf(const QJsonValue &value, const QByteArray &accessToken, Algorithm algorithm)
{
    const auto method = algorithm == Algorithm::EdDsa ? QCryptographicHash::Sha512 : QCryptographicHash::Sha256;
    const QByteArray hash = QCryptographicHash::hash(accessToken, method);
    return value.toString().toLatin1() == toBase64Url(hash.first(hash.size() / 2));
}

bool isSubject(const QString &subject)
{
    return !subject.isEmpty() && subject.size() <= maxSubjectChars &&
           std::all_of(subject.begin(), subject.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

Result<void> checkClaims(const QJsonObject &claims, Algorithm algorithm, const Expected &expected)
{
    if (claims.value(u"iss"_s) != expected.issuer)
        return refuse(u"issuer"_s, u"The token comes from another issuer."_s);
    if (!isFor(claims, expected.clientId))
        return refuse(u"audience"_s, u"The token is for another client."_s);
    if (!isSubject(claims.value(u"sub"_s).toString()))
        return refuse(u"subject"_s, u"The token doesn't say who."_s);
    if (const auto times = checkTimes(claims, expected.now); !times)
        return times;
    if (expected.nonce.isEmpty() || claims.value(u"nonce"_s) != expected.nonce)
        return refuse(u"nonce"_s, u"The token belongs to another sign-in."_s);
    if (claims.contains(u"at_hash"_s) && !isHashOf(claims.value(u"at_hash"_s), expected.accessToken, algorithm))
        return refuse(u"at_hash"_s, u"The token belongs to another access token."_s);
    return {};
}

} // namespace

Result<QJsonObject> verifyIdToken(QByteArrayView token, const KeySet &keys, const Expected &expected)
{
    const auto parts = split(token);
    if (!parts)
        return refuse(u"malformed"_s, u"This is no signed token."_s);
    const auto algorithm = algorithmOf(parts->header);
    if (!algorithm)
        return tl::unexpected(algorithm.error());
    const PublicKey *key = keys.find(parts->header.value(u"kid"_s).toString(), *algorithm);
    if (!key)
        return refuse(u"key_unknown"_s, u"The token is signed with a key that the provider doesn't publish."_s);
    if (!verifySignature(*key, parts->signedText, parts->signature))
        return refuse(u"signature"_s, u"The token's signature is wrong."_s);
    if (const auto good = checkClaims(parts->claims, *algorithm, expected); !good)
        return tl::unexpected(good.error());
    return parts->claims;
}

} // namespace melody::oidc
