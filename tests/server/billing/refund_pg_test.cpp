// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an operator gives back, and prices that begin and end.

#include "billing_world.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;

namespace {

class NotingAudit final : public audit::AuditLog {
public:
    void append(db::Transaction &, const audit::Entry &entry, TimePoint) override { entries.push_back(entry); }
    std::vector<audit::Entry> entries;
};

} // namespace

class RefundPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<BillingWorld>();
        m_noted.entries.clear();
        Options options;
        options.audit = &m_noted;
        m_desk = createBilling(m_world->pg().database(), m_world->clock, std::move(options)); // as melodyctl: without a provider
        m_user = m_world->newPayer();
        m_world->call("subscribe", m_user, {{u"offer"_s, offerJson("individual")}, {u"country"_s, u"DE"_s}});
        m_world->live(std::chrono::days(31));
        m_invoice = QString::fromStdString(sql("SELECT number FROM billing.invoice WHERE kind = 'invoice'"));
        QCOMPARE(m_world->gateway->taken(m_user), 1099);
    }
    void cleanup()
    {
        QCOMPARE(m_world->audit(), QString());
        QCOMPARE(sql("SELECT count(*) FROM platform.job_dead"), std::string("0"));
        m_desk.reset();
        m_world.reset();
    }

    void aWholePaymentIsGivenBackOnceWithItsReversalAndCreditNote()
    {
        const auto given = refund({});
        QVERIFY(given);
        QCOMPARE(given->amountMinor, 1099);
        QCOMPARE(m_world->gateway->taken(m_user), 1099); // written down only
        m_world->runJobs();
        QCOMPARE(m_world->gateway->taken(m_user), 0);
        QCOMPARE(sql("SELECT string_agg(account || amount_minor, ' ' ORDER BY account) FROM billing.ledger_entry WHERE memo = 'refund'"),
                 std::string("cash-1099 revenue924 tax175"));
        QCOMPARE(sql("SELECT count(DISTINCT l.posting_id) FROM billing.ledger_entry l JOIN billing.ledger_entry r ON r.reverses = "
                     "l.posting_id WHERE l.memo = 'renewed' AND r.memo = 'refund'"),
                 std::string("1"));
        QCOMPARE(sql("SELECT total_minor || ' ' || corrects FROM billing.invoice WHERE kind = 'credit_note'"),
                 "1099 " + m_invoice.toStdString());
        QCOMPARE(refund({}).error().code, u"nothing_left"_s);
        QCOMPARE(m_world->info(m_user).state, u"active"_s); // money only
        QCOMPARE(m_noted.entries.size(), size_t(1));
        QCOMPARE(m_noted.entries[0].action, u"payment.refunded"_s);
        QCOMPARE(m_noted.entries[0].reason, u"a kindness"_s);
        QVERIFY(m_noted.entries[0].subject == m_user);
    }
    void partsAddUpToNoMoreThanWasPaid()
    {
        QVERIFY(refund(300));
        QVERIFY(refund(299)); // before the first was paid out
        QCOMPARE(refund(501).error().fields[0].field, u"amount_minor"_s);
        QCOMPARE(refund(0).error().fields[0].field, u"amount_minor"_s);
        m_world->runJobs();
        QCOMPARE(m_world->gateway->taken(m_user), 500);
        QCOMPARE(sql("SELECT refunded_minor FROM billing.payment_intent WHERE state = 'succeeded'"), std::string("599"));
        QCOMPARE(refund({})->amountMinor, 500);
        m_world->runJobs();
        QCOMPARE(m_world->gateway->taken(m_user), 0);
        QCOMPARE(sql("SELECT -sum(amount_minor) FROM billing.ledger_entry WHERE memo = 'refund' AND account = 'cash'"),
                 std::string("1099"));
    }
    void theProvidersWordThatComesFirstBooksItOnce()
    {
        QVERIFY(refund({}));
        const auto key = sql("SELECT user_id || '.' || intent_id FROM billing.payment_intent WHERE state = 'succeeded'");
        m_world->hook(GatewayEvent::Kind::ChargeRefunded, QString::fromStdString(key));
        m_world->runJobs();
        QCOMPARE(sql("SELECT count(*) FROM billing.invoice WHERE kind = 'credit_note'"), std::string("1"));
        QCOMPARE(m_world->gateway->taken(m_user), 0);
    }
    void aProviderThatIsAwayIsAskedAgain()
    {
        QVERIFY(refund({}));
        m_world->gateway->away = true;
        m_world->runJobs();
        QCOMPARE(sql("SELECT count(*) FROM billing.invoice WHERE kind = 'credit_note'"), std::string("0"));
        m_world->gateway->away = false;
        m_world->live(std::chrono::hours(1));
        QCOMPARE(sql("SELECT state FROM billing.refund"), std::string("done"));
        QCOMPARE(m_world->gateway->taken(m_user), 0);
    }
    void whatCannotBeGivenBackIsRefused()
    {
        RefundWish wish{m_user, u"DE-2026-999999"_s, {}, u"why"_s};
        QCOMPARE(m_desk->refund(wish).error().kind, ErrorKind::NotFound);
        wish = {m_world->newPayer(), m_invoice, {}, u"why"_s}; // somebody else's
        QCOMPARE(m_desk->refund(wish).error().kind, ErrorKind::NotFound);
        wish = {m_user, m_invoice, {}, u"  "_s};
        QCOMPARE(m_desk->refund(wish).error().fields[0].field, u"reason"_s);
        QVERIFY(m_noted.entries.empty());
    }
    void aPriceThatEndedIsSoldNoMore()
    {
        const TimePoint from = m_world->clock.now() + std::chrono::hours(2);
        QVERIFY(m_desk->setPrice({u"duo"_s, u"monthly"_s, {0, u"EUR"_s}, from}, u"nobody bought it"_s));
        QCOMPARE(m_desk->setPrice({u"duo"_s, u"monthly"_s, {0, u"EUR"_s}, from}, u"again"_s).error().code, u"price_exists"_s);
        QCOMPARE(m_noted.entries[0].action, u"price.ended"_s);
        const QJsonObject duo{{u"command"_s, u"upgrade"_s}, {u"offer"_s, offerJson("duo")}};
        QCOMPARE(m_world->codeOf("previewSubscription", m_user, duo), u"none"_s);
        m_world->live(std::chrono::hours(3));
        QVERIFY(m_world->codeOf("previewSubscription", m_user, duo) != u"none"_s);
        const auto prices = m_desk->prices();
        QVERIFY(prices);
        const auto ended =
            std::find_if(prices->begin(), prices->end(), [](const NewPrice &price) { return price.amount.amountMinor == 0; });
        QVERIFY(ended != prices->end());
        QCOMPARE(ended->product, u"duo"_s);
    }

private:
    Result<Money> refund(std::optional<qint64> amount) { return m_desk->refund({m_user, m_invoice, amount, u"a kindness"_s}); }
    std::string sql(const std::string &text) const { return m_world->sql(text); }

    std::unique_ptr<BillingWorld> m_world;
    std::unique_ptr<Billing> m_desk;
    NotingAudit m_noted;
    UserId m_user;
    QString m_invoice;
};

MELODY_TEST(RefundPgTest)
#include "refund_pg_test.moc"
