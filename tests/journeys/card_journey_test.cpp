// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A payer signs up, pays by card (with a bank that asks, too) and is charged again, all through melodyd and its worker: afterwards neither
// the numbers of the cards nor the password stand in any table, file, log, mail or memory of ours, nor the numbers in the provider's.

#include <journey/stack.h>
#include <support/card_scan.h>
#include <support/payer.h>
#include <support/sandbox_process.h>
#include <support/test_main.h>

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

const QString good = u"4242 4242 4242 4242"_s;
const QString asking = u"4000 0027 6000 3184"_s;        // whose bank asks the payer
const QString password = u"490321857730264418835512"_s; // of digits, so that the same eyes find it
constexpr int patienceMs = 60'000;

} // namespace

class CardJourney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatAPayerTypesStaysNowhere()
    {
        test::Stack stack;
        const test::SandboxProcess sandbox(stack.baseUrl().toString() + u"/v1/payments/webhooks/sandbox"_s, stack.caFile());
        stack.killServer();
        stack.killWorker();
        stack.addSettings({u"--payments-provider"_s, u"sandbox"_s, u"--payments-url"_s, sandbox.url(), u"--payments-ca-file"_s,
                           sandbox.caFile(), u"--payments-api-key-file"_s, sandbox.apiKeyFile(), u"--payments-webhook-secret-file"_s,
                           sandbox.webhookSecretFile(), u"--mail-folder"_s, stack.path(u"mail"_s)});
        stack.startServer();
        stack.startWorker();
        m_client = http_client::createHttpClient({.caFile = stack.caFile()});
        m_url = stack.baseUrl().toString();

        m_token.clear();
        tell("/v1/accounts",
             {{u"email"_s, u"payer@melody.test"_s}, {u"password"_s, password}, {u"display_name"_s, u"Pia"_s}, {u"language"_s, u"en"_s}},
             202);
        const QJsonObject device{{u"device_name"_s, u"Test"_s},
                                 {u"device_public_key"_s, QString::fromLatin1(QByteArray(32, 'k').toBase64())}};
        QJsonObject signIn = device;
        signIn.insert(u"email"_s, u"payer@melody.test"_s);
        signIn.insert(u"password"_s, u"x"_s + password);
        tell("/v1/sessions", signIn, 401);
        signIn.insert(u"password"_s, password);
        m_token = tell("/v1/sessions", signIn, 201)[u"access_token"_s].toString().toLatin1();

        addCard(sandbox, good);
        tell("/v1/me/subscription", {{u"offer"_s, offer(u"individual"_s)}, {u"country"_s, u"DE"_s}}, 201);
        stack.passBillingDays(31);
        QTRY_COMPARE_WITH_TIMEOUT(stack.ask(u"SELECT count(*) FROM billing.invoice"_s), u"1"_s, patienceMs); // charged by the worker
        addCard(sandbox, asking);
        const QJsonObject upgrade{{u"command"_s, u"upgrade"_s}, {u"offer"_s, offer(u"duo"_s)}};
        const QString question = tell("/v1/me/subscription/changes", upgrade, 200)[u"payment"_s][u"action_url"_s].toString();
        QVERIFY(question.startsWith(sandbox.url()));
        QCOMPARE(test::answerChallenge(*sandbox.client(), question, true)->status, 200);
        // Whoever is first: the provider's word, or the worker that asks again.
        QTRY_COMPARE_WITH_TIMEOUT(stack.ask(u"SELECT plan FROM billing.subscription"_s), u"duo"_s, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(stack.ask(u"SELECT count(*) FROM billing.webhook_event"_s).toInt() >= 4, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(QDir(stack.path(u"mail"_s)).entryList({u"*.eml"_s}).size() >= 3, patienceMs); // two invoices among them

        QStringList found{u"nothing was read"_s};
        for (int i = 0; i < patienceMs / 1000 && !found.isEmpty(); ++i) { // connections close in their own time
            test::CardScan scan({good, asking, password});
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

private:
    static QJsonObject offer(const QString &plan) { return {{u"plan"_s, plan}, {u"period"_s, u"monthly"_s}, {u"hi_fi"_s, false}}; }
    QJsonObject tell(const QByteArray &path, const QJsonObject &body, int expected)
    {
        http_client::Request request{"POST", m_url + QString::fromLatin1(path), {{"Content-Type", "application/json"}}};
        if (!m_token.isEmpty())
            request.headers.emplaceBack("Authorization", "Bearer " + m_token);
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        const auto answer = m_client->send(request);
        if (!answer || answer->status != expected)
            qFatal("%s: %s", path.constData(), answer ? answer->body.constData() : qPrintable(answer.error().detail));
        return QJsonDocument::fromJson(answer->body).object();
    }
    void addCard(const test::SandboxProcess &sandbox, const QString &number)
    {
        const QJsonObject setup = tell("/v1/me/payment-methods", {{u"return_url"_s, u"http://127.0.0.1:1/done"_s}}, 200);
        const auto typed = test::fillCardForm(*sandbox.client(), setup[u"form_url"_s].toString(), {.number = number});
        if (!typed || typed->status != 303)
            qFatal("the card was not taken");
        tell("/v1/me/payment-methods", {{u"setup"_s, setup[u"setup"_s]}}, 201);
    }

    std::unique_ptr<http_client::HttpClient> m_client;
    QString m_url;
    QByteArray m_token;
};

MELODY_TEST(CardJourney)
#include "card_journey_test.moc"
