// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A payer's card goes to the provider and nowhere else: after it was typed into the real form and charged, its number stands in no table,
// file, log or memory of ours, nor of the provider's.

#include <billing/payment_gateway.h>
#include <journey/stack.h>
#include <support/card_scan.h>
#include <support/payer.h>
#include <support/sandbox_process.h>
#include <support/test_main.h>

#include <QtCore/QJsonArray>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

const QString number = u"4242 4242 4242 4242"_s;
constexpr int patienceS = 60;

} // namespace

class CardJourney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCardNumberStaysWithThePayer()
    {
        test::Stack stack;
        const test::SandboxProcess sandbox(stack.baseUrl().toString() + u"/v1/payments/webhooks/sandbox"_s, stack.caFile());
        stack.killServer();
        stack.addSettings({u"--payments-provider"_s, u"sandbox"_s, u"--payments-url"_s, sandbox.url(), u"--payments-ca-file"_s,
                           sandbox.caFile(), u"--payments-api-key-file"_s, sandbox.apiKeyFile(), u"--payments-webhook-secret-file"_s,
                           sandbox.webhookSecretFile()});
        stack.startServer();
        (void)stack.addPerson(u"payer"_s);

        const auto gateway = payments::createSandboxGateway(sandbox.gatewayOptions(), sandbox.client());
        const auto customer = gateway->createCustomer(u"payer"_s, u"payer"_s);
        const auto setup = gateway->beginMethod(*customer, u"http://127.0.0.1:1/done"_s);
        QVERIFY(setup);
        QCOMPARE(test::fillCardForm(*sandbox.client(), setup->formUrl, {.number = number})->status, 303);
        const auto method = gateway->finishMethod(setup->setup);
        QVERIFY(method);
        const auto charge = gateway->charge({.key = u"first"_s,
                                             .customer = *customer,
                                             .methodToken = method->token,
                                             .amount = {999, u"EUR"_s},
                                             .description = u"Melody"_s});
        QVERIFY(charge && charge->state == billing::ChargeState::Succeeded);
        QVERIFY(!sandbox.get(u"/v1/events"_s)[u"items"_s].toArray().isEmpty()); // on their way to melodyd

        QStringList found{u"nothing was read"_s};
        for (int i = 0; i < patienceS && !found.isEmpty(); ++i) { // the provider's connections close in their own time
            test::CardScan scan({number});
            scan.database([&](const std::string &sql) { return stack.ask(QString::fromStdString(sql)).toStdString(); });
            scan.folder(stack.path(u"."_s));
            scan.folder(sandbox.folder());
            for (const qint64 pid : {stack.serverPid(), stack.workerPid(), sandbox.pid()})
                scan.process(pid);
            QVERIFY(scan.tables() > 10 && scan.files() > 10 && scan.memoryBytes() > 10'000'000);
            found = scan.findings();
            if (!found.isEmpty())
                QTest::qSleep(1000);
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
};

MELODY_TEST(CardJourney)
#include "card_journey_test.moc"
