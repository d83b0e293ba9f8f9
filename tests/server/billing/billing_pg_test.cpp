// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Subscriptions over the real database, day by day.

#include "billing_world.h"

#include <plans/subscription.h>

#include <support/test_main.h>

#include <QtCore/QJsonDocument>

#include <random>
#include <thread>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;
using std::chrono::days;
using std::chrono::hours;

namespace {

QJsonObject command(const char *word, const QJsonObject &offer = {})
{
    QJsonObject json{{u"command"_s, QString::fromLatin1(word)}};
    if (!offer.isEmpty())
        json.insert(u"offer"_s, offer);
    return json;
}

QJsonObject start(const char *plan, const char *country = "DE")
{
    return {{u"offer"_s, offerJson(plan)}, {u"country"_s, QString::fromLatin1(country)}, {u"address_confirmed"_s, true}};
}

} // namespace

class BillingPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<BillingWorld>(); }
    void init()
    {
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::Succeeded; };
        m_world->gateway->away = m_world->gateway->answersLost = false;
    }
    void cleanup() { QCOMPARE(m_world->audit(), QString()); }
    void cleanupTestCase() { m_world.reset(); }

    void aTrialBecomesAPaidPlanThatRenewsEveryMonth()
    {
        const UserId user = m_world->newPayer();
        QCOMPARE(m_world->info(user).state, u"none"_s);
        QCOMPARE(m_world->billing->entitlementsOf(user).plan, rules::Plan::Free);
        QCOMPARE(m_world->call("subscribe", user, start("individual")).status, 201);
        QCOMPARE(m_world->info(user).state, u"trialing"_s);
        QCOMPARE(m_world->billing->entitlementsOf(user).plan, rules::Plan::Individual);
        QCOMPARE(m_world->gateway->taken(user), 0);
        m_world->live(days(31));
        QCOMPARE(m_world->info(user).state, u"active"_s);
        QCOMPARE(m_world->gateway->taken(user), 1099);
        m_world->live(days(62));
        QCOMPARE(m_world->gateway->taken(user), 3 * 1099);
        const auto invoices = wire::parseInvoicePage(QJsonDocument::fromJson(m_world->call("listInvoices", user).body).object());
        QVERIFY(invoices);
        QCOMPARE(invoices->items.size(), 3);
        QCOMPARE(invoices->items[0].tax.amountMinor, 175);
        const auto pdf = m_world->call("getInvoicePdf", user, {}, {{u"id"_s, invoices->items[0].id.toString(QUuid::WithoutBraces)}});
        QVERIFY(pdf.body.startsWith("%PDF-"));
    }
    void aPreviewIsWhatTheChangeCharges()
    {
        const UserId user = m_world->newSubscriber("individual");
        m_world->live(days(9) + hours(5));
        const auto wanted = command("upgrade", offerJson("duo", "monthly", true));
        const auto preview = wire::parsePreview(QJsonDocument::fromJson(m_world->call("previewSubscription", user, wanted).body).object());
        QVERIFY(preview);
        const qint64 before = m_world->gateway->taken(user);
        m_world->clock.advance(std::chrono::minutes(7));
        auto quoted = wanted;
        quoted.insert(u"quote"_s, QJsonObject{{u"at"_s, formatTime(preview->quote.at)}, {u"version"_s, preview->quote.version}});
        m_world->call("changeSubscription", user, quoted);
        QCOMPARE(m_world->gateway->taken(user) - before, preview->dueNow.amountMinor);
        QCOMPARE(m_world->info(user).offer.plan, u"duo"_s);
        QVERIFY(m_world->billing->entitlementsOf(user).hiFi);
        QCOMPARE(m_world->codeOf("changeSubscription", user, quoted), u"version_conflict"_s);
    }
    void whoCancelsIsToldTheDayThatTheirPlanRunsTo()
    {
        const UserId user = m_world->newSubscriber("individual");
        m_world->live(days(9));
        const auto preview =
            wire::parsePreview(QJsonDocument::fromJson(m_world->call("previewSubscription", user, command("cancel")).body).object());
        QVERIFY(preview);
        QCOMPARE(preview->stateAfter, u"canceled"_s);
        QCOMPARE(std::optional(preview->effective), m_world->info(user).periodEnd);
        m_world->call("changeSubscription", user, command("cancel"));
        QCOMPARE(std::optional(preview->effective), m_world->info(user).periodEnd);
    }
    void aDeclinedUpgradeChangesNothing()
    {
        const UserId user = m_world->newSubscriber("individual");
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::Declined; };
        const auto before = m_world->info(user);
        QCOMPARE(m_world->codeOf("changeSubscription", user, command("upgrade", offerJson("duo"))), u"payment_declined"_s);
        QCOMPARE(m_world->info(user).version, before.version);
        QCOMPARE(m_world->info(user).offer.plan, u"individual"_s);
    }
    void anUnpaidRenewalGoesThroughGraceToTheFreePlan()
    {
        const UserId user = m_world->newSubscriber("individual");
        const qint64 before = m_world->gateway->taken(user);
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::Declined; };
        m_world->live(days(32));
        QCOMPARE(m_world->info(user).state, u"past_due"_s);
        QCOMPARE(m_world->billing->entitlementsOf(user).plan, rules::Plan::Individual);
        m_world->live(days(10));
        QCOMPARE(m_world->info(user).state, u"expired"_s);
        QCOMPARE(m_world->billing->entitlementsOf(user).plan, rules::Plan::Free);
        QCOMPARE(m_world->gateway->taken(user), before);
    }
    // Asked for when it was due and four times after that; each time its owner reads until when, and in the end that it is over.
    void whoDoesNotPayIsWrittenToUntilThePlanEnds()
    {
        BillingWorld world(true);
        const UserId user = world.newSubscriber("individual");
        world.gateway->decide = [](const ChargeRequest &) { return ChargeState::Declined; };
        world.mails.clear();
        world.live(std::chrono::days(42));
        QCOMPARE(world.info(user).state, u"expired"_s);
        QCOMPARE(world.sql("SELECT count(*) FROM billing.payment_intent" + world.of(user) + " AND state = 'declined'"), std::string("5"));
        QStringList subjects;
        QSet<QString> keys;
        for (const mail::Mail &mail : world.mails) {
            QCOMPARE(mail.to.section(u'@', 0, 0), user.toString().right(12));
            QVERIFY2(mail.text.contains(u"tu biblioteca"_s), qPrintable(mail.text));
            subjects.append(mail.subject);
            keys.insert(mail.key);
        }
        QStringList expected(5, u"No se pudo cobrar Melody Individual"_s);
        expected.append(u"Melody Individual ha terminado"_s);
        QCOMPARE(subjects, expected);
        QCOMPARE(keys.size(), 6); // none is taken for another
    }
    void anOverdueRenewalIsPaidByReactivating()
    {
        const UserId user = m_world->newSubscriber("individual");
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::Declined; };
        m_world->live(days(32));
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::Succeeded; };
        const auto due = m_world->info(user);
        m_world->call("changeSubscription", user, command("reactivate"));
        QCOMPARE(m_world->info(user).state, u"active"_s);
        QCOMPARE(m_world->info(user).periodStart, due.periodEnd); // the grace is paid
    }
    void aLostAnswerIsFoundOutAndNotChargedAgain()
    {
        const UserId user = m_world->newSubscriber("individual");
        m_world->gateway->answersLost = true;
        const qint64 before = m_world->gateway->taken(user);
        QCOMPARE(m_world->codeOf("changeSubscription", user, command("upgrade", offerJson("family"))), u"invalid_field"_s);
        auto family = command("upgrade", offerJson("family"));
        family.insert(u"address_confirmed"_s, true);
        QCOMPARE(m_world->codeOf("changeSubscription", user, family), u"gateway_unreachable"_s);
        QCOMPARE(m_world->info(user).payment->state, u"pending"_s);
        m_world->gateway->answersLost = false;
        m_world->live(std::chrono::minutes(2));
        QCOMPARE(m_world->info(user).offer.plan, u"family"_s);
        QVERIFY(m_world->gateway->taken(user) > before);
    }
    void aConfirmationThatNobodyGivesIsAbandonedAndLateMoneyGoesBack()
    {
        const UserId user = m_world->newSubscriber("individual");
        const qint64 before = m_world->gateway->taken(user);
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::NeedsAction; };
        m_world->call("changeSubscription", user, command("upgrade", offerJson("duo")));
        QCOMPARE(m_world->info(user).payment->state, u"needs_action"_s);
        QVERIFY(!m_world->info(user).payment->actionUrl.isEmpty());
        // Something else instead.
        m_world->call("changeSubscription", user, command("cancel"));
        QCOMPARE(m_world->info(user).state, u"canceled"_s);
        const auto key =
            QString::fromStdString(m_world->sql("SELECT user_id || '.' || intent_id FROM billing.payment_intent WHERE state = 'abandoned' "
                                                "AND user_id = '" +
                                                user.toString().toStdString() + "'"));
        QVERIFY(!key.isEmpty());
        m_world->gateway->become(key, ChargeState::Succeeded);
        m_world->hook(GatewayEvent::Kind::ChargeSucceeded, key);
        m_world->live(hours(1));
        QCOMPARE(m_world->gateway->taken(user), before);
        QCOMPARE(m_world->info(user).offer.plan, u"individual"_s);
    }
    void aPausedPlanIsCreditUntilItIsResumed()
    {
        const UserId user = m_world->newSubscriber("individual");
        m_world->live(days(10));
        m_world->call("changeSubscription", user, command("pause"));
        const auto paused = m_world->info(user);
        QCOMPARE(paused.state, u"paused"_s);
        QVERIFY(paused.balance.amountMinor > 0);
        QCOMPARE(m_world->billing->entitlementsOf(user).plan, rules::Plan::Free);
        const qint64 before = m_world->gateway->taken(user);
        m_world->call("changeSubscription", user, command("resume"));
        QCOMPARE(m_world->gateway->taken(user) - before, 1099 - paused.balance.amountMinor);
        QCOMPARE(m_world->info(user).balance.amountMinor, 0);
    }
    void whatItIsCanBeMadeAgainFromItsEvents()
    {
        const UserId user = m_world->newSubscriber("duo");
        m_world->call("changeSubscription", user, command("pause"));
        m_world->live(days(5));
        m_world->call("changeSubscription", user, command("resume"));
        m_world->call("changeSubscription", user, command("downgrade", offerJson("individual")));
        m_world->live(days(70));
        m_world->call("changeSubscription", user, command("cancel"));
        const std::string of = "WHERE user_id = '" + user.toString().toStdString() + "'";
        const auto changes = QJsonDocument::fromJson(
            QByteArray::fromStdString(m_world->sql("SELECT jsonb_agg(changes ORDER BY sequence) FROM billing.subscription_event " + of)));
        QJsonObject rebuilt = toJson(Subscription());
        for (const QJsonValue &change : changes.array())
            rebuilt = withChanges(rebuilt, change.toObject());
        const auto stored = QJsonDocument::fromJson(QByteArray::fromStdString(m_world->sql("SELECT body FROM billing.subscription " + of)));
        QVERIFY(changes.array().size() > 5);
        QCOMPARE(rebuilt, stored.object());
    }
    void whatIsWrittenStays()
    {
        (void)m_world->newSubscriber("individual");
        const std::string written = "c.relname ~ '^(subscription_event|ledger_entry|invoice)(_[0-9]+)?$' AND c.relnamespace = "
                                    "'billing'::regnamespace";
        QCOMPARE(m_world->sql("SELECT count(*) FROM pg_class c WHERE c.relkind IN ('r', 'p') AND " + written), std::string("51"));
        // No role of the application may, on the tables or their partitions.
        QCOMPARE(
            m_world->sql("SELECT coalesce(string_agg(r.rolname || ' ' || c.relname, ', '), '') FROM pg_class c, pg_roles r WHERE "
                         "c.relkind IN ('r', 'p') AND r.rolname LIKE 'melody\\_%' AND (has_any_column_privilege(r.oid, c.oid, 'UPDATE') "
                         "OR has_table_privilege(r.oid, c.oid, 'DELETE') OR has_table_privilege(r.oid, c.oid, 'TRUNCATE')) AND " +
                         written),
            std::string());
        // Not even the owner can.
        for (const std::string table : {"subscription_event", "ledger_entry", "invoice"}) {
            for (const std::string &change : {"UPDATE billing." + table + " SET user_id = user_id", "DELETE FROM billing." + table,
                                              "TRUNCATE billing." + table, "TRUNCATE billing." + table + "_3"})
                m_world->sql("DO $$ BEGIN " + change + "; RAISE 'changed'; EXCEPTION WHEN restrict_violation THEN NULL; END $$");
        }
    }
    // The check is deferred, so it runs as whoever the transaction is at its end.
    void aPostingIsCheckedWhoeverTheTransactionEndsAs()
    {
        static constexpr db::Query entry{
            "test.entry",
            "INSERT INTO billing.ledger_entry (user_id, posting_id, line, account, amount_minor, currency, country, posted_at, memo) "
            "VALUES ($1, $1, $2, 'cash', $3, 'EUR', 'DE', now(), 'x')"};
        static constexpr db::Query nothing{"test.nothing", "SELECT 1"};
        enum End { OfTheUser, OfNobody, OfAnotherService };
        for (const End end : {OfTheUser, OfNobody, OfAnotherService}) {
            for (const bool balanced : {true, false}) {
                const auto posted = m_world->pg().database().run({"melody_billing"}, [&](db::Transaction &transaction) -> Result<void> {
                    const UserId user = UserId::create(m_world->clock.now());
                    {
                        const db::UserScope scope(transaction, user);
                        transaction.exec(entry, {user, 1, qint64(5)});
                        transaction.exec(entry, {user, 2, qint64(balanced ? -5 : -4)});
                    }
                    if (end == OfNobody)
                        transaction.exec(nothing);
                    const db::RoleScope scope(transaction, "melody_platform");
                    if (end == OfAnotherService)
                        transaction.exec(nothing);
                    return {};
                });
                QVERIFY2(posted.has_value() == balanced, qPrintable(posted ? u"an unbalanced posting was taken"_s : posted.error().detail));
            }
        }
    }
    void sixtyFourClientsAtOnceChargeOnce()
    {
        const UserId user = m_world->newSubscriber("individual");
        const qint64 before = m_world->gateway->taken(user);
        const qint64 version = m_world->info(user).version;
        const auto preview = wire::parsePreview(
            QJsonDocument::fromJson(m_world->call("previewSubscription", user, command("upgrade", offerJson("duo"))).body).object());
        std::atomic<int> worked = 0;
        {
            std::vector<std::jthread> clients;
            for (int i = 0; i < 64; ++i) {
                clients.emplace_back([&] {
                    if (m_world->tryCall("changeSubscription", user, command("upgrade", offerJson("duo"))))
                        ++worked;
                });
            }
        }
        m_world->live(std::chrono::minutes(2));
        QCOMPARE(worked.load(), 1);
        QCOMPARE(m_world->gateway->taken(user) - before, preview->dueNow.amountMinor);
        QCOMPARE(m_world->info(user).version, version + 1);
    }
    void giftsEndByThemselvesAndCostNothing()
    {
        const auto user = UserId::create(m_world->clock.now());
        QVERIFY(m_world->billing->grant(user, {rules::Plan::Individual, true, u"DE"_s, m_world->clock.now() + days(40)}));
        QVERIFY(m_world->billing->entitlementsOf(user).hiFi);
        m_world->live(days(41));
        QCOMPARE(m_world->billing->entitlementsOf(user).plan, rules::Plan::Free);
        QCOMPARE(m_world->info(user).state, u"expired"_s);
        QCOMPARE(m_world->gateway->taken(user), 0);
    }
    void aNewPriceIsTakenFromItsDayOn()
    {
        const UserId user = m_world->newSubscriber("duo");
        const qint64 before = m_world->gateway->taken(user);
        const TimePoint from = m_world->clock.now() + days(35);
        QVERIFY(!m_world->billing->setPrice({u"duo"_s, u"monthly"_s, {1599, u"EUR"_s}, m_world->clock.now()}, u"too soon"_s));
        QVERIFY(m_world->billing->setPrice({u"duo"_s, u"monthly"_s, {1599, u"EUR"_s}, from}, u"new year"_s));
        m_world->live(days(32));
        QCOMPARE(m_world->gateway->taken(user) - before, 1499);
        m_world->live(days(31));
        QCOMPARE(m_world->gateway->taken(user) - before, 1499 + 1599);
    }
    void disputesAreBookedOnceInAnyOrder()
    {
        const UserId user = m_world->newSubscriber("individual");
        const QString key = m_world->lastKey(user);
        for (const auto kind : {GatewayEvent::Kind::DisputeLost, GatewayEvent::Kind::DisputeOpened, GatewayEvent::Kind::DisputeLost})
            m_world->hook(kind, key);
        QCOMPARE(m_world->info(user).state, u"expired"_s);
        QCOMPARE(m_world->sql("SELECT sum(amount_minor) FROM billing.ledger_entry WHERE account = 'dispute_loss' AND user_id = '" +
                              user.toString().toStdString() + "'"),
                 std::string("1099"));
        // The books say that the provider has the money no more.
        m_world->sql("DELETE FROM public.gateway_charge WHERE key = '" + key.toStdString() +
                     "'; UPDATE billing.payment_intent SET state = 'refunded' "
                     "WHERE user_id || '.' || intent_id = '" +
                     key.toStdString() + "'");
    }

private:
    std::unique_ptr<BillingWorld> m_world;
};

MELODY_TEST(BillingPgTest)
#include "billing_pg_test.moc"
