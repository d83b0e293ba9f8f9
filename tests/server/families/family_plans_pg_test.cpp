// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who pays and who listens in a family, over the real server and a payment provider: plans with fewer seats than the family has members,
// and members who pay themselves.

#include <support/household.h>
#include <support/payer.h>
#include <support/sandbox_process.h>
#include <support/test_main.h>

#include <wire/billing.h>
#include <wire/family.h>

#include <QtCore/QRegularExpression>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

const QString familyPath = u"/v1/me/family"_s;
const QString membersPath = u"/v1/me/family/members"_s;
const QString subscriptionPath = u"/v1/me/subscription"_s;
const QString card = u"4242 4242 4242 4242"_s;

QJsonObject offer(const QString &plan, bool hiFi = false)
{
    return {{u"plan"_s, plan}, {u"period"_s, u"monthly"_s}, {u"hi_fi"_s, hiFi}};
}

QJsonObject change(const QString &command, const QString &plan = {})
{
    QJsonObject json{{u"command"_s, command}, {u"address_confirmed"_s, true}};
    if (!plan.isEmpty())
        json.insert(u"offer"_s, offer(plan));
    return json;
}

} // namespace

class FamilyPlansPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<test::RunningServer>([&](server::ServerSettings &settings) {
            settings.payments.provider = u"sandbox"_s;
            settings.payments.caFile = m_sandbox.caFile();
            settings.payments.gateway = m_sandbox.gatewayOptions();
        });
    }
    void cleanupTestCase() { m_server.reset(); }

    void aPlanTakesItsOwnerAndThenWhoJoinedFirst()
    {
        const auto owner = newcomer(u"Olga"_s);
        subscribe(owner, u"family"_s);
        const auto ana = newcomer(u"Ana"_s);
        const auto ben = newcomer(u"Ben"_s);
        join(owner, ana);
        join(owner, ben);
        const auto child = addChild(owner, u"leo"_s);
        for (const test::Person *person : {&owner, &ana, &ben, &child})
            QCOMPARE(planOf(*person), u"family"_s);
        QCOMPARE(seatsOf(owner), (QList{true, true, true, true}));

        // The preview says who loses; nothing has happened yet.
        const auto preview = m_server->post(subscriptionPath + u"/previews"_s, change(u"downgrade"_s, u"duo"_s), owner.accessToken);
        QCOMPARE(preview.status, 200);
        QCOMPARE(wire::parsePreview(preview.json())->losing, (QStringList{u"Ben"_s, u"Leo"_s}));
        QCOMPARE(previewed(owner, change(u"downgrade"_s, u"individual"_s)), (QStringList{u"Ana"_s, u"Ben"_s, u"Leo"_s}));
        QCOMPARE(previewed(owner, change(u"cancel"_s)), (QStringList{u"Ana"_s, u"Ben"_s, u"Leo"_s}));
        QCOMPARE(planOf(ben), u"family"_s);

        tell(owner, u"downgrade"_s, u"duo"_s); // at once: it is a trial
        QCOMPARE(planOf(owner), u"duo"_s);
        QCOMPARE(planOf(ana), u"duo"_s);
        QCOMPARE(planOf(ben), u"free"_s);
        QCOMPARE(planOf(child), u"free"_s);
        QCOMPARE(seatsOf(owner), (QList{true, true, false, false}));
        // Who lost their seat is still in the family, and is told why.
        const auto family = wire::parseFamily(m_server->get(familyPath, ben.accessToken).json());
        QVERIFY(family);
        QCOMPARE(family->members.size(), 2);
        QVERIFY(family->members[0].hasSeat && !family->members[1].hasSeat);
        QCOMPARE(subscriptionOf(ben).seat, (wire::FamilySeat{u"Olga"_s, u"duo"_s, false, 2, false}));
        QCOMPARE(subscriptionOf(ana).seat, (wire::FamilySeat{u"Olga"_s, u"duo"_s, false, 2, true}));
        QVERIFY(!subscriptionOf(owner).seat);

        // Somebody leaves, and the next one has the seat.
        QCOMPARE(m_server->del(membersPath + u'/' + ana.user.toString(), ana.accessToken).status, 204);
        m_server->deliverEvents();
        m_server->advance(std::chrono::minutes(1));
        QCOMPARE(planOf(ana), u"free"_s);
        QCOMPARE(planOf(ben), u"duo"_s);
        QCOMPARE(planOf(child), u"free"_s);

        tell(owner, u"upgrade"_s, u"family"_s);
        QCOMPARE(planOf(child), u"family"_s);
        QCOMPARE(previewed(owner, change(u"upgrade"_s, u"family"_s)), QStringList());
        // It ends, for all of them.
        tell(owner, u"cancel"_s);
        QCOMPARE(planOf(child), u"family"_s);
        m_server->advance(std::chrono::days(32));
        m_server->runJobs();
        m_server->deliverEvents();
        for (const test::Person *person : {&owner, &ben, &child}) {
            const QString email = person->email;
            const auto again = email.isEmpty() ? *person : m_server->enter(email, person->password);
            QCOMPARE(m_server->application().billing().entitlementsOf(again.user).plan, rules::Plan::Free);
        }
    }
    void aPlanForTwoTakesOneMoreAndNoThird()
    {
        const auto owner = newcomer(u"Duo"_s);
        QCOMPARE(m_server->post(membersPath, {{u"kind"_s, u"adult"_s}, {u"email"_s, u"x@example.org"_s}}, owner.accessToken).code(),
                 u"family_full"_s); // Free is for one
        subscribe(owner, u"duo"_s);
        const auto friendly = newcomer(u"Two"_s);
        join(owner, friendly);
        QCOMPARE(planOf(friendly), u"duo"_s);
        QCOMPARE(m_server->post(membersPath, {{u"kind"_s, u"adult"_s}, {u"email"_s, u"x@example.org"_s}}, owner.accessToken).code(),
                 u"family_full"_s);
        QCOMPARE(wire::parseFamily(m_server->get(familyPath, owner.accessToken).json())->memberLimit, 2);
    }
    void aMemberWhoPaysThemselvesHasWhatTheyPayFor()
    {
        const auto owner = newcomer(u"Olga"_s);
        subscribe(owner, u"duo"_s);
        const auto ana = newcomer(u"Ana"_s);
        join(owner, ana);
        // What the seat gives already isn't sold, neither shown nor charged.
        QCOMPARE(buy(ana, offer(u"individual"_s)).code(), u"seat_gives_as_much"_s);
        QJsonObject question{{u"command"_s, u"subscribe"_s}, {u"offer"_s, offer(u"individual"_s)}, {u"country"_s, u"DE"_s}};
        QCOMPARE(m_server->post(subscriptionPath + u"/previews"_s, question, ana.accessToken).code(), u"seat_gives_as_much"_s);
        QCOMPARE(subscriptionOf(ana).state, u"none"_s);
        // Hi-Fi is more than the seat gives.
        addCard(ana);
        QCOMPARE(buy(ana, offer(u"individual"_s, true)).status, 201);
        auto mine = entitlementsOf(ana);
        QCOMPARE(mine.plan, u"individual"_s);
        QCOMPARE(mine.highestRung, u"flac"_s);
        QCOMPARE(mine.concurrentStreams, 1 + 2);
        QVERIFY(mine.downloads && !mine.ads);
        QVERIFY(!entitlementsOf(owner).hiFi);
        QVERIFY(!subscriptionOf(ana).needless);
        // The owner's plan ends; the member's own doesn't.
        tell(owner, u"downgrade"_s, u"individual"_s);
        mine = entitlementsOf(ana);
        QCOMPARE(mine.plan, u"individual"_s);
        QVERIFY(mine.hiFi && !mine.ads);
        QCOMPARE(mine.concurrentStreams, 1);
    }
    void whoHasLostTheirSeatMayBuyAPlanOfTheirOwn()
    {
        const auto owner = newcomer(u"Olga"_s);
        subscribe(owner, u"duo"_s);
        const auto ana = newcomer(u"Ana"_s);
        join(owner, ana);
        addCard(ana);
        tell(owner, u"downgrade"_s, u"individual"_s);
        QCOMPARE(planOf(ana), u"free"_s);
        QCOMPARE(buy(ana, offer(u"individual"_s)).status, 201);
        QCOMPARE(planOf(ana), u"individual"_s);
        // The seat comes back: to go on paying is for nothing, and they are told so.
        tell(owner, u"upgrade"_s, u"duo"_s);
        QVERIFY(subscriptionOf(ana).needless);
    }
    void whoJoinsWithAPlanOfTheirOwnIsToldThatItGivesNothingMore()
    {
        const auto owner = newcomer(u"Olga"_s);
        subscribe(owner, u"family"_s);
        const auto ana = newcomer(u"Ana"_s);
        subscribe(ana, u"individual"_s);
        QVERIFY(!subscriptionOf(ana).needless);
        const auto joined = wire::parseFamily(join(owner, ana).json());
        QVERIFY(joined);
        QCOMPARE(joined->needlessPlan, u"individual"_s);
        auto mine = subscriptionOf(ana);
        QVERIFY(mine.needless);
        QVERIFY(mine.seat && mine.seat->held);
        QCOMPARE(entitlementsOf(ana).concurrentStreams, 1 + 6);
        // It can be cancelled, and then not be taken up again.
        tell(ana, u"cancel"_s);
        mine = subscriptionOf(ana);
        QVERIFY(!mine.needless);
        QCOMPARE(m_server->post(subscriptionPath + u"/changes"_s, change(u"reactivate"_s), ana.accessToken).code(),
                 u"seat_gives_as_much"_s);
        QCOMPARE(wire::parseFamily(m_server->get(familyPath, ana.accessToken).json())->needlessPlan, QString());
        // With Hi-Fi that the family hasn't got it is worth its money.
        const auto ben = newcomer(u"Ben"_s);
        subscribe(ben, u"individual"_s, true);
        QCOMPARE(wire::parseFamily(join(owner, ben).json())->needlessPlan, QString());
        QVERIFY(entitlementsOf(ben).hiFi);
    }
    void aChildNeverBuys()
    {
        const auto owner = newcomer(u"Olga"_s);
        subscribe(owner, u"duo"_s);
        const auto child = addChild(owner, u"mia"_s);
        QCOMPARE(buy(child, offer(u"individual"_s, true)).status, 403);
        QCOMPARE(m_server->post(u"/v1/me/payment-methods"_s, {{u"return_url"_s, u"http://127.0.0.1:1/done"_s}}, child.accessToken).status,
                 403);
        tell(owner, u"downgrade"_s, u"individual"_s);
        QCOMPARE(planOf(child), u"free"_s);
        QCOMPARE(buy(child, offer(u"individual"_s)).status, 403);
    }

private:
    test::Person newcomer(const QString &name)
    {
        m_server->advance(std::chrono::minutes(2));
        const QString email = u"%1%2@example.org"_s.arg(name.toLower()).arg(++m_people);
        const QString password = u"a long walk by the sea"_s;
        const auto made = m_server->post(
            u"/v1/accounts"_s, {{u"email"_s, email}, {u"password"_s, password}, {u"display_name"_s, name}, {u"language"_s, u"en"_s}});
        if (made.status != 202)
            qFatal("sign-up answered %d %s", made.status, made.body.constData());
        return m_server->enter(email, password);
    }
    void addCard(const test::Person &who)
    {
        const auto begun = m_server->post(u"/v1/me/payment-methods"_s, {{u"return_url"_s, u"http://127.0.0.1:1/done"_s}}, who.accessToken);
        const auto setup = wire::parsePaymentMethodSetup(begun.json());
        if (!setup)
            qFatal("a card answered %d %s", begun.status, begun.body.constData());
        const auto typed = test::fillCardForm(*m_browser, setup->formUrl, {.number = card});
        if (!typed || typed->status != 303)
            qFatal("the card was not taken");
        const auto stored = m_server->post(u"/v1/me/payment-methods"_s, {{u"setup"_s, setup->setup}}, who.accessToken);
        if (stored.status != 201)
            qFatal("the card answered %d %s", stored.status, stored.body.constData());
    }
    test::Answer buy(const test::Person &who, const QJsonObject &what)
    {
        auto answer = m_server->post(subscriptionPath, {{u"offer"_s, what}, {u"country"_s, u"DE"_s}, {u"address_confirmed"_s, true}},
                                     who.accessToken);
        m_server->deliverEvents();
        return answer;
    }
    void subscribe(const test::Person &who, const QString &plan, bool hiFi = false)
    {
        addCard(who);
        const auto bought = buy(who, offer(plan, hiFi));
        if (bought.status != 201)
            qFatal("a subscription answered %d %s", bought.status, bought.body.constData());
    }
    void tell(const test::Person &who, const QString &command, const QString &plan = {})
    {
        const auto done = m_server->post(subscriptionPath + u"/changes"_s, change(command, plan), who.accessToken);
        if (done.status != 200)
            qFatal("%s answered %d %s", qPrintable(command), done.status, done.body.constData());
        m_server->deliverEvents();
    }
    test::Answer join(const test::Person &owner, const test::Person &guest)
    {
        const auto invited = m_server->post(membersPath, {{u"kind"_s, u"adult"_s}, {u"email"_s, guest.email}}, owner.accessToken);
        static const QRegularExpression token(u"\\n([A-Za-z0-9_-]{80,})\\s"_s);
        const auto found = token.match(m_server->mailsTo(guest.email).join(u'\n')); // among the one that welcomes them
        if (invited.status != 202 || !found.hasMatch())
            qFatal("an invitation answered %d %s", invited.status, invited.body.constData());
        auto joined = m_server->post(u"/v1/me/family/memberships"_s, {{u"token"_s, found.captured(1)}}, guest.accessToken);
        if (joined.status != 201)
            qFatal("joining answered %d %s", joined.status, joined.body.constData());
        m_server->deliverEvents();
        m_server->advance(std::chrono::seconds(30));
        return joined;
    }
    test::Person addChild(const test::Person &owner, const QString &name)
    {
        const auto made = m_server->post(
            membersPath, {{u"kind"_s, u"child"_s}, {u"display_name"_s, u"Leo"_s}, {u"user_name"_s, name}, {u"password"_s, u"1234"_s}},
            owner.accessToken);
        if (made.status != 201)
            qFatal("a child answered %d %s", made.status, made.body.constData());
        return test::signInChild(*m_server, owner, membersPath + u'/' + made.json().value(u"id"_s).toString());
    }
    wire::EntitlementsInfo entitlementsOf(const test::Person &who)
    {
        const auto info = wire::parseEntitlementsInfo(m_server->get(u"/v1/me/entitlements"_s, who.accessToken).json());
        return info.value_or(wire::EntitlementsInfo());
    }
    QString planOf(const test::Person &who)
    {
        const auto info = entitlementsOf(who);
        // A plan is what it allows.
        return info.ads == (info.plan == u"free") && info.downloads != info.ads ? info.plan : u"contradictory"_s;
    }
    QList<bool> seatsOf(const test::Person &owner)
    {
        QList<bool> seats;
        const auto family = wire::parseFamily(m_server->get(familyPath, owner.accessToken).json());
        for (const wire::FamilyMember &member : family ? family->members : QList<wire::FamilyMember>())
            seats.append(member.hasSeat);
        return seats;
    }
    wire::SubscriptionInfo subscriptionOf(const test::Person &who)
    {
        return wire::parseSubscriptionInfo(m_server->get(subscriptionPath, who.accessToken).json()).value_or(wire::SubscriptionInfo());
    }
    QStringList previewed(const test::Person &who, const QJsonObject &command)
    {
        const auto preview = wire::parsePreview(m_server->post(subscriptionPath + u"/previews"_s, command, who.accessToken).json());
        return preview ? preview->losing : QStringList();
    }

    test::SandboxProcess m_sandbox;
    std::unique_ptr<http_client::HttpClient> m_browser = m_sandbox.client();
    std::unique_ptr<test::RunningServer> m_server;
    int m_people = 0;
};

MELODY_TEST(FamilyPlansPgTest)
#include "family_plans_pg_test.moc"
