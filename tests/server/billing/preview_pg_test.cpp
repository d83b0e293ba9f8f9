// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever a listener does, what the preview shows is what happens.

#include "billing_world.h"

#include <support/test_main.h>

#include <QtCore/QJsonDocument>

#include <random>

using namespace melody;
using namespace melody::billing;
using namespace melody::billing::test;
using namespace Qt::StringLiterals;

class PreviewPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPreviewIsWhatHappens()
    {
        constexpr quint32 first = 20261123;
        constexpr int lives = 6;
        constexpr int steps = 25;
        qInfo("seeds %u to %u", first, first + lives - 1);
        BillingWorld world;
        QSet<QString> tried;
        for (quint32 seed = first; seed < first + lives; ++seed) {
            std::mt19937 random(seed);
            const UserId user = world.newPayer();
            for (int i = 0; i < steps; ++i) {
                const QJsonObject command = randomCommand(random);
                const QByteArray said = QJsonDocument(command).toJson() + "seed " + QByteArray::number(seed);
                const auto shown = world.tryCall("previewSubscription", user, command);
                const qint64 before = world.gateway->taken(user);
                QJsonObject first = command;
                first.remove(u"command"_s);
                const auto done = command[u"command"_s] == u"subscribe"_s ? world.tryCall("subscribe", user, first)
                                                                          : world.tryCall("changeSubscription", user, command);
                QVERIFY2(shown.has_value() == done.has_value(), said);
                if (!shown) {
                    QCOMPARE(done.error().code, shown.error().code);
                } else {
                    const auto preview = wire::parsePreview(QJsonDocument::fromJson(shown->body).object());
                    const auto after = world.info(user);
                    QVERIFY2(world.gateway->taken(user) - before == preview->dueNow.amountMinor, said);
                    QVERIFY2(after.state == preview->stateAfter && after.balance.amountMinor == preview->balance.amountMinor, said);
                    QVERIFY2(after.nextOffer.value_or(after.offer) == preview->offerAfter, said);
                    QVERIFY2(after.nextCharge == preview->nextCharge, said);
                    tried.insert(command.value(u"command"_s).toString());
                }
                if (random() % 3 == 0)
                    renewAsShown(world, user, said);
                else
                    world.live(std::chrono::hours(random() % (24 * 20)));
            }
        }
        QCOMPARE(tried.size(), 7); // every command worked at least once
        QCOMPARE(world.audit(), QString());
    }

private:
    static QJsonObject randomCommand(std::mt19937 &random)
    {
        static const QStringList words{u"subscribe"_s, u"upgrade"_s, u"downgrade"_s, u"cancel"_s, u"pause"_s, u"resume"_s, u"reactivate"_s};
        static const std::array plans{"individual", "duo", "family", "student"};
        const QString &word = words[qsizetype(random() % 7)];
        QJsonObject command{{u"command"_s, word}};
        if (words.indexOf(word) < 3) {
            command.insert(u"offer"_s, offerJson(plans[random() % 4], random() % 4 == 0 ? "yearly" : "monthly", random() % 2 == 0));
            command.insert(u"address_confirmed"_s, true);
        }
        if (word == u"subscribe")
            command.insert(u"country"_s, u"DE"_s);
        return command;
    }
    // The next charge comes on its day, with its amount.
    static void renewAsShown(BillingWorld &world, const UserId &user, const QByteArray &said)
    {
        const auto next = world.info(user).nextCharge;
        if (!next || next->at > world.clock.now() + std::chrono::days(40))
            return;
        const qint64 before = world.gateway->taken(user);
        world.clock.advance(next->at - world.clock.now() - std::chrono::seconds(1));
        world.runJobs();
        QVERIFY2(world.gateway->taken(user) == before, said);
        world.clock.advance(std::chrono::seconds(1));
        world.runJobs();
        QVERIFY2(world.gateway->taken(user) - before == next->amount.amountMinor, said);
    }
};

MELODY_TEST(PreviewPgTest)
#include "preview_pg_test.moc"
