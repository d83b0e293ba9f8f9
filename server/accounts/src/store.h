// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reads and writes of accounts. No password is hashed while a connection is held.
#pragma once

#include <accounts/refresh_token.h>
#include <accounts/sign_ins.h>

#include <accounts/accounts.h>
#include <wire/identity.h>

namespace melody::accounts {

struct StoredAccount {
    wire::Profile profile;
    QString passwordHash;
    http::Roles roles = http::Role::Listener;
    bool child = false;
};

// A sign-in as it was made or refreshed.
struct IssuedSignIn {
    SignInId signIn;
    RefreshToken refresh;
    http::Roles roles;
    TimePoint proved{};
    bool child = false;
    bool secondFactor = false; // it has shown it
};

struct NewDevice {
    QString name;
    QByteArray publicKey;
    QString country;           // empty: nobody knows
    bool secondFactor = false; // shown on the way in
};

// In a transaction of the user.
[[nodiscard]] Result<StoredAccount> readAccount(db::Transaction &transaction, const UserId &user);
[[nodiscard]] IssuedSignIn insertSignIn(db::Transaction &transaction, const StoredAccount &account, const NewDevice &device, TimePoint now,
                                        std::chrono::milliseconds refreshLifetime);
// True when it was revoked by this call.
bool revokeSignIn(db::Transaction &transaction, const UserId &user, const SignInId &signIn, TimePoint now, const QString &because);
void publishChange(db::Transaction &transaction, const UserId &user, TimePoint now);

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
    // Of the account with this address; nothing when there is none.
    [[nodiscard]] Result<std::optional<StoredAccount>> accountByEmail(const QString &emailNormalised);
    // Of the same password, with today's parameters. False: another one was chosen meanwhile, and stays.
    [[nodiscard]] Result<bool> renewPasswordHash(const UserId &user, const QString &was, const QString &passwordHash);
    // The address counts as confirmed: an operator vouches for it. `also` runs in the same transaction.
    [[nodiscard]] Result<void> vouchFor(const UserId &user, TimePoint now, const std::function<void(db::Transaction &)> &also);

    struct Refreshed {
        std::optional<IssuedSignIn> issued; // nothing: refused
        bool revoked = false;               // by this call: somebody used a token twice, so somebody has a copy
        bool reused = false;                // by this call or one before it
    };
    // Replaces a refresh token by a new one. `attempt` is what the device sends along, empty if nothing: the same again, and a token
    // that was used is replaced once more, unless its successor was used, too. `onReuse` runs in the transaction that revokes the sign-in.
    [[nodiscard]] Result<Refreshed> refresh(const RefreshToken &token, const QString &attempt, const QString &country, TimePoint now,
                                            std::chrono::milliseconds refreshLifetime,
                                            const std::function<void(db::Transaction &, const StoredAccount &)> &onReuse);
    // False when there is no such sign-in, or none that is open.
    [[nodiscard]] Result<bool> signOut(const UserId &user, const SignInId &signIn, TimePoint now);

private:
    db::Database &m_database;
};

} // namespace melody::accounts
