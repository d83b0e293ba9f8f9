// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Granting and taking roles over the real server.

#include <support/household.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class RolesPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<test::RunningServer>();
        m_admin = staff(u"admin@example.org"_s);
        m_other = staff(u"other@example.org"_s);
        m_ana = m_server->newPerson();
    }
    void cleanup() { m_server.reset(); }

    void anAdminGrantsAndTakesRoles()
    {
        QCOMPARE(rolesOf(m_ana), (QStringList{u"listener"_s}));
        QCOMPARE(change(m_admin, m_ana, {u"creator"_s, u"listener"_s}).status, 200);
        QCOMPARE(rolesOf(m_ana), (QStringList{u"listener"_s, u"creator"_s}));
        QCOMPARE(change(m_admin, m_ana, {u"editor"_s}).status, 200);
        QCOMPARE(rolesOf(m_ana), (QStringList{u"listener"_s, u"editor"_s}));
        // Who lost a role signs in again.
        m_server->deliverEvents();
        QCOMPARE(m_server->get(u"/v1/me"_s, m_ana.accessToken).status, 401);
    }
    void nobodyElseSeesOrChangesRoles()
    {
        QCOMPARE(m_server->get(pathOf(m_ana), m_ana.accessToken).status, 403);
        QCOMPARE(change(m_ana, m_ana, {u"admin"_s}).status, 403);
        QCOMPARE(change(m_ana, m_other, {}).status, 403);
    }
    void nobodyChangesTheirOwnRoles()
    {
        QCOMPARE(change(m_admin, m_admin, {u"admin"_s, u"finance"_s}).code(), u"own_roles"_s);
        QCOMPARE(change(m_admin, m_admin, {}).code(), u"own_roles"_s);
    }
    void anAdminWhoLostTheRoleCanDoNothingWithAnOldToken()
    {
        QCOMPARE(change(m_admin, m_other, {}).status, 200);
        // The event has not been heard yet: the token still says admin.
        QCOMPARE(change(m_other, m_admin, {}).code(), u"role_missing"_s);
        QCOMPARE(rolesOf(m_admin), (QStringList{u"listener"_s, u"admin"_s}));
    }
    void somebodyIsFoundByTheirAddressAndThatIsOnRecord()
    {
        const auto look = [&](const QString &email, const test::Person &caller) {
            return m_server->post(u"/v1/admin/user-lookups"_s, {{u"email"_s, email}}, caller.accessToken);
        };
        const auto found = look(m_ana.email.toUpper(), m_admin);
        QCOMPARE(found.status, 200);
        QCOMPARE(found.json()[u"id"_s].toString(), m_ana.user.toString());
        QCOMPARE(look(u"nobody@example.org"_s, m_admin).status, 404);
        QCOMPARE(look(u"no address"_s, m_admin).status, 422);
        QCOMPARE(look(m_admin.email, m_ana).code(), u"role_missing"_s);
        QCOMPARE(m_server->pg().execute(
                     "SELECT count(*) FROM (SELECT action, subject FROM compliance.audit_staged UNION ALL SELECT action, subject FROM "
                     "compliance.audit_entry) AS each WHERE action = 'user.found' AND subject IS NOT NULL"),
                 std::string("1"));
    }
    void aReasonAndKnownRolesAreNeeded()
    {
        QCOMPARE(m_server->put(pathOf(m_ana), {{u"roles"_s, QJsonArray()}}, m_admin.accessToken).status, 422);
        QCOMPARE(change(m_admin, m_ana, {u"emperor"_s}).status, 422);
        QCOMPARE(change(m_admin, m_ana, {u"anonymous"_s}).status, 422);
        const QString nobody = u"/v1/admin/users/0190e2a4-0000-7000-8000-000000000000/roles"_s;
        QCOMPARE(m_server->put(nobody, {{u"roles"_s, QJsonArray()}, {u"reason"_s, u"because"_s}}, m_admin.accessToken).status, 404);
    }
    void aChildGetsNoRole()
    {
        const auto home = test::makeHousehold(*m_server);
        QCOMPARE(change(staffAgain(), home.child, {u"creator"_s}).code(), u"child_account"_s);
    }

private:
    test::Person staff(const QString &email) { return m_server->newStaff(http::Role::Admin, email); }
    test::Person staffAgain() { return m_server->signIn(u"admin@example.org"_s, u"a long walk by the sea"_s); }
    static QString pathOf(const test::Person &who) { return u"/v1/admin/users/%1/roles"_s.arg(who.user.toString()); }
    QStringList rolesOf(const test::Person &who)
    {
        QStringList roles;
        for (const QJsonValue &role : m_server->get(pathOf(who), m_admin.accessToken).json().value(u"roles"_s).toArray())
            roles.append(role.toString());
        return roles;
    }
    test::Answer change(const test::Person &caller, const test::Person &who, const QStringList &roles)
    {
        return m_server->put(pathOf(who), {{u"roles"_s, QJsonArray::fromStringList(roles)}, {u"reason"_s, u"They asked for it."_s}},
                             caller.accessToken);
    }

    std::unique_ptr<test::RunningServer> m_server;
    test::Person m_admin;
    test::Person m_other;
    test::Person m_ana;
};

MELODY_TEST(RolesPgTest)
#include "roles_pg_test.moc"
