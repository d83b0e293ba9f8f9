// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the parts of the service share.
#pragma once

#include "mails.h"
#include "store.h"
#include "token_gate.h"

#include <secrets/vault.h>
#include <throttle/throttle.h>

namespace melody::accounts {

struct Shared {
    Shared(const Parts &given, const Options &chosen);

    // Written in the transaction that it tells of; does nothing without a mailer. `token` also makes it a mail of its own.
    void write(db::Transaction &transaction, Letter letter, const wire::Profile &reader, const QString &token = {}) const;
    // Whose guesses are counted for an attempt on the account with this address.
    [[nodiscard]] static QList<throttle::Subject> guessing(const QString &email, const http::Request &request);
    // The tokens of a device; in those of a proof the refresh token is none.
    [[nodiscard]] Result<wire::SignedIn> tokensOf(const UserId &user, const IssuedSignIn &issued);

    [[nodiscard]] QString countryOf(const QByteArray &remoteAddress) const
    {
        return parts.countryOf ? parts.countryOf(remoteAddress) : QString();
    }

    Parts parts;
    Options options;
    Store store;
    passwords::Hasher hasher;
    throttle::Throttle throttle;
    std::unique_ptr<tokens::KeyRing> keys;
    TokenGate gate;
    secrets::Vault vault;

    [[nodiscard]] TimePoint now() const { return parts.clock.now(); }
};

// A row's handler out of a member function.
template<typename Part>
http::Handler by(Part *part, Result<http::Response> (Part::*handler)(const http::Request &))
{
    return [part, handler](const http::Request &request) { return (part->*handler)(request); };
}

// The body of a request as `parse` reads it.
template<typename T>
Result<T> bodyOf(const http::Request &request, Result<T> (*parse)(const QJsonObject &))
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    return parse(*json);
}

[[nodiscard]] http::Response accepted();
// A response that no cache may keep.
[[nodiscard]] http::Response privately(http::Response response);

} // namespace melody::accounts
