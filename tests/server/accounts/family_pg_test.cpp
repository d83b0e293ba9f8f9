// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Families over the real server, the real database, real mail and a real socket.

#include <support/household.h>
#include <support/test_main.h>

#include <crypto/sealed_key.h>
#include <wire/family.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

const QString familyPath = u"/v1/me/family"_s;
const QString membersPath = u"/v1/me/family/members"_s;

QJsonObject childNamed(const QString &name)
{
    return {{u"kind"_s, u"child"_s}, {u"display_name"_s, u"A child"_s}, {u"user_name"_s, name}, {u"password"_s, u"1234"_s}};
}

} // namespace

class FamilyPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }

    void whoHasNoFamilyIsAnOwnerAlone()
    {
        const auto person = m_server->newFreePerson();
        const auto family = familyOf(person);
        QCOMPARE(family.owner, person.user);
        QCOMPARE(family.members.size(), 1);
        QCOMPARE(family.memberLimit, 1);
        QCOMPARE(m_server->get(familyPath).status, 401);
    }
    void aChildHasNoAddressAndSignsInWithACodeAndItsPassword()
    {
        const auto home = test::makeHousehold(*m_server, {{u"explicit_allowed"_s, false}, {u"daily_minutes"_s, 60}});
        const auto me = m_server->get(u"/v1/me"_s, home.child.accessToken).json();
        QCOMPARE(me.value(u"email"_s).toString(), QString());
        QCOMPARE(me.value(u"display_name"_s).toString(), u"Leo"_s);
        QCOMPARE(me.value(u"roles"_s).toArray(), QJsonArray{u"listener"_s});
        // The child sees itself with its controls, and its owner.
        const auto seen = familyOf(home.child);
        QCOMPARE(seen.owner, home.owner.user);
        QCOMPARE(seen.members.size(), 2);
        QCOMPARE(seen.members[1].controls->dailyMinutes, 60);
        QVERIFY(!seen.members[0].controls);
        const auto all = familyOf(home.owner);
        QCOMPARE(all.members.size(), 2);
        QCOMPARE(all.members[1].userName, u"leo"_s);
        QCOMPARE(all.members[1].displayName, u"Leo"_s);
        // Its refresh token works as everybody's.
        const auto fresh = m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, home.child.refreshToken}});
        QCOMPARE(fresh.status, 200);
    }
    void aCodeIsGoodOnceForTenMinutesAndFiveAttempts()
    {
        const auto home = test::makeHousehold(*m_server);
        const auto code = newCode(home);
        QCOMPARE(signIn(code, u"4321"_s), 401);
        QCOMPARE(signIn(code.toLower().remove(u'-'), u"1234"_s), 201);
        QCOMPARE(signIn(code, u"1234"_s), 401); // used
        const auto old = newCode(home);
        const auto replaced = newCode(home);
        QCOMPARE(signIn(old, u"1234"_s), 401);
        m_server->advance(std::chrono::minutes(10));
        QCOMPARE(signIn(replaced, u"1234"_s), 401);
        const auto guessed = newCode(home);
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(signIn(guessed, u"000%1"_s.arg(i)), 401);
            m_server->advance(std::chrono::seconds(20));
        }
        QCOMPARE(signIn(guessed, u"1234"_s), 401);
        QCOMPARE(signIn(u"0000-0000-00"_s, u"1234"_s), 401);
    }
    void onlyTheOwnerTouchesAChild()
    {
        const auto home = test::makeHousehold(*m_server);
        const auto stranger = m_server->newPerson();
        const QJsonObject none{{u"explicit_allowed"_s, true}};
        const QHash<QByteArray, QByteArray> first{{"If-Match", "\"1\""}};
        QCOMPARE(m_server->put(home.childPath + u"/controls"_s, none, stranger.accessToken, first).status, 404);
        QCOMPARE(m_server->put(home.childPath + u"/controls"_s, none, home.child.accessToken, first).status, 403);
        QCOMPARE(m_server->post(home.childPath + u"/sign-in-codes"_s, {}, stranger.accessToken).status, 404);
        QCOMPARE(m_server->del(home.childPath, stranger.accessToken).status, 404);
        QCOMPARE(m_server->del(home.childPath, home.child.accessToken).status, 403);
        QCOMPARE(m_server->post(membersPath, childNamed(u"pal"_s), home.child.accessToken).status, 403);
        QCOMPARE(familyOf(home.owner).members.size(), 2);
        QCOMPARE(familyOf(home.owner).members[1].controlsVersion, 1);
    }
    void controlsChangeByVersion()
    {
        const auto home = test::makeHousehold(*m_server);
        const QString path = home.childPath + u"/controls"_s;
        const QJsonObject wanted{{u"explicit_allowed"_s, false},
                                 {u"daily_minutes"_s, 45},
                                 {u"quiet_hours"_s, QJsonObject{{u"from"_s, u"20:30"_s}, {u"until"_s, u"07:00"_s}}},
                                 {u"allowed_kinds"_s, QJsonArray{u"track"_s}}};
        QCOMPARE(m_server->put(path, wanted, home.owner.accessToken).status, 428);
        const auto done = m_server->put(path, wanted, home.owner.accessToken, {{"If-Match", "\"1\""}});
        QCOMPARE(done.status, 200);
        QCOMPARE(done.headers.value("etag"), QByteArray("\"2\""));
        QCOMPARE(done.json().value(u"controls"_s).toObject(), wanted);
        QCOMPARE(m_server->put(path, wanted, home.owner.accessToken, {{"If-Match", "\"1\""}}).status, 412);
        QCOMPARE(m_server->put(path, wanted, home.owner.accessToken, {{"If-Match", "2"}}).status, 412);
        QCOMPARE(wire::toJson(*familyOf(home.child).members[1].controls), wanted);
        QCOMPARE(m_server->put(path, {{u"daily_minutes"_s, 5}}, home.owner.accessToken, {{"If-Match", "\"2\""}}).status, 422);
    }
    void theTimeZoneIsTheOwnersToSet()
    {
        const auto home = test::makeHousehold(*m_server);
        const QByteArray body = R"({"time_zone":"Europe/Madrid"})";
        const auto patch = [&](const test::Person &who, const QByteArray &tag) {
            return m_server->send("PATCH", familyPath, body, who.accessToken, {{"Content-Type", "application/json"}, {"If-Match", tag}})
                .status;
        };
        QCOMPARE(patch(home.child, "\"1\""), 403);
        QCOMPARE(patch(home.owner, "\"7\""), 412);
        QCOMPARE(patch(home.owner, "\"1\""), 200);
        QCOMPARE(familyOf(home.child).timeZone, u"Europe/Madrid"_s);
        QCOMPARE(m_server->application().family().parentalStateOf(home.child.user).value()->timeZone, u"Europe/Madrid"_s);
    }
    void anAdultIsInvitedByMailAndJoinsOnce()
    {
        const auto owner = m_server->newPerson();
        const auto guest = m_server->newFreePerson();
        const QJsonObject invitation{{u"kind"_s, u"adult"_s}, {u"email"_s, u"Guest@Example.org"_s}};
        QCOMPARE(m_server->post(membersPath, invitation, owner.accessToken).status, 202);
        QCOMPARE(familyOf(owner).invitations.size(), 1);
        const QString token = tokenOf(u"guest@example.org"_s);
        QVERIFY(!token.isEmpty());
        const auto join = [&](const test::Person &who, const QString &with) {
            return m_server->post(u"/v1/me/family/memberships"_s, {{u"token"_s, with}}, who.accessToken);
        };
        QCOMPARE(join(guest, u"x"_s + token.mid(1)).status, 404);
        QCOMPARE(join(owner, token).code(), u"in_a_family"_s);
        QCOMPARE(join(guest, token).status, 201);
        m_server->deliverEvents();
        QCOMPARE(join(m_server->newFreePerson(), token).status, 404);
        QCOMPARE(familyOf(owner).members.size(), 2);
        QCOMPARE(familyOf(owner).invitations.size(), 0);
        const auto seen = familyOf(guest);
        QCOMPARE(seen.owner, owner.user);
        QCOMPARE(m_server->application().family().placeOf(guest.user)->owner, owner.user);
        QCOMPARE(m_server->application().family().placeOf(guest.user)->place, 1);
        QCOMPARE(m_server->application().billing().entitlementsOf(guest.user).plan, rules::Plan::Family); // by the seat: they have nothing
        // A member manages nothing, and may leave.
        QCOMPARE(m_server->post(membersPath, childNamed(u"kim"_s), guest.accessToken).code(), u"not_the_owner"_s);
        QCOMPARE(m_server->del(membersPath + u'/' + owner.user.toString(), guest.accessToken).status, 404);
        QCOMPARE(m_server->del(membersPath + u'/' + guest.user.toString(), guest.accessToken).status, 204);
        QCOMPARE(familyOf(guest).owner, guest.user);
        QCOMPARE(m_server->del(membersPath + u'/' + owner.user.toString(), owner.accessToken).code(), u"owner_stays"_s);
    }
    void anInvitationExpiresAndCanBeWithdrawn()
    {
        const auto owner = m_server->newPerson();
        const auto guest = m_server->newFreePerson();
        QCOMPARE(m_server->post(membersPath, {{u"kind"_s, u"adult"_s}, {u"email"_s, u"late@example.org"_s}}, owner.accessToken).status,
                 202);
        const QString token = tokenOf(u"late@example.org"_s);
        const auto waiting = familyOf(owner).invitations;
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(m_server->del(membersPath + u'/' + waiting[0].id.toString(), guest.accessToken).status, 404);
        QCOMPARE(m_server->del(membersPath + u'/' + waiting[0].id.toString(), owner.accessToken).status, 204);
        QCOMPARE(m_server->post(u"/v1/me/family/memberships"_s, {{u"token"_s, token}}, guest.accessToken).status, 404);
    }
    void aFamilyIsNoLargerThanItsPlan_data()
    {
        QTest::addColumn<rules::Plan>("plan");
        QTest::addColumn<int>("seats");
        QTest::newRow("free") << rules::Plan::Free << 1;
        QTest::newRow("individual") << rules::Plan::Individual << 1;
        QTest::newRow("duo") << rules::Plan::Duo << 2;
        QTest::newRow("family") << rules::Plan::Family << 6;
    }
    void aFamilyIsNoLargerThanItsPlan()
    {
        QFETCH(rules::Plan, plan);
        QFETCH(int, seats);
        const auto owner = m_server->newFreePerson();
        if (plan != rules::Plan::Free)
            QVERIFY(m_server->application().billing().grant(owner.user,
                                                            {plan, false, u"DE"_s, m_server->clock().now() + std::chrono::days(9)}));
        QCOMPARE(familyOf(owner).memberLimit, seats);
        for (int i = 1; i < seats; ++i) {
            m_server->advance(std::chrono::seconds(30));
            QCOMPARE(m_server->post(membersPath, childNamed(u"child%1"_s.arg(i)), owner.accessToken).status, 201);
        }
        QCOMPARE(m_server->post(membersPath, childNamed(u"another"_s), owner.accessToken).code(), u"family_full"_s);
        QCOMPARE(m_server->post(membersPath, {{u"kind"_s, u"adult"_s}, {u"email"_s, u"a@example.org"_s}}, owner.accessToken).status, 402);
    }
    void childrenOfAFamilyHaveDifferentNames()
    {
        const auto home = test::makeHousehold(*m_server);
        const auto again = m_server->post(membersPath, childNamed(u"leo"_s), home.owner.accessToken);
        QCOMPARE(again.status, 422);
        QCOMPARE(again.json().value(u"errors"_s).toArray()[0].toObject().value(u"field"_s).toString(), u"user_name"_s);
    }
    void aRemovedChildIsSignedOutEverywhere()
    {
        const auto home = test::makeHousehold(*m_server);
        QCOMPARE(m_server->get(u"/v1/me"_s, home.child.accessToken).status, 200);
        QCOMPARE(m_server->del(home.childPath, home.owner.accessToken).status, 204);
        m_server->deliverEvents();
        QCOMPARE(m_server->get(u"/v1/me"_s, home.child.accessToken).status, 401);
        QCOMPARE(m_server->post(u"/v1/sessions/refresh"_s, {{u"refresh_token"_s, home.child.refreshToken}}).status, 401);
        QCOMPARE(familyOf(home.owner).members.size(), 1);
        QCOMPARE(m_server->post(membersPath, childNamed(u"leo"_s), home.owner.accessToken).status, 201);
    }
    void everyProcessHearsOfNewControls()
    {
        const auto home = test::makeHousehold(*m_server);
        auto other = server::Application::create(m_server->settings(), m_server->clock());
        QVERIFY(other);
        QVERIFY((*other)->family().parentalStateOf(home.child.user).value()->controls.dailyMinutes == std::nullopt);
        QVERIFY(!(*other)->family().parentalStateOf(home.owner.user).value());
        QCOMPARE(test::setControls(*m_server, home, {{u"explicit_allowed"_s, false}, {u"daily_minutes"_s, 7}}), 200);
        QVERIFY((*other)->hearEvents());
        QCOMPARE((*other)->family().parentalStateOf(home.child.user).value()->controls.dailyMinutes, 7);
    }

private:
    wire::Family familyOf(const test::Person &who)
    {
        const auto family = wire::parseFamily(m_server->get(familyPath, who.accessToken).json());
        return family.value_or(wire::Family());
    }
    QString newCode(const test::Household &home)
    {
        return m_server->post(home.childPath + u"/sign-in-codes"_s, {}, home.owner.accessToken).json().value(u"code"_s).toString();
    }
    int signIn(const QString &code, const QString &password)
    {
        const wire::ChildSignInRequest request{code, password, u"Tablet"_s, crypto::DeviceKeyPair::generate().publicKey};
        return m_server->post(u"/v1/sessions/children"_s, wire::toJson(request)).status;
    }
    QString tokenOf(const QString &address)
    {
        static const QRegularExpression token(u"\\n([A-Za-z0-9_-]{80,})\\s"_s);
        const QStringList mails = m_server->mailsTo(address);
        return mails.isEmpty() ? QString() : token.match(mails.constLast()).captured(1);
    }

    std::unique_ptr<test::RunningServer> m_server;
};

MELODY_TEST(FamilyPgTest)
#include "family_pg_test.moc"
