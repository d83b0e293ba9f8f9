// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reads and writes of accounts. No password is hashed while a connection is held.
#pragma once

#include "refresh_token.h"

#include <accounts/accounts.h>

namespace melody::accounts {

struct StoredAccount {
    wire::Profile profile;
    QString passwordHash;
    http::Roles roles = http::Role::Listener;
    [[nodiscard]] bool child() const { return profile.email.isEmpty(); } // who has no e-mail address is a child of a family
};

// A sign-in as it was made or refreshed.
struct IssuedSignIn {
    SignInId signIn;
    RefreshToken refresh;
    http::Roles roles;
    bool child = false;
};

// Thread: any.
class Store {
public:
    explicit Store(db::Database &database) : m_database(database) {}

    // False when the e-mail address belongs to somebody already.
    [[nodiscard]] Result<bool> create(const UserId &user, const wire::SignUpRequest &request, const QString &emailNormalised,
                                      const QString &passwordHash, TimePoint now);
    [[nodiscard]] Result<std::optional<UserId>> userByEmail(const QString &emailNormalised);
    // NotFound when there is no such account.
    [[nodiscard]] Result<StoredAccount> account(const UserId &user);
    [[nodiscard]] Result<void> setPasswordHash(const UserId &user, const QString &passwordHash);
    [[nodiscard]] Result<void> grantRoles(const UserId &user, http::Roles roles, TimePoint now);

    [[nodiscard]] Result<IssuedSignIn> signIn(const StoredAccount &account, const wire::SignInRequest &request, TimePoint now,
                                              std::chrono::milliseconds refreshLifetime);
    // Replaces a refresh token by a new one. A token that was used before revokes the whole sign-in (somebody has a copy).
    // Unauthenticated ("refresh_token_invalid"); `revoked` is set when this call revoked it.
    [[nodiscard]] Result<IssuedSignIn> refresh(const RefreshToken &token, TimePoint now, std::chrono::milliseconds refreshLifetime,
                                               bool *revoked);
    [[nodiscard]] Result<void> signOut(const UserId &user, const SignInId &signIn, TimePoint now);

private:
    db::Database &m_database;
};

} // namespace melody::accounts
