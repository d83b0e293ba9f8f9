// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store.h"

#include <accounts/sql.h>

#include <QtCore/QCryptographicHash>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::days signInsKept{366}; // after their last use; docs/data.md

tl::unexpected<Error> noAccount()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such account."_s);
}

RefreshToken issueRefreshToken(db::Transaction &transaction, const UserId &user, const SignInId &signIn, TimePoint now,
                               std::chrono::milliseconds lifetime)
{
    const auto token = RefreshToken::create(user, signIn);
    transaction.exec(sql::insertRefreshToken, {user, token.hash(), signIn, now, now + lifetime});
    return token;
}

QByteArray hashOfAttempt(const QString &attempt)
{
    return QCryptographicHash::hash(attempt.toUtf8(), QCryptographicHash::Sha256);
}

// The answer to this attempt was lost: its token is worth nothing from now on.
bool takeBack(db::Transaction &transaction, const UserId &user, const db::Row &used, const QString &attempt, TimePoint now)
{
    const auto next = used.get<std::optional<QByteArray>>("next_hash");
    return !attempt.isEmpty() && next && used.get<std::optional<QByteArray>>("attempt_hash") == hashOfAttempt(attempt) &&
           transaction.exec(sql::takeBackRefreshToken, {user, *next, now}).affected() == 1;
}

} // namespace

db::Actor actorOf(const UserId &user)
{
    return {"melody_accounts", user};
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
    account.profile = {user,
                       row->get<QString>("email"),
                       row->get<QString>("display_name"),
                       row->get<QString>("language"),
                       roleNames(account.roles),
                       row->get<bool>("email_confirmed"),
                       row->get<bool>("second_factor"),
                       row->get<std::optional<ImageId>>("avatar").value_or(ImageId()),
                       row->get<QString>("payment_country"),
                       row->get<QString>("birth_date"),
                       row->get<bool>("listening_visible"),
                       row->get<qint64>("version"),
                       int(row->get<qint64>("recovery_codes_left"))};
    account.passwordHash = row->get<QString>("password_hash");
    account.child = account.profile.email.isEmpty(); // who has no address is a child of a family
    return account;
}

IssuedSignIn insertSignIn(db::Transaction &transaction, const StoredAccount &account, const NewDevice &device, TimePoint now,
                          std::chrono::milliseconds refreshLifetime)
{
    const UserId user = account.profile.id;
    transaction.exec(sql::forgetRefreshTokens, {user, now});
    transaction.exec(sql::forgetSignIns, {user, now - signInsKept});
    const auto signIn = SignInId::create(now);
    transaction.exec(sql::insertSignIn, {user, signIn, device.name, device.publicKey, now, device.country, device.secondFactor});
    return {
        signIn, issueRefreshToken(transaction, user, signIn, now, refreshLifetime), account.roles, now, account.child, device.secondFactor};
}

bool revokeSignIn(db::Transaction &transaction, const UserId &user, const SignInId &signIn, TimePoint now, const QString &because)
{
    if (transaction.exec(sql::revokeSignIn, {user, signIn, now, because}).affected() == 0)
        return false;
    events::publish(transaction,
                    {EventId::create(now), u"sign_in_revoked"_s, signIn.toString(), QJsonObject{{u"because"_s, because}}, {}, now});
    return true;
}

QList<SignInId> revokeSignIns(db::Transaction &transaction, const UserId &user, const std::optional<SignInId> &keep, TimePoint now,
                              const QString &because)
{
    QList<SignInId> revoked;
    for (const db::Row row : transaction.exec(sql::openSignIns, {user})) {
        const auto signIn = row.get<SignInId>("sign_in_id");
        if (signIn != keep && revokeSignIn(transaction, user, signIn, now, because))
            revoked.append(signIn);
    }
    return revoked;
}

void publishChange(db::Transaction &transaction, const UserId &user, TimePoint now)
{
    events::publish(transaction, {EventId::create(now), u"account_changed"_s, user.toString(), {}, {}, now});
}

Result<bool> Store::create(const UserId &user, const wire::SignUpRequest &request, const QString &emailNormalised,
                           const QString &passwordHash, TimePoint now)
{
    return m_database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<bool> {
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
    return m_database.run(actorOf(user), [&](db::Transaction &transaction) { return readAccount(transaction, user); });
}

Result<bool> Store::renewPasswordHash(const UserId &user, const QString &was, const QString &passwordHash)
{
    return m_database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<bool> {
        return transaction.exec(sql::renewPasswordHash, {user, was, passwordHash}).affected() == 1;
    });
}

Result<std::optional<StoredAccount>> Store::accountByEmail(const QString &emailNormalised)
{
    const auto user = userByEmail(emailNormalised);
    if (!user)
        return tl::unexpected(user.error());
    // As much work when there is nobody: time must not tell.
    auto stored = account(user->value_or(UserId(QUuid::createUuid())));
    if (!stored && stored.error().kind != ErrorKind::NotFound)
        return tl::unexpected(stored.error());
    return stored ? std::optional(std::move(*stored)) : std::nullopt;
}

Result<void> Store::vouchFor(const UserId &user, TimePoint now, const std::function<void(db::Transaction &)> &also)
{
    return m_database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::confirmEmail, {user, now});
        also(transaction);
        return {};
    });
}

Result<Store::Refreshed> Store::refresh(const RefreshToken &token, const QString &attempt, const QString &country, TimePoint now,
                                        std::chrono::milliseconds refreshLifetime,
                                        const std::function<void(db::Transaction &, const StoredAccount &)> &onReuse)
{
    return m_database.run(actorOf(token.user), [&](db::Transaction &transaction) -> Result<Refreshed> {
        const auto signIn = transaction.exec(sql::lockSignIn, {token.user, token.signIn}).first();
        const auto stored = transaction.exec(sql::refreshToken, {token.user, token.hash()}).first();
        if (!signIn || !stored || stored->get<SignInId>("sign_in_id") != token.signIn)
            return Refreshed();
        if (signIn->get<bool>("revoked"))
            return Refreshed{{}, false, signIn->get<bool>("reused")};
        const auto account = readAccount(transaction, token.user);
        if (stored->get<bool>("used") && !takeBack(transaction, token.user, *stored, attempt, now)) {
            const bool revoked = revokeSignIn(transaction, token.user, token.signIn, now, u"refresh_token_reused"_s);
            if (revoked && account)
                onReuse(transaction, *account);
            return Refreshed{{}, revoked, true};
        }
        if (!account || stored->get<TimePoint>("expires_at") <= now)
            return Refreshed();
        const auto next = issueRefreshToken(transaction, token.user, token.signIn, now, refreshLifetime);
        const auto sent = attempt.isEmpty() ? std::nullopt : std::optional(hashOfAttempt(attempt));
        transaction.exec(sql::useRefreshToken, {token.user, token.hash(), now, sent, next.hash()});
        transaction.exec(sql::touchSignIn, {token.user, token.signIn, now, country});
        const bool shown = account->profile.secondFactor && signIn->get<std::optional<TimePoint>>("second_factor_at");
        return Refreshed{IssuedSignIn{token.signIn, next, account->roles, signIn->get<TimePoint>("proved_at"), account->child, shown}};
    });
}

Result<bool> Store::signOut(const UserId &user, const SignInId &signIn, TimePoint now)
{
    return m_database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<bool> {
        return revokeSignIn(transaction, user, signIn, now, u"signed_out"_s);
    });
}

} // namespace melody::accounts
