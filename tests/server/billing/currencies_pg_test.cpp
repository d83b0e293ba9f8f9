// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The same life of a subscription in other currencies than the euro, the yen without minor units among them: first charge, an upgrade in
// the middle of a period, tax and invoices, to the last unit. The figures are worked out by hand (integers, docs/subscriptions.md).

#include "billing_world.h"

#include <support/test_main.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;

namespace {

// A trial from 23 November 2026, so the paid time begins on 23 December; ten days into it Individual becomes Duo with Hi-Fi.
struct Life {
    QString country;
    QString currency;
    const char *period;
    qint64 first;    // Individual, of the whole period
    qint64 firstTax; // contained in it
    qint64 duo;      // of what is left of the period
    qint64 hiFi;     // the same
    qint64 unused;   // of the first payment
    qint64 upgradeTax;
};

const Life lives[] = {{u"US"_s, u"USD"_s, "monthly", 1'099, 0, 1'015, 203, 744, 0},
                      {u"GB"_s, u"GBP"_s, "monthly", 999, 167, 948, 203, 677, 79},
                      {u"CH"_s, u"CHF"_s, "monthly", 1'199, 90, 1'083, 271, 812, 41},
                      {u"JP"_s, u"JPY"_s, "monthly", 980, 89, 867, 203, 664, 37},
                      {u"MX"_s, u"MXN"_s, "monthly", 12'900, 1'779, 11'448, 2'710, 8'739, 747},
                      {u"US"_s, u"USD"_s, "yearly", 10'990, 0, 14'579, 2'918, 10'689, 0},
                      {u"GB"_s, u"GBP"_s, "yearly", 9'990, 1'665, 13'607, 2'918, 9'716, 1'135},
                      {u"CH"_s, u"CHF"_s, "yearly", 11'990, 898, 15'552, 3'890, 11'662, 583},
                      {u"JP"_s, u"JPY"_s, "yearly", 9'800, 891, 12'449, 2'918, 9'532, 530},
                      {u"MX"_s, u"MXN"_s, "yearly", 129'000, 17'793, 164'370, 38'904, 125'466, 10'732}};

} // namespace

class CurrenciesPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<BillingWorld>();
        for (const Life &life : lives) {
            m_payers.push_back(m_world->newPayer());
            m_world->call("subscribe", m_payers.back(), {{u"offer"_s, offerJson("individual", life.period)}, {u"country"_s, life.country}});
        }
        m_world->live(std::chrono::days(30));
        m_world->live(std::chrono::days(10));
        for (size_t i = 0; i < m_payers.size(); ++i) {
            m_taken.push_back(m_world->gateway->taken(m_payers[i]));
            const QJsonObject upgrade{{u"command"_s, u"upgrade"_s}, {u"offer"_s, offerJson("duo", lives[i].period, true)}};
            const auto shown = m_world->call("previewSubscription", m_payers[i], upgrade);
            m_previews.push_back(wire::parsePreview(QJsonDocument::fromJson(shown.body).object()).value());
            m_world->call("changeSubscription", m_payers[i], upgrade);
        }
    }
    void cleanupTestCase() { m_world.reset(); }

    void theFirstChargeIsThePriceOfThePeriod_data() { everyLife(); }
    void theFirstChargeIsThePriceOfThePeriod()
    {
        const auto &[life, payer] = one();
        QCOMPARE(m_taken[index()], life.first);
        const auto invoice = invoicesOf(payer).at(0);
        QCOMPARE(invoice.total, (Money{life.first, life.currency}));
        QCOMPARE(invoice.tax, (Money{life.firstTax, life.currency}));
        QCOMPARE(invoice.lines.size(), 1);
        QCOMPARE(invoice.lines[0].amount, invoice.total);
        QVERIFY(invoice.number.startsWith(life.country + u"-2026-"_s));
    }
    void anUpgradePaysWhatIsLeftAndGivesBackWhatWasNotUsed_data() { everyLife(); }
    void anUpgradePaysWhatIsLeftAndGivesBackWhatWasNotUsed()
    {
        const auto &[life, payer] = one();
        const qint64 due = life.duo + life.hiFi - life.unused;
        const wire::Preview &preview = m_previews[index()];
        QCOMPARE(preview.dueNow, (Money{due, life.currency}));
        QCOMPARE(preview.taxIncluded, (Money{life.upgradeTax, life.currency}));
        QCOMPARE(m_world->gateway->taken(payer), life.first + due);
        const auto invoice = invoicesOf(payer).at(1);
        QCOMPARE(invoice.total, (Money{due, life.currency}));
        QCOMPARE(invoice.tax, (Money{life.upgradeTax, life.currency}));
        QHash<QString, qint64> lines;
        for (const wire::BillingLine &line : invoice.lines)
            lines[line.code] += line.amount.amountMinor;
        QCOMPARE(lines, (QHash<QString, qint64>{{u"plan"_s, life.duo}, {u"hi_fi"_s, life.hiFi}, {u"unused_time"_s, -life.unused}}));
        const auto info = m_world->info(payer);
        QCOMPARE(info.offer.plan, u"duo"_s);
        QVERIFY(info.offer.hiFi);
        QCOMPARE(info.balance, (Money{0, life.currency}));
    }
    void theLedgerHoldsRevenueAndTaxOfEachCurrency_data() { everyLife(); }
    void theLedgerHoldsRevenueAndTaxOfEachCurrency()
    {
        const auto &[life, owner] = one();
        const UserId &payer = owner; // a lambda can't capture the binding
        const auto booked = [&](const char *account) {
            return QString::fromStdString(m_world->sql("SELECT sum(amount_minor) || ' ' || string_agg(DISTINCT currency, ',') FROM "
                                                       "billing.ledger_entry" +
                                                       m_world->of(payer) + " AND account = '" + account + "'"));
        };
        const qint64 paid = life.first + life.duo + life.hiFi - life.unused;
        const qint64 tax = life.firstTax + life.upgradeTax;
        QCOMPARE(booked("cash"), u"%1 %2"_s.arg(paid).arg(life.currency));
        QCOMPARE(booked("revenue"), u"%1 %2"_s.arg(tax - paid).arg(life.currency));
        if (tax > 0)
            QCOMPARE(booked("tax"), u"%1 %2"_s.arg(-tax).arg(life.currency));
    }
    void theBooksAreRight() { QCOMPARE(m_world->audit(), QString()); }

private:
    static void everyLife()
    {
        QTest::addColumn<int>("index");
        for (size_t i = 0; i < std::size(lives); ++i)
            QTest::addRow("%s %s", qPrintable(lives[i].currency), lives[i].period) << int(i);
    }
    static size_t index() { return size_t(*static_cast<int *>(QTest::qData("index", QMetaType::Int))); }
    std::pair<const Life &, UserId> one() const { return {lives[index()], m_payers[index()]}; }
    // Oldest first.
    QList<wire::InvoiceInfo> invoicesOf(const UserId &payer)
    {
        auto page = wire::parseInvoicePage(QJsonDocument::fromJson(m_world->call("listInvoices", payer).body).object());
        std::reverse(page->items.begin(), page->items.end());
        return page->items;
    }

    std::unique_ptr<BillingWorld> m_world;
    std::vector<UserId> m_payers;
    std::vector<qint64> m_taken; // before the upgrade
    std::vector<wire::Preview> m_previews;
};

MELODY_TEST(CurrenciesPgTest)
#include "currencies_pg_test.moc"
