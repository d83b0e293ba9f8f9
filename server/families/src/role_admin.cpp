// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <families/role_admin.h>

#include <accounts/accounts.h>
#include <accounts/directory.h>
#include <accounts/sign_ins.h>
#include <accounts/sql.h>
#include <families/sql.h>
#include <wire/family.h>
#include <wire/identity.h>

namespace melody::families {
namespace {

using namespace Qt::StringLiterals;

struct Known {
    wire::UserRoles roles;
    bool child = false;
};

QStringList grantsOf(const db::Row &account)
{
    QStringList grants;
    for (const QJsonValue &name : account.get<QJsonArray>("roles"))
        grants.append(name.toString());
    return grants;
}

Result<Known> readRoles(db::Transaction &transaction, const UserId &user)
{
    const db::UserScope scope(transaction, user);
    const auto account = transaction.exec(accounts::sql::account, {user}).first();
    if (!account)
        return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such account."_s);
    Known known{{user, account->get<QString>("display_name"), {u"listener"_s}}, account->get<QString>("email").isEmpty()};
    known.roles.roles += grantsOf(*account);
    return known;
}

// Every name is a role that can be granted.
Result<QSet<QString>> grantable(const QStringList &names)
{
    QSet<QString> wanted;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto role = accounts::parseRole(names[i]);
        if (!role || *role == http::Role::Anonymous)
            return failField(u"roles[%1]"_s.arg(i), u"unknown"_s, u"must be the name of a role"_s);
        if (*role != http::Role::Listener)
            wanted.insert(names[i]);
    }
    return wanted;
}

class RoleAdminService final : public RoleAdmin {
public:
    RoleAdminService(db::Database &database, const Clock &clock, audit::AuditLog *audit)
        : m_database(database), m_clock(clock), m_audit(audit)
    {
    }
    http::RouteTable routes() override;

private:
    Result<http::Response> find(const http::Request &request);
    Result<http::Response> get(const http::Request &request);
    Result<http::Response> put(const http::Request &request);
    Result<wire::UserRoles> change(db::Transaction &transaction, const http::Request &request, const UserId &user,
                                   const wire::RolesChange &change, const QSet<QString> &wanted);

    db::Database &m_database;
    const Clock &m_clock;
    audit::AuditLog *m_audit;
};

// By the address, in a body: addresses stand in no path or query. Whom somebody looked for is on record.
Result<http::Response> RoleAdminService::find(const http::Request &request)
{
    const auto wanted = request.json().and_then(&wire::parseEmailRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto user = accounts::userWithEmail(m_database, wanted->email);
    if (!user)
        return tl::unexpected(user.error());
    if (!*user)
        return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such account."_s);
    const auto known = m_database.run({"melody_accounts"}, [&](db::Transaction &transaction) {
        auto roles = readRoles(transaction, **user);
        audit::Entry entry{request.caller->user, u"admin"_s, u"user.found"_s, **user};
        entry.traceId = QString::fromLatin1(request.trace.traceId);
        if (m_audit && roles)
            m_audit->append(transaction, entry, m_clock.now());
        return roles;
    });
    if (!known)
        return tl::unexpected(known.error());
    return http::Response::json(wire::toJson(known->roles));
}

Result<http::Response> RoleAdminService::get(const http::Request &request)
{
    const auto user = request.id<UserId>();
    if (!user)
        return tl::unexpected(user.error());
    const auto known = m_database.run({"melody_accounts"}, [&](db::Transaction &transaction) { return readRoles(transaction, *user); });
    if (!known)
        return tl::unexpected(known.error());
    return http::Response::json(wire::toJson(known->roles));
}

Result<http::Response> RoleAdminService::put(const http::Request &request)
{
    const auto user = request.id<UserId>();
    if (!user)
        return tl::unexpected(user.error());
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseRolesChange(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto roles = grantable(wanted->roles);
    if (!roles)
        return tl::unexpected(roles.error());
    const UserId caller = request.caller->user;
    if (*user == caller)
        return fail(ErrorKind::Forbidden, u"own_roles"_s, u"Nobody changes their own roles; ask another admin."_s);
    const auto changed = m_database.run({"melody_accounts", caller},
                                        [&](db::Transaction &transaction) { return change(transaction, request, *user, *wanted, *roles); });
    if (!changed)
        return tl::unexpected(changed.error());
    return http::Response::json(wire::toJson(*changed));
}

// The caller is asked for in the database once more, under the lock: who lost the role a moment ago changes nothing. And as the caller is
// an admin and nobody changes their own roles, one admin is always left.
Result<wire::UserRoles> RoleAdminService::change(db::Transaction &transaction, const http::Request &request, const UserId &user,
                                                 const wire::RolesChange &change, const QSet<QString> &wanted)
{
    const TimePoint now = m_clock.now();
    transaction.exec(sql::lockRoles);
    const auto caller = transaction.exec(accounts::sql::account, {request.caller->user}).first();
    if (!caller || !grantsOf(*caller).contains(u"admin"_s))
        return fail(ErrorKind::Forbidden, u"role_missing"_s, u"Your account may not do this."_s);
    const auto before = readRoles(transaction, user);
    if (!before)
        return tl::unexpected(before.error());
    if (before->child && !wanted.isEmpty())
        return fail(ErrorKind::Conflict, u"child_account"_s, u"A child account has no other roles."_s);
    const QSet<QString> had(before->roles.roles.begin() + 1, before->roles.roles.end());
    {
        const db::UserScope scope(transaction, user);
        for (const QString &role : wanted - had)
            transaction.exec(accounts::sql::grantRole, {user, role, now});
        for (const QString &role : had - wanted)
            transaction.exec(accounts::sql::takeRole, {user, role});
        if (!(had - wanted).isEmpty())
            accounts::revokeSignIns(transaction, user, std::nullopt, now, u"roles_changed"_s);
    }
    const auto after = readRoles(transaction, user);
    if (!after)
        return tl::unexpected(after.error());
    if (m_audit && had != wanted) {
        const auto words = [](const wire::UserRoles &roles) { return QJsonObject{{u"roles"_s, QJsonArray::fromStringList(roles.roles)}}; };
        m_audit->append(transaction,
                        {request.caller->user,
                         u"admin"_s,
                         u"roles.changed"_s,
                         user,
                         {},
                         words(before->roles),
                         words(after->roles),
                         {},
                         change.reason,
                         QString::fromLatin1(request.trace.traceId)},
                        now);
    }
    return after->roles;
}

http::RouteTable RoleAdminService::routes()
{
    using http::Method;
    using http::Role;
    return {
        {.method = Method::Post,
         .path = "/v1/admin/user-lookups",
         .operation = "findUser",
         .roles = Role::Admin,
         .handler = [this](const http::Request &request) { return find(request); },
         .audited = true,
         .adultsOnly = true},
        {.method = Method::Get,
         .path = "/v1/admin/users/{id}/roles",
         .operation = "getUserRoles",
         .roles = Role::Admin,
         .handler = [this](const http::Request &request) { return get(request); },
         .audited = true,
         .adultsOnly = true},
        {.method = Method::Put,
         .path = "/v1/admin/users/{id}/roles",
         .operation = "setUserRoles",
         .roles = Role::Admin,
         .rate = http::RateClass::Write,
         .handler = [this](const http::Request &request) { return put(request); },
         .stepUp = true,
         .audited = true,
         .adultsOnly = true},
    };
}

} // namespace

std::unique_ptr<RoleAdmin> createRoleAdmin(db::Database &database, const Clock &clock, audit::AuditLog *audit)
{
    return std::make_unique<RoleAdminService>(database, clock, audit);
}

} // namespace melody::families
