// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "store.h"

#include <accounts/accounts.h>
#include <federation/sql.h>

namespace melody::federation {
namespace {

using namespace Qt::StringLiterals;

const db::Actor nobody{"melody_federation"};

} // namespace

Result<void> Store::keep(const QByteArray &stateHash, const PendingAuthorization &pending, TimePoint now)
{
    return m_database.run(nobody, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::forgetAuthorizations, {now});
        transaction.exec(sql::insertAuthorization,
                         {stateHash, pending.providerId, pending.salt, pending.deviceChallenge, pending.redirectUri, pending.expires});
        return {};
    });
}

Result<std::optional<PendingAuthorization>> Store::take(const QByteArray &stateHash)
{
    using Taken = std::optional<PendingAuthorization>;
    return m_database.run(nobody, [&](db::Transaction &transaction) -> Result<Taken> {
        const auto row = transaction.exec(sql::takeAuthorization, {stateHash}).first();
        if (!row)
            return Taken();
        return PendingAuthorization{row->get<QString>("provider_id"), row->get<QByteArray>("salt"),
                                    row->get<QByteArray>("device_challenge"), row->get<QString>("redirect_uri"),
                                    row->get<TimePoint>("expires_at")};
    });
}

Result<void> Store::keepLink(const QByteArray &tokenHash, const PendingLink &link, TimePoint now)
{
    return m_database.run(nobody, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::forgetLinks, {now});
        transaction.exec(sql::insertLink, {tokenHash, link.providerId, link.subjectHash, link.user, link.email,
                                           accounts::roleNames(link.roles), link.expires});
        return {};
    });
}

std::optional<PendingLink> Store::takeLink(db::Transaction &transaction, const QByteArray &tokenHash, const UserId &user)
{
    const auto row = transaction.exec(sql::takeLink, {tokenHash, user}).first();
    if (!row)
        return std::nullopt;
    PendingLink link{row->get<QString>("provider_id"), row->get<QByteArray>("subject_hash"), user, row->get<QString>("email"), {},
                     row->get<TimePoint>("expires_at")};
    for (const QJsonValue &name : row->get<QJsonArray>("roles"))
        link.roles |= accounts::parseRole(name.toString()).value_or(http::Role::Listener);
    return link;
}

Result<std::optional<UserId>> Store::userOf(const QByteArray &subjectHash)
{
    return m_database.run(nobody, [&](db::Transaction &transaction) -> Result<std::optional<UserId>> {
        const auto row = transaction.exec(sql::userOfSubject, {subjectHash}).first();
        return row ? std::optional(row->get<UserId>("user_id")) : std::nullopt;
    });
}

bool Store::insert(db::Transaction &transaction, const UserId &user, const Identity &identity)
{
    if (transaction.exec(sql::claimSubject, {identity.subjectHash, user}).affected() == 0)
        return false;
    transaction.exec(sql::insertIdentity,
                     {user, identity.id, identity.providerId, identity.subjectHash, identity.email, identity.linkedAt});
    return true;
}

void Store::use(db::Transaction &transaction, const UserId &user, const QByteArray &subjectHash, const QString &email, TimePoint now)
{
    transaction.exec(sql::useIdentity, {user, subjectHash, now, email});
}

Result<QList<Identity>> Store::identities(const UserId &user)
{
    return runAs(user, [&](db::Transaction &transaction) -> Result<QList<Identity>> {
        QList<Identity> all;
        for (const db::Row row : transaction.exec(sql::identities, {user})) {
            all.append({row.get<wire::IdentityId>("identity_id"),
                        row.get<QString>("provider_id"),
                        {},
                        row.get<QString>("email"),
                        row.get<TimePoint>("linked_at"),
                        row.get<TimePoint>("last_used_at")});
        }
        return all;
    });
}

qint64 Store::count(db::Transaction &transaction, const UserId &user)
{
    return transaction.exec(sql::countIdentities, {user})[0].get<qint64>("n");
}

std::optional<QString> Store::remove(db::Transaction &transaction, const UserId &user, const wire::IdentityId &id)
{
    const auto row = transaction.exec(sql::deleteIdentity, {user, id}).first();
    if (!row)
        return std::nullopt;
    transaction.exec(sql::releaseSubject, {row->get<QByteArray>("subject_hash"), user});
    return row->get<QString>("provider_id");
}

http::Roles Store::grantedRoles(db::Transaction &transaction, const UserId &user, const QString &providerId)
{
    http::Roles roles;
    for (const db::Row row : transaction.exec(sql::grantedRoles, {user, providerId}))
        roles |= accounts::parseRole(row.get<QString>("role")).value_or(http::Role::Listener);
    return roles;
}

void Store::noteRoles(db::Transaction &transaction, const UserId &user, const QString &providerId, http::Roles granted, http::Roles revoked,
                      TimePoint now)
{
    for (const QString &role : accounts::roleNames(granted))
        transaction.exec(sql::insertGrantedRole, {user, providerId, role, now});
    for (const QString &role : accounts::roleNames(revoked))
        transaction.exec(sql::deleteGrantedRole, {user, providerId, role});
}

} // namespace melody::federation
