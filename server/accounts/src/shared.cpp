// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shared.h"

#include <accounts/email.h>

namespace melody::accounts {

using namespace Qt::StringLiterals;

Shared::Shared(const Parts &given, const Options &chosen)
    : parts(given), options(chosen), store(given.database), hasher(chosen.passwords),
      throttle(given.database, given.clock, given.telemetry),
      keys(tokens::createKeyRing(given.database, given.masterKey, given.clock, {.tokenLifetime = chosen.accessLifetime})),
      gate(*keys, given.clock, chosen.accessLifetime), vault(given.masterKey, "accounts")
{
}

void Shared::write(db::Transaction &transaction, Letter letter, const wire::Profile &reader, const QString &token) const
{
    if (!parts.mailer)
        return;
    const QString key = u"account:"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    // An address that no mail can reach must not undo the change that the mail tells of.
    (void)parts.mailer->enqueue(transaction, writeLetter(letter, reader, key, token), now());
}

QList<throttle::Subject> Shared::guessing(const QString &email, const http::Request &request)
{
    // One account: below a hundred guesses an hour, and its owner never waits longer than a minute. One address tries many accounts.
    return {{u"account"_s, normaliseEmail(email).value_or(email), {.free = 5, .longest = std::chrono::minutes(1)}},
            {u"address"_s, QString::fromLatin1(request.remoteAddress), {.free = 30, .longest = std::chrono::minutes(15)}}};
}

Result<wire::SignedIn> Shared::tokensOf(const UserId &user, const IssuedSignIn &issued)
{
    const auto key = keys->signingKey();
    if (!key)
        return tl::unexpected(key.error());
    const TimePoint at = now();
    const AccessClaims claims{
        {user, issued.signIn, issued.roles, issued.proved, issued.child, issued.secondFactor}, at, at + options.accessLifetime};
    return wire::SignedIn{user, QString::fromLatin1(signAccessToken(claims, *key)), options.accessLifetime.count(),
                          issued.refresh.toString()};
}

http::Response accepted()
{
    return http::Response::json(QJsonObject{{u"status"_s, u"accepted"_s}}, 202);
}

http::Response privately(http::Response response)
{
    response.headers.emplaceBack("Cache-Control", "no-store");
    return response;
}

} // namespace melody::accounts
