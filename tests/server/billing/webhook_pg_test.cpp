// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a provider tells us comes twice, late and in any order, and is booked once.

#include "billing_world.h"

#include <support/test_main.h>

#include <algorithm>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;
using Kind = GatewayEvent::Kind;

class WebhookPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<BillingWorld>(); }
    void init()
    {
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::Succeeded; };
    }
    void cleanup() { QCOMPARE(m_world->audit(), QString()); }
    void cleanupTestCase() { m_world.reset(); }

    void partsThatTheProviderGaveBackAddUpInAnyOrder()
    {
        QList<qint64> sums{200, 650, 1099}; // as the provider counts them, part by part
        for (const UserId &user : m_world->newSubscribers("individual", 6)) {
            const QString key = m_world->lastKey(user);
            for (const qint64 sum : sums) {
                m_world->hook(Kind::ChargeRefunded, key, sum);
                m_world->hook(Kind::ChargeRefunded, key, sum);
            }
            QCOMPARE(booked(user, "cash", "refund"), -1099);
            QCOMPARE(m_world->sql("SELECT sum(total_minor) FROM billing.invoice" + m_world->of(user) + " AND kind = 'credit_note'"),
                     std::string("1099"));
            std::next_permutation(sums.begin(), sums.end());
        }
    }
    void anEventOfOneIdIsTakenOnce()
    {
        const UserId user = m_world->newSubscriber("individual");
        const QString key = m_world->lastKey(user);
        m_world->hook(Kind::ChargeRefunded, key, 300, u"once"_s);
        m_world->hook(Kind::ChargeRefunded, key, 900, u"once"_s); // whatever it says now
        QCOMPARE(booked(user, "cash", "refund"), -300);
    }
    void whatIsHeardOfBeforeThePaymentIsNotLost()
    {
        const UserId user = m_world->newSubscriber("individual");
        const QString key = pendingUpgrade(user);
        m_world->gateway->become(key, ChargeState::Succeeded);
        m_world->hook(Kind::DisputeOpened, key); // the success itself is still on its way
        QCOMPARE(m_world->info(user).offer.plan, u"duo"_s);
        const qint64 paid = m_world->gateway->taken(user) - 1099;
        QCOMPARE(booked(user, "disputed", "dispute_opened"), paid);
        m_world->hook(Kind::ChargeSucceeded, key);
        m_world->hook(Kind::DisputeWon, key);
        QCOMPARE(booked(user, "cash", "dispute_won"), paid);
        m_world->hook(Kind::ChargeRefunded, key, 100);
        QCOMPARE(booked(user, "cash", "refund"), -100);
    }
    void whatCanNotBeBookedYetIsToComeAgain()
    {
        const UserId user = m_world->newSubscriber("individual");
        const QString key = pendingUpgrade(user);
        const auto early = m_world->tryHook(Kind::ChargeRefunded, key, 100, u"early"_s);
        QVERIFY(!early);
        QCOMPARE(early.error().kind, ErrorKind::Unavailable);
        m_world->gateway->become(key, ChargeState::Succeeded);
        m_world->hook(Kind::ChargeRefunded, key, 100, u"early"_s);
        QCOMPARE(booked(user, "cash", "refund"), -100);
    }
    void aLostDisputeEndsThePlanEvenWhileAnotherPaymentIsUnderWay()
    {
        const UserId user = m_world->newSubscriber("individual");
        const QString key = m_world->lastKey(user);
        const QString other = pendingUpgrade(user);
        const auto early = m_world->tryHook(Kind::DisputeLost, key, {}, u"of two"_s);
        QVERIFY(!early);
        QCOMPARE(early.error().kind, ErrorKind::Unavailable);
        m_world->gateway->become(other, ChargeState::Declined);
        m_world->hook(Kind::ChargeFailed, other);
        QCOMPARE(m_world->info(user).state, u"active"_s);
        m_world->hook(Kind::DisputeLost, key, {}, u"of two"_s);
        QCOMPARE(m_world->info(user).state, u"expired"_s);
        theBankHas(user, key);
    }
    void aProviderThatCanNotBeAskedSendsItAgain()
    {
        const UserId user = m_world->newSubscriber("individual");
        const QString key = m_world->lastKey(user);
        m_world->gateway->away = true;
        QVERIFY(!m_world->tryHook(Kind::DisputeLost, key, {}, u"lost"_s));
        m_world->gateway->away = false;
        QCOMPARE(m_world->info(user).state, u"active"_s);
        m_world->hook(Kind::DisputeLost, key, {}, u"lost"_s);
        QCOMPARE(m_world->info(user).state, u"expired"_s);
        theBankHas(user, key);
    }

private:
    // An upgrade whose payment the provider has not decided on.
    QString pendingUpgrade(const UserId &user)
    {
        m_world->gateway->decide = [](const ChargeRequest &) { return ChargeState::Pending; };
        m_world->call("changeSubscription", user, {{u"command"_s, u"upgrade"_s}, {u"offer"_s, offerJson("duo")}});
        return QString::fromStdString(
            m_world->sql("SELECT user_id || '.' || intent_id FROM billing.payment_intent" + m_world->of(user) + " AND state = 'open'"));
    }
    // For the books' sake: the provider has that money no more.
    void theBankHas(const UserId &user, const QString &key)
    {
        m_world->sql("DELETE FROM public.gateway_charge WHERE key = '" + key.toStdString() +
                     "'; UPDATE billing.payment_intent SET state = 'refunded'" + m_world->of(user) +
                     " AND user_id || '.' || intent_id = '" + key.toStdString() + "'");
    }
    qint64 booked(const UserId &user, const std::string &account, const std::string &memo)
    {
        return std::stoll(m_world->sql("SELECT coalesce(sum(amount_minor), 0) FROM billing.ledger_entry" + m_world->of(user) +
                                       " AND account = '" + account + "' AND memo = '" + memo + "'"));
    }

    std::unique_ptr<BillingWorld> m_world;
};

MELODY_TEST(WebhookPgTest)
#include "webhook_pg_test.moc"
