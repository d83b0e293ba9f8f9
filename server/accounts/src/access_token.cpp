// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "access_token.h"

#include <accounts/accounts.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

const QString issuer = u"melody"_s;
const QString audience = u"melody-api"_s;

qint64 secondsOf(TimePoint time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

TimePoint timeOf(const QJsonValue &seconds)
{
    return TimePoint(std::chrono::seconds(seconds.toInteger()));
}

} // namespace

QByteArray signAccessToken(const AccessClaims &claims, const tokens::SigningKey &key)
{
    QJsonObject payload{{u"iss"_s, issuer},
                        {u"aud"_s, audience},
                        {u"sub"_s, claims.principal.user.toString()},
                        {u"sid"_s, claims.principal.signIn.toString()},
                        {u"roles"_s, QJsonArray::fromStringList(roleNames(claims.principal.roles))},
                        {u"auth_time"_s, secondsOf(claims.principal.proved)},
                        {u"iat"_s, secondsOf(claims.issued)},
                        {u"exp"_s, secondsOf(claims.expires)}};
    if (claims.principal.child)
        payload.insert(u"child"_s, true);
    if (claims.principal.secondFactor)
        payload.insert(u"amr"_s, QJsonArray{u"mfa"_s}); // RFC 8176
    return tokens::signToken(payload, key);
}

Result<AccessClaims> openAccessToken(QByteArrayView token, const tokens::KeySet &keys)
{
    const auto payload = tokens::openToken(token, keys);
    if (!payload)
        return tl::unexpected(payload.error());
    const auto user = UserId::parse(payload->value(u"sub"_s).toString());
    const auto signIn = SignInId::parse(payload->value(u"sid"_s).toString());
    AccessClaims claims{{user.value_or(UserId()), signIn.value_or(SignInId()), http::Roles(), timeOf(payload->value(u"auth_time"_s)),
                         payload->value(u"child"_s).toBool(), payload->value(u"amr"_s).toArray().contains(u"mfa"_s)},
                        timeOf(payload->value(u"iat"_s)),
                        timeOf(payload->value(u"exp"_s))};
    if (payload->value(u"iss"_s) != issuer || payload->value(u"aud"_s) != audience || !user || !signIn || claims.issued <= TimePoint() ||
        claims.expires <= claims.issued)
        return fail(ErrorKind::Unauthenticated, u"token_invalid"_s, u"This access token is not valid."_s);
    for (const QJsonValue &name : payload->value(u"roles"_s).toArray()) {
        if (const auto role = parseRole(name.toString()))
            claims.principal.roles |= *role;
    }
    return claims;
}

} // namespace melody::accounts
