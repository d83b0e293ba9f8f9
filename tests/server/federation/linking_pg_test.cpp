// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An identity and an account that was there before: only who proves to own both puts them together.

#include "federation_world.h"

#include <crypto/totp.h>
#include <support/base32.h>
#include <support/test_main.h>
#include <wire/identity.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class LinkingPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<FederationWorld>();
        m_ana = account(u"ana@acme.example"_s);
        m_ben = account(u"ben@example.org"_s);
    }
    void cleanup() { m_world.reset(); }

    void anAddressAloneOpensNoAccount()
    {
        const auto answer = m_world->signIn(u"acme"_s, ana());
        QCOMPARE(statusOf(answer), u"link_required"_s);
        QCOMPARE(linkOf(answer).value(u"email"_s).toString(), u"ana@acme.example"_s);
        QVERIFY(!answer.body.contains("access_token"));
        // However often it is tried.
        QCOMPARE(statusOf(m_world->signIn(u"acme"_s, ana())), u"link_required"_s);
        QCOMPARE(identities(m_ana).size(), 0);
    }
    void whoProvesToOwnTheAccountLinksIt()
    {
        const auto token = linkOf(m_world->signIn(u"acme"_s, ana({u"staff"_s}))).value(u"link_token"_s).toString();
        const auto linked = m_world->link(token, m_ana);
        QCOMPARE(linked.status, 201);
        QCOMPARE(linked.json().value(u"provider"_s).toObject().value(u"name"_s).toString(), u"Acme"_s);
        QCOMPARE(linked.json().value(u"email"_s).toString(), u"ana@acme.example"_s);
        const auto signedIn = m_world->signIn(u"acme"_s, ana({u"staff"_s}));
        QCOMPARE(statusOf(signedIn), u"signed_in"_s);
        QCOMPARE(sessionOf(signedIn).user, m_ana.user);
        QCOMPARE(m_world->roles(sessionOf(signedIn).accessToken), (QStringList{u"listener"_s, u"editor"_s}));
        QCOMPARE(identities(m_ana).size(), 1);
    }
    void theSecondFactorOfTheAccountIsWantedFromAProviderToo()
    {
        auto &server = m_world->server();
        const auto token = linkOf(m_world->signIn(u"acme"_s, ana())).value(u"link_token"_s).toString();
        QCOMPARE(m_world->link(token, m_ana).status, 201);
        server.confirmEmail(m_ana);
        const auto enrolment = wire::parseMfaEnrolment(server.send("POST", u"/v1/me/mfa"_s, {}, m_ana.accessToken).json());
        QVERIFY(enrolment);
        const QByteArray secret = fromBase32(enrolment->secret);
        const auto code = [&] { return crypto::totpCode(secret, crypto::totpStepAt(server.clock().now())); };
        QCOMPARE(server.put(u"/v1/me/mfa"_s, {{u"totp"_s, code()}}, m_ana.accessToken).status, 200);
        m_world->advance(std::chrono::minutes(1));
        const auto asked = m_world->signIn(u"acme"_s, ana());
        QCOMPARE(asked.status, 401);
        QCOMPARE(asked.code(), u"second_factor_required"_s);
        QVERIFY(!asked.body.contains("access_token"));
        const auto challenge = asked.json().value(u"challenge"_s).toString();
        const auto signedIn = server.post(u"/v1/sessions"_s, {{u"challenge"_s, challenge}, {u"totp"_s, code()}});
        QCOMPARE(signedIn.status, 201);
        QCOMPARE(wire::parseSignedIn(signedIn.json())->user, m_ana.user);
    }
    void linkingAndUnlinkingWantAFreshProofAndAreNotForChildren()
    {
        int found = 0;
        for (const http::Route &route : m_world->server().application().routes()) {
            if (route.operation == "linkIdentity" || route.operation == "unlinkIdentity") {
                ++found;
                QVERIFY(route.stepUp && route.adultsOnly);
            }
        }
        QCOMPARE(found, 2);
    }
    void onlyTheAccountOfTheAddressMayLinkIt()
    {
        const auto token = linkOf(m_world->signIn(u"acme"_s, ana())).value(u"link_token"_s).toString();
        const auto refused = m_world->link(token, m_ben);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.json().value(u"errors"_s).toArray()[0].toObject().value(u"code"_s).toString(), u"link_unknown"_s);
        QCOMPARE(m_world->link(token, m_ana).status, 201); // the try of another one used nothing up
    }
    void aLinkTokenIsGoodOnceAndForMinutes()
    {
        const auto token = linkOf(m_world->signIn(u"social"_s, ana())).value(u"link_token"_s).toString();
        QCOMPARE(m_world->link(token, m_ana).status, 201);
        QCOMPARE(m_world->link(token, m_ana).status, 422);
        auto other = ana();
        other.insert(u"sub"_s, u"other"_s);
        const auto late = linkOf(m_world->signIn(u"social"_s, other)).value(u"link_token"_s).toString();
        m_world->advance(std::chrono::minutes(10));
        QCOMPARE(m_world->link(late, fresh(m_ana)).status, 422);
        QCOMPARE(m_world->link(u"made up"_s, fresh(m_ana)).status, 422);
        QCOMPARE(m_world->server().post(u"/v1/me/identities"_s, {{u"link_token"_s, late}}).status, 401);
    }
    void anIdentityBelongsToOneAccount()
    {
        auto unknown = ana();
        unknown.insert(u"email_verified"_s, false);
        const auto one = linkOf(m_world->signIn(u"social"_s, unknown)).value(u"link_token"_s).toString();
        const auto two = linkOf(m_world->signIn(u"social"_s, unknown)).value(u"link_token"_s).toString();
        QCOMPARE(m_world->link(one, m_ben).status, 201);
        const auto taken = m_world->link(two, m_ana);
        QCOMPARE(taken.status, 409);
        QCOMPARE(taken.code(), u"identity_taken"_s);
        QCOMPARE(identities(m_ana).size(), 0);
        QCOMPARE(sessionOf(m_world->signIn(u"social"_s, unknown)).user, m_ben.user);
    }
    void whoWantsToLinkIsNeverSignedInNorGivenAnAccount()
    {
        auto stranger = ana();
        stranger.insert(u"sub"_s, u"stranger"_s);
        stranger.insert(u"email"_s, u"stranger@acme.example"_s);
        const auto wanted = wantsToLink(stranger); // would get an account of their own else
        QCOMPARE(statusOf(wanted), u"link_required"_s);
        QVERIFY(!wanted.body.contains("access_token"));
        QCOMPARE(m_world->link(linkOf(wanted).value(u"link_token"_s).toString(), m_ben).status, 201);
        const auto again = wantsToLink(stranger); // is signed in by it else
        QCOMPARE(again.status, 409);
        QCOMPARE(again.code(), u"identity_taken"_s);
        QCOMPARE(sessionOf(m_world->signIn(u"acme"_s, stranger)).user, m_ben.user);
    }
    void unlinkingEndsItAndItsRoles()
    {
        const auto token = linkOf(m_world->signIn(u"acme"_s, ana({u"staff"_s}))).value(u"link_token"_s).toString();
        const auto id = m_world->link(token, m_ana).json().value(u"id"_s).toString();
        const QString path = u"/v1/me/identities/"_s + id;
        QCOMPARE(m_world->server().del(path, m_ben.accessToken).status, 404);
        QCOMPARE(m_world->server().del(path).status, 401);
        QCOMPARE(identities(m_ana).size(), 1);
        QCOMPARE(m_world->roles(m_ana.accessToken), (QStringList{u"listener"_s, u"editor"_s}));
        QCOMPARE(m_world->server().del(path, m_ana.accessToken).status, 204);
        QCOMPARE(m_world->server().del(path, m_ana.accessToken).status, 404);
        QCOMPARE(m_world->roles(m_ana.accessToken), QStringList{u"listener"_s});
        QCOMPARE(statusOf(m_world->signIn(u"acme"_s, ana())), u"link_required"_s);
    }
    void nobodySeesTheIdentitiesOfOthers()
    {
        const auto token = linkOf(m_world->signIn(u"acme"_s, ana())).value(u"link_token"_s).toString();
        QCOMPARE(m_world->link(token, m_ana).status, 201);
        QCOMPARE(identities(m_ben).size(), 0);
        static constexpr db::Query all{"test.identities", "SELECT (SELECT count(*) FROM federation.identity) "
                                                          "+ (SELECT count(*) FROM federation.granted_role) AS n"};
        const auto seen = m_world->server().application().database().run(
            {"melody_federation", m_ben.user},
            [&](db::Transaction &transaction) -> Result<qint64> { return transaction.exec(all)[0].get<qint64>("n"); });
        QCOMPARE(seen, Result<qint64>(0));
    }

private:
    Answer wantsToLink(const QJsonObject &person)
    {
        const Device device = Device::create();
        const auto begun = m_world->begin(u"acme"_s, device);
        m_world->provider(u"acme"_s).setPerson(person);
        QJsonObject callback =
            FederationWorld::callback(m_world->provider(u"acme"_s).visit(begun.json().value(u"url"_s).toString()), device);
        m_world->advance(std::chrono::seconds(20));
        callback.insert(u"link"_s, true);
        return m_world->server().post(u"/v1/identity-providers/acme/callbacks"_s, callback);
    }
    Person account(const QString &email)
    {
        m_world->advance(std::chrono::minutes(1));
        m_world->server().post(
            u"/v1/accounts"_s,
            {{u"email"_s, email}, {u"password"_s, u"tangerine moon"_s}, {u"display_name"_s, u"Somebody"_s}, {u"language"_s, u"en"_s}});
        auto person = m_world->server().signIn(email, u"tangerine moon"_s);
        m_emailOf.insert(person.user, email);
        return person;
    }
    // Signs in again: the access token of before has expired.
    Person fresh(const Person &person)
    {
        m_world->advance(std::chrono::minutes(1));
        return m_world->server().signIn(m_emailOf.value(person.user), u"tangerine moon"_s);
    }
    QJsonArray identities(const Person &person)
    {
        return m_world->server().get(u"/v1/me/identities"_s, fresh(person).accessToken).json().value(u"items"_s).toArray();
    }

    std::unique_ptr<FederationWorld> m_world;
    Person m_ana;
    Person m_ben;
    QHash<UserId, QString> m_emailOf;
};

MELODY_TEST(LinkingPgTest)
#include "linking_pg_test.moc"
