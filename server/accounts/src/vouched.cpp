// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "vouched.h"

#include <accounts/sql.h>

#include <sodium.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

constexpr auto plainBase64 = QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals;

QByteArray randomText(size_t bytes)
{
    QByteArray random(qsizetype(bytes), '\0');
    randombytes_buf(random.data(), bytes);
    return random.toBase64(plainBase64);
}

// A hash in Argon2id's form that is no password's: trying one takes as long as with any other account.
QString hashOfNothing(const Options &options)
{
    constexpr size_t saltBytes = 16;
    constexpr size_t hashBytes = 32;
    return u"$argon2id$v=19$m=%1,t=%2,p=1$%3$%4"_s.arg(options.passwords.memoryBytes / 1024)
        .arg(options.passwords.passes)
        .arg(QString::fromLatin1(randomText(saltBytes)), QString::fromLatin1(randomText(hashBytes)));
}

} // namespace

bool insertVouched(db::Transaction &transaction, const UserId &user, const VouchedAccount &account, const QString &emailNormalised,
                   const Options &options, TimePoint now)
{
    const db::RoleScope scope(transaction, "melody_accounts");
    if (transaction.exec(sql::claimEmail, {emailNormalised, user, now}).affected() == 0)
        return false;
    transaction.exec(sql::insertAccount,
                     {user, account.email.trimmed(), account.displayName, account.language, hashOfNothing(options), now});
    transaction.exec(sql::confirmEmail, {user, now});
    events::publish(transaction, {EventId::create(now), u"account_created"_s, user.toString(), {}, {}, now});
    return true;
}

RoleChange changeGrants(db::Transaction &transaction, const UserId &user, const RoleChange &wanted, TimePoint now)
{
    const db::RoleScope scope(transaction, "melody_accounts");
    const auto storable = ~http::Roles(http::Role::Anonymous | http::Role::Listener);
    RoleChange changed;
    for (const QString &name : roleNames(wanted.granted & storable)) {
        if (transaction.exec(sql::grantRole, {user, name, now}).affected() > 0)
            changed.granted |= parseRole(name).value_or(http::Role::Listener);
    }
    for (const QString &name : roleNames(wanted.revoked & storable)) {
        if (transaction.exec(sql::takeRole, {user, name}).affected() > 0)
            changed.revoked |= parseRole(name).value_or(http::Role::Listener);
    }
    return changed;
}

} // namespace melody::accounts
