// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store.h"

#include <accounts/sql.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

db::Actor as(const UserId &user)
{
    return {"melody_accounts", user};
}

tl::unexpected<Error> noAccount()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such account."_s);
}

Result<StoredAccount> readAccount(db::Transaction &transaction, const UserId &user)
{
    const auto row = transaction.exec(sql::account, {user}).first();
    if (!row)
        return noAccount();
    StoredAccount account;
    for (const QJsonValue &name : row->get<QJsonArray>("roles")) {
        if (const auto role = parseRole(name.toString()))
            account.roles |= *role;
    }
    account.profile = {user, row->get<QString>("email"), row->get<QString>("display_name"), row->get<QString>("language"),
                       roleNames(account.roles)};
    account.passwordHash = row->get<QString>("password_hash");
    return account;
}

RefreshToken issueRefreshToken(db::Transaction &transaction, const UserId &user, const SignInId &signIn, TimePoint now,
                               std::chrono::milliseconds lifetime)
{
    const auto token = RefreshToken::create(user, signIn);
    transaction.exec(sql::insertRefreshToken, {user, token.hash(), signIn, now, now + lifetime});
    return token;
}

// True when it was revoked by this call.
bool revoke(db::Transaction &transaction, const UserId &user, const SignInId &signIn, TimePoint now, const QString &because)
{
    if (transaction.exec(sql::revokeSignIn, {user, signIn, now, because}).affected() == 0)
        return false;
    events::publish(transaction,
                    {EventId::create(now), u"sign_in_revoked"_s, signIn.toString(), QJsonObject{{u"because"_s, because}}, {}, now});
    return true;
}

} // namespace

Result<bool> Store::create(const UserId &user, const wire::SignUpRequest &request, const QString &emailNormalised,
                           const QString &passwordHash, TimePoint now)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<bool> {
        if (transaction.exec(sql::claimEmail, {emailNormalised, user, now}).affected() == 0)
            return false;
        transaction.exec(sql::insertAccount, {user, request.email.trimmed(), request.displayName, request.language, passwordHash, now});
        events::publish(transaction, {EventId::create(now), u"account_created"_s, user.toString(), {}, {}, now});
        return true;
    });
}

Result<std::optional<UserId>> Store::userByEmail(const QString &emailNormalised)
{
    return m_database.run({"melody_accounts"}, [&](db::Transaction &transaction) -> Result<std::optional<UserId>> {
        const auto row = transaction.exec(sql::userByEmail, {emailNormalised}).first();
        return row ? std::optional(row->get<UserId>("user_id")) : std::nullopt;
    });
}

Result<StoredAccount> Store::account(const UserId &user)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) { return readAccount(transaction, user); });
}

Result<void> Store::setPasswordHash(const UserId &user, const QString &passwordHash)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::setPasswordHash, {user, passwordHash});
        return {};
    });
}

Result<void> Store::grantRoles(const UserId &user, http::Roles roles, TimePoint now)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        for (const QString &role : roleNames(roles & ~http::Roles(http::Role::Anonymous | http::Role::Listener)))
            transaction.exec(sql::grantRole, {user, role, now});
        return {};
    });
}

Result<IssuedSignIn> Store::signIn(const StoredAccount &account, const wire::SignInRequest &request, TimePoint now,
                                   std::chrono::milliseconds refreshLifetime)
{
    const UserId user = account.profile.id;
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<IssuedSignIn> {
        const auto signIn = SignInId::create(now);
        transaction.exec(sql::insertSignIn, {user, signIn, request.deviceName, request.devicePublicKey, now});
        return IssuedSignIn{signIn, issueRefreshToken(transaction, user, signIn, now, refreshLifetime), account.roles, account.child()};
    });
}

Result<IssuedSignIn> Store::refresh(const RefreshToken &token, TimePoint now, std::chrono::milliseconds refreshLifetime, bool *revoked)
{
    *revoked = false;
    using Answer = std::optional<IssuedSignIn>; // nothing: refused, and what was revoked must be committed
    const auto answer = m_database.run(as(token.user), [&](db::Transaction &transaction) -> Result<Answer> {
        const auto signIn = transaction.exec(sql::lockSignIn, {token.user, token.signIn}).first();
        const auto stored = transaction.exec(sql::refreshToken, {token.user, token.hash()}).first();
        if (!signIn || !stored || signIn->get<bool>("revoked") || stored->get<SignInId>("sign_in_id") != token.signIn)
            return Answer();
        if (stored->get<bool>("used")) {
            *revoked = revoke(transaction, token.user, token.signIn, now, u"refresh_token_reused"_s);
            return Answer();
        }
        const auto account = readAccount(transaction, token.user);
        if (!account || stored->get<TimePoint>("expires_at") <= now)
            return Answer();
        transaction.exec(sql::useRefreshToken, {token.user, token.hash(), now});
        transaction.exec(sql::touchSignIn, {token.user, token.signIn, now});
        return Answer({token.signIn, issueRefreshToken(transaction, token.user, token.signIn, now, refreshLifetime), account->roles,
                       account->child()});
    });
    if (!answer)
        return tl::unexpected(answer.error());
    if (!*answer)
        return fail(ErrorKind::Unauthenticated, u"refresh_token_invalid"_s, u"Sign in again."_s);
    return **answer;
}

Result<void> Store::signOut(const UserId &user, const SignInId &signIn, TimePoint now)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        revoke(transaction, user, signIn, now, u"signed_out"_s);
        return {};
    });
}

} // namespace melody::accounts
