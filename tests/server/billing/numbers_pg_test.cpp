// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The numbers of invoices have no gaps in a country, whoever comes at the same time and whatever is rolled back.

#include "billing_world.h"

#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;

class NumbersPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsRolledBackLeavesNoGap()
    {
        BillingWorld world;
        const QJsonObject upgrade{{u"command"_s, u"upgrade"_s}, {u"offer"_s, offerJson("duo")}};
        std::vector<UserId> payers;
        for (int i = 0; i < 24; ++i)
            payers.push_back(world.newPayer());
        for (size_t i = 0; i < payers.size(); ++i)
            world.call("subscribe", payers[i], {{u"offer"_s, offerJson("individual")}, {u"country"_s, i % 4 == 0 ? u"ES"_s : u"DE"_s}});
        world.live(std::chrono::days(30) + std::chrono::hours(1));
        QCOMPARE(last(world, "DE-2026") + last(world, "ES-2026"), 24);
        QCOMPARE(world.audit(), QString());
        // Every third one's change is undone after its invoice got a number, while the others are at work.
        std::atomic<int> undone = 0;
        const auto isUnlucky = [&](const UserId &user) {
            return (std::find(payers.begin(), payers.end(), user) - payers.begin()) % 3 == 0;
        };
        world.auditFails = [&](const UserId &user) {
            undone += isUnlucky(user) ? 1 : 0;
            return isUnlucky(user);
        };
        {
            std::vector<std::jthread> clients;
            for (const UserId &payer : payers)
                clients.emplace_back([&] {
                    try {
                        (void)world.tryCall("changeSubscription", payer, upgrade);
                    } catch (const std::exception &) {
                        // As the server does: the request has failed, and its transaction with it.
                    }
                });
        }
        QVERIFY(undone.load() >= 8);
        QCOMPARE(last(world, "DE-2026") + last(world, "ES-2026"), 24 + 16);
        world.auditFails = {};
        world.live(std::chrono::minutes(5)); // what was paid is found out and takes effect
        QCOMPARE(last(world, "DE-2026") + last(world, "ES-2026"), 48);
        for (const UserId &payer : payers)
            QCOMPARE(world.info(payer).offer.plan, u"duo"_s);
        QCOMPARE(world.audit(), QString());
    }

private:
    static int last(const BillingWorld &world, const std::string &series)
    {
        return std::stoi(world.sql("SELECT last_number FROM billing.invoice_counter WHERE series = '" + series + "'"));
    }
};

MELODY_TEST(NumbersPgTest)
#include "numbers_pg_test.moc"
