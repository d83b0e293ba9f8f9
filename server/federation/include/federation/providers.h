// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The identity providers that this server trusts, as its operator configured them (docs/identity.md).
#pragma once

#include <http/message.h>
#include <oidc/provider.h>

namespace melody::federation {

struct ProviderConfig {
    QString id;   // a word of a-z, 0-9, _ and -
    QString name; // for people
    oidc::ProviderOptions protocol;
    // Whose people it speaks for, in lower case and ASCII form. Somebody with a verified address there gets an account when they first
    // sign in, and finds the provider by that address. Empty: open to everybody (a social provider), and listed for everybody.
    QStringList domains;
    bool signUp = false;               // makes accounts for addresses of any domain
    QString groupsClaim;               // where the groups stand
    QHash<QString, http::Roles> roles; // by group
};

// Reads the JSON file and the secrets that it names. Invalid ("invalid_config") with every mistake, a line each in `detail`.
[[nodiscard]] Result<QList<ProviderConfig>> loadProviders(const QString &file);

// The domain of an e-mail address, as in ProviderConfig::domains; empty when there is none.
[[nodiscard]] QString domainOf(const QString &email);

} // namespace melody::federation
