// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A student proves it once a year, hears of it in time, and never pays more than they were told.

#include "billing_world.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;
using std::chrono::days;

class StudentPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<BillingWorld>(true);
        m_world->addressConfirmed = m_world->clock.now();
    }
    void cleanup()
    {
        QCOMPARE(m_world->audit(), QString());
        m_world.reset();
    }
    void withoutAFreshProofItRenewsAsIndividualAfterTwoMails()
    {
        const UserId ana = m_world->newSubscriber("student");
        QCOMPARE(m_world->info(ana).studentUntil, parseTime(u"2027-11-23T00:00:00.000Z"_s));
        m_world->live(days(300));
        QCOMPARE(reminders().size(), 0);
        m_world->live(days(10)); // past 30 days before the renewal of 2027-11-23
        QCOMPARE(reminders().size(), 1);
        QVERIFY2(reminders()[0].text.contains(u"2027-11-23"_s) && reminders()[0].text.contains(u"10,99 EUR"_s),
                 qPrintable(reminders()[0].text));
        QVERIFY(reminders()[0].key.endsWith(u":1099"_s));
        m_world->live(days(20));
        QCOMPARE(reminders().size(), 2);
        QCOMPARE(m_world->info(ana).offer.plan, u"student"_s);
        m_world->live(days(10));
        QCOMPARE(m_world->info(ana).offer.plan, u"individual"_s);
        QCOMPARE(m_world->info(ana).price->amountMinor, 1099);
        m_world->live(days(70));
        QCOMPARE(reminders().size(), 2);
    }
    void whoConfirmsAgainStaysAStudentAndIsAskedAYearLater()
    {
        const UserId ana = m_world->newSubscriber("student");
        m_world->live(days(310));
        QCOMPARE(reminders().size(), 1);
        m_world->addressConfirmed = m_world->clock.now();
        const auto until = m_world->info(ana).studentUntil;
        QVERIFY(until && *until > m_world->clock.now() + days(360));
        m_world->live(days(300));
        QCOMPARE(m_world->info(ana).offer.plan, u"student"_s);
        QCOMPARE(m_world->info(ana).price->amountMinor, 549);
        QCOMPARE(reminders().size(), 1);
        m_world->live(days(70));
        QVERIFY(reminders().size() > 1);
    }
    void anOldConfirmationIsNoProof()
    {
        const UserId ana = m_world->newPayer();
        m_world->clock.advance(days(366));
        const QJsonObject wish{{u"offer"_s, offerJson("student")}, {u"country"_s, u"DE"_s}};
        QCOMPARE(m_world->tryCall("subscribe", ana, wish).error().fields.constFirst().code, u"no_student_proof"_s);
        m_world->addressConfirmed = m_world->clock.now();
        QVERIFY(m_world->tryCall("subscribe", ana, wish));
    }
    void whoCouldNotBeToldPaysAsBefore()
    {
        m_world = std::make_unique<BillingWorld>(false); // no mail leaves
        m_world->addressConfirmed = m_world->clock.now();
        const UserId ana = m_world->newSubscriber("student");
        m_world->live(days(400));
        QCOMPARE(m_world->info(ana).offer.plan, u"student"_s);
        QCOMPARE(m_world->info(ana).price->amountMinor, 549);
    }
    void aPriceThatRoseAfterTheLastMailIsNotCharged()
    {
        const UserId ana = m_world->newSubscriber("student");
        m_world->live(days(329)); // both mails are out
        QCOMPARE(reminders().size(), 2);
        const TimePoint soon = m_world->clock.now() + std::chrono::hours(2);
        QVERIFY(m_world->billing->setPrice({u"individual"_s, u"monthly"_s, Money{1299, u"EUR"_s}, soon}, u"dearer"_s));
        m_world->live(days(10));
        QCOMPARE(m_world->info(ana).price->amountMinor, 549);
        m_world->live(days(31)); // told of the new price meanwhile
        QCOMPARE(m_world->info(ana).price->amountMinor, 1299);
    }
    void operatorsListAddAndRemoveDomains()
    {
        Billing &billing = *m_world->billing;
        const auto before = billing.academicDomains().value();
        QVERIFY(before.contains(u"ac.uk"_s));
        QVERIFY(billing.changeAcademicDomain(u" Uni-Jena.de"_s, true, u"asked for"_s));
        QCOMPARE(billing.academicDomains()->size(), before.size() + 1);
        QCOMPARE(billing.changeAcademicDomain(u"uni-jena.de"_s, true, u"twice"_s).error().code, u"known_domain"_s);
        QVERIFY(billing.changeAcademicDomain(u"ac.uk"_s, false, u"no longer"_s));
        QCOMPARE(billing.changeAcademicDomain(u"ac.uk"_s, false, u"twice"_s).error().code, u"unknown_domain"_s);
        QCOMPARE(billing.changeAcademicDomain(u"a b"_s, true, u"why"_s).error().fields.constFirst().field, u"domain"_s);
        QCOMPARE(billing.changeAcademicDomain(u"edu.pl"_s, true, u" "_s).error().fields.constFirst().field, u"reason"_s);
        const QJsonObject wish{{u"offer"_s, offerJson("student")}, {u"country"_s, u"DE"_s}};
        QCOMPARE(m_world->codeOf("subscribe", m_world->newPayer(), wish), u"invalid_field"_s);
    }

private:
    [[nodiscard]] std::vector<mail::Mail> reminders() const
    {
        std::vector<mail::Mail> found;
        std::copy_if(m_world->mails.begin(), m_world->mails.end(), std::back_inserter(found),
                     [](const mail::Mail &mail) { return mail.key.contains(u":student_proof:"); });
        return found;
    }

    std::unique_ptr<BillingWorld> m_world;
};

MELODY_TEST(StudentPgTest)
#include "student_pg_test.moc"
