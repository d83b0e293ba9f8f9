// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <accounts/directory.h>

#include <accounts/email.h>

#include <accounts/sql.h>

namespace melody::accounts {

using namespace Qt::StringLiterals;

Result<DirectoryEntry> directoryEntry(db::Database &database, const UserId &user)
{
    return database.run({"melody_accounts", user}, [&](db::Transaction &transaction) -> Result<DirectoryEntry> {
        const auto row = transaction.exec(sql::contact, {user}).first();
        if (!row)
            return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such account."_s);
        return DirectoryEntry{row->get<QString>("email"), row->get<QString>("display_name"), row->get<QString>("language"),
                              row->get<std::optional<TimePoint>>("email_confirmed_at")};
    });
}

Result<std::optional<UserId>> userWithEmail(db::Database &database, const QString &email)
{
    const auto address = normaliseEmail(email);
    if (!address)
        return std::nullopt;
    return database.run({"melody_accounts"}, [&](db::Transaction &transaction) -> Result<std::optional<UserId>> {
        const auto row = transaction.exec(sql::userByEmail, {*address}).first();
        return row ? std::optional(row->get<UserId>("user_id")) : std::nullopt;
    });
}

Result<QString> deviceName(db::Database &database, const UserId &user, const SignInId &signIn)
{
    return database.run({"melody_accounts", user}, [&](db::Transaction &transaction) -> Result<QString> {
        const auto row = transaction.exec(sql::deviceName, {user, signIn}).first();
        return row ? row->get<QString>("device_name") : QString();
    });
}

} // namespace melody::accounts
