// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program itself, over HTTPS.

#include <billing/payment_gateway.h>
#include <support/card_scan.h>
#include <support/payer.h>
#include <support/sandbox_process.h>
#include <support/test_main.h>
#include <support/webhook_sink.h>
#include <values/sanitized.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace melody;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using billing::ChargeState;
using billing::GatewayEvent;

namespace {

constexpr int patienceMs = 60'000;
const QString returnUrl = u"http://127.0.0.1:1/back?card=1"_s;

// A merchant with a customer.
struct Shop {
    explicit Shop(const test::SandboxProcess &sandbox)
        : browser(sandbox.client()), gateway(payments::createSandboxGateway(sandbox.gatewayOptions(), sandbox.client())),
          customer(*gateway->createCustomer(u"c"_s, u"user"_s))
    {
    }
    [[nodiscard]] QString store(const QString &number)
    {
        const auto setup = gateway->beginMethod(customer, returnUrl);
        const auto answer = test::fillCardForm(*browser, setup->formUrl, {.number = number});
        if (!answer || answer->status != 303)
            qFatal("the form was not taken: %s", answer ? answer->body.constData() : qPrintable(answer.error().detail));
        return gateway->finishMethod(setup->setup)->token;
    }
    [[nodiscard]] Result<billing::Charge> charge(const QString &method, const QString &key) const
    {
        return gateway->charge(
            {.key = key, .customer = customer, .methodToken = method, .amount = {999, u"EUR"_s}, .description = u"Melody"_s});
    }

    std::unique_ptr<http_client::HttpClient> browser;
    std::unique_ptr<billing::PaymentGateway> gateway;
    QString customer;
};

QStringList idsOf(const std::vector<test::ReceivedWebhook> &webhooks)
{
    QStringList ids;
    for (const auto &webhook : webhooks)
        ids.append(QJsonDocument::fromJson(webhook.body)[u"id"_s].toString());
    return ids;
}

} // namespace

class SandboxProgramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFormIsPlainAccessibleHtmlInTwoLanguages()
    {
        const test::SandboxProcess sandbox;
        Shop shop(sandbox);
        const QString url = shop.gateway->beginMethod(shop.customer, returnUrl)->formUrl;
        QVERIFY(url.startsWith(sandbox.url() + u"/pay/"_s));
        const auto page = shop.browser->send({"GET", url, {{"Accept-Language", "fr, es-MX;q=0.8, en;q=0.5"}}});
        QVERIFY(page && page->status == 200);
        const QByteArray html = page->body;
        QVERIFY(html.contains("<html lang=\"es\">"));
        QVERIFY(html.contains("Número de tarjeta"));
        for (const char *part :
             {"name=\"viewport\"", "<label for=\"number\">", "<label for=\"expiry_month\">", "<label for=\"expiry_year\">",
              "<label for=\"code\">", "autocomplete=\"cc-number\"", "method=\"post\" action=\"/pay/"})
            QVERIFY2(html.contains(part), part);
        QVERIFY(!html.contains("<script"));
        const QByteArray policy = page->headers.value("content-security-policy");
        QVERIFY2(policy.contains("default-src 'none'") && policy.contains("form-action 'self' http://127.0.0.1:1"), policy);
        QVERIFY(shop.browser->send({"GET", url})->body.contains("Card number"));
    }
    void whatIsWrongIsSaidBesideItsFieldAndNeverShownAgain()
    {
        const test::SandboxProcess sandbox;
        Shop shop(sandbox);
        const QString url = shop.gateway->beginMethod(shop.customer, returnUrl)->formUrl;
        const auto wrong = test::fillCardForm(*shop.browser, url, {.number = u"4242 4242 4242 4241"_s, .expiryMonth = u"<13>"_s});
        QVERIFY(wrong && wrong->status == 422);
        QVERIFY(wrong->body.contains("id=\"number-wrong\"") && wrong->body.contains("aria-describedby=\"number-wrong\""));
        QVERIFY(wrong->body.contains("id=\"expiry_month-wrong\""));
        QVERIFY(!wrong->body.contains("4241") && !wrong->body.contains("<13>"));
        const auto declined = test::fillCardForm(*shop.browser, url, {.number = u"4000000000000036"_s});
        QVERIFY(declined && declined->status == 402 && declined->body.contains("role=\"alert\""));
        const auto good = test::fillCardForm(*shop.browser, url, {.number = u"4242424242424242"_s});
        QVERIFY(good && good->status == 303);
        QCOMPARE(good->headers.value("location"), returnUrl.toUtf8());
        QCOMPARE(shop.browser->send({"GET", url})->status, 409); // used
    }
    void aCardThatTheBankAsksAboutIsStoredAfterTheAnswer()
    {
        const test::SandboxProcess sandbox;
        Shop shop(sandbox);
        const auto setup = shop.gateway->beginMethod(shop.customer, returnUrl);
        const auto refuse = [&](bool approve) {
            const auto asked = test::fillCardForm(*shop.browser, setup->formUrl, {.number = u"4000002500003155"_s});
            return test::answerChallenge(*shop.browser, QString::fromUtf8(asked->headers.value("location")), approve);
        };
        QCOMPARE(refuse(false)->headers.value("location"), setup->formUrl.toUtf8());
        QCOMPARE(shop.gateway->finishMethod(setup->setup).error().kind, ErrorKind::Conflict);
        QCOMPARE(refuse(true)->headers.value("location"), returnUrl.toUtf8());
        const auto stored = shop.gateway->finishMethod(setup->setup);
        QVERIFY(stored);
        QVERIFY(shop.charge(stored->token, u"renewal"_s)->state == ChargeState::Succeeded);
    }
    void aTokenFromAnAppsOwnFormIsGoodOnce()
    {
        const test::SandboxProcess sandbox;
        Shop shop(sandbox);
        const auto post = [&](const QString &path, const QJsonObject &body) {
            return shop.browser->send({"POST", sandbox.url() + path, {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson()});
        };
        const QJsonObject card{
            {u"number"_s, u"4242424242424242"_s}, {u"expiry_month"_s, u"11"_s}, {u"expiry_year"_s, u"39"_s}, {u"code"_s, u"123"_s}};
        const auto token = post(u"/v1/tokens"_s, card);
        QCOMPARE(token->status, 201);
        const QJsonObject face = QJsonDocument::fromJson(token->body).object();
        QCOMPARE(face.keys(), (QStringList{u"brand"_s, u"expiry_month"_s, u"expiry_year"_s, u"id"_s, u"last4"_s}));
        const auto first = shop.gateway->beginMethod(shop.customer, returnUrl);
        const auto second = shop.gateway->beginMethod(shop.customer, returnUrl);
        const QJsonObject use{{u"token"_s, face[u"id"_s]}};
        QCOMPARE(post(u"/v1/setups/%1/confirmations"_s.arg(first->setup), use)->status, 200);
        QCOMPARE(post(u"/v1/setups/%1/confirmations"_s.arg(second->setup), use)->status, 404);
        QVERIFY(shop.gateway->finishMethod(first->setup));
        QCOMPARE(post(u"/v1/tokens"_s, {{u"number"_s, u"1"_s}})->status, 422);
        QCOMPARE(post(u"/v1/customers"_s, {{u"reference"_s, u"x"_s}})->status, 401); // without the merchant's key
    }
    void cardsThatFailLaterAndChargesThatSettleLater()
    {
        const test::SandboxProcess sandbox;
        sandbox.control({{u"settle_ms"_s, 300}});
        Shop shop(sandbox);
        const QString fading = shop.store(u"4000000000000341"_s);
        QVERIFY(shop.charge(fading, u"1"_s)->state == ChargeState::Succeeded);
        QCOMPARE(shop.charge(fading, u"2"_s)->declineCode, u"insufficient_funds"_s);
        QVERIFY(shop.charge(fading, u"1"_s)->state == ChargeState::Succeeded);
        QVERIFY(shop.charge(shop.store(u"4000000000000077"_s), u"3"_s)->state == ChargeState::Pending);
        QTRY_VERIFY_WITH_TIMEOUT(shop.gateway->chargeByKey(u"3"_s)->state == ChargeState::Succeeded, patienceMs);
    }
    void disputesAreOpenedAndDecided()
    {
        test::WebhookSink sink;
        const test::SandboxProcess sandbox(sink.url());
        Shop shop(sandbox);
        const auto charge = shop.charge(shop.store(u"4000000000006074"_s), u"disputed"_s);
        const SystemClock clock;
        const auto kinds = [&](size_t count) {
            std::vector<GatewayEvent::Kind> kinds;
            for (const auto &webhook : sink.waitFor(count)) {
                const auto event = shop.gateway->readWebhook(webhook.headers, webhook.body, clock.now());
                kinds.push_back(event ? event->kind : GatewayEvent::Kind::Ignored);
            }
            return kinds;
        };
        using enum GatewayEvent::Kind;
        QVERIFY((kinds(3) == std::vector{MethodStored, ChargeSucceeded, DisputeOpened}));
        const auto events = sandbox.get(u"/v1/events"_s)[u"items"_s].toArray();
        QString dispute;
        for (const QJsonValue &event : events)
            dispute += event[u"data"_s][u"dispute"_s][u"id"_s].toString();
        QCOMPARE(sandbox.send("PUT", u"/v1/disputes/"_s + dispute, {{u"won"_s, false}})[u"state"_s].toString(), u"lost"_s);
        QVERIFY(kinds(4).back() == DisputeLost);
        const QString second = sandbox.send("POST", u"/v1/disputes"_s, {{u"charge"_s, charge->id}})[u"id"_s].toString();
        sandbox.send("PUT", u"/v1/disputes/"_s + second, {{u"won"_s, true}});
        QVERIFY(kinds(6).back() == DisputeWon);
    }
    void webhooksComeLateTwiceBackwardsAndAgainAfterALoss()
    {
        test::WebhookSink sink;
        const test::SandboxProcess sandbox(sink.url());
        Shop shop(sandbox);
        const QString method = shop.store(u"4242424242424242"_s);
        (void)sink.waitFor(1);
        sandbox.control({{u"webhook_hold"_s, true}, {u"webhook_duplicates"_s, 1}, {u"webhook_retry_ms"_s, 10}});
        for (const QString &key : {u"1"_s, u"2"_s, u"3"_s})
            QVERIFY(shop.charge(method, key));
        QCOMPARE(sink.received().size(), size_t(1)); // held back
        sandbox.control({{u"webhook_hold"_s, false}, {u"webhook_order"_s, u"reverse"_s}});
        const QStringList ids = idsOf(sink.waitFor(7)).sliced(1);
        QCOMPARE(ids.size(), 6);
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 3);
        QCOMPARE(ids[0], ids[1]);
        QCOMPARE(QJsonDocument::fromJson(sink.received()[1].body)[u"data"_s][u"charge"_s][u"key"_s].toString(), u"3"_s);

        sandbox.control({{u"webhook_duplicates"_s, 0}, {u"webhook_drop_first"_s, 3}, {u"webhook_order"_s, u"forward"_s}});
        QVERIFY(shop.charge(method, u"dropped"_s)); // three attempts are lost on their way, the fourth comes
        QCOMPARE(sink.waitFor(8).size(), size_t(8));
        sandbox.control({{u"webhook_drop_first"_s, 0}});
        sink.answerWith(500); // the merchant's server is ill: asked again until it is well
        QVERIFY(shop.charge(method, u"refused"_s));
        QVERIFY(sink.waitFor(10).size() >= 10);
        sink.answerWith(200);
        QTRY_COMPARE_WITH_TIMEOUT(sandbox.get(u"/v1/events"_s)[u"undelivered"_s].toInt(), 0, patienceMs);
        const auto wrong =
            payments::createSandboxGateway({.url = sandbox.url(), .apiKey = "wrong-key-of-a-test", .attempts = 1}, sandbox.client());
        QCOMPARE(wrong->chargeByKey(u"1"_s).error().code, u"payment_credentials"_s);
    }
    // Whatever was answered is there after SIGKILL, and what was not told yet is told afterwards.
    void nothingAnsweredIsLostByAKill()
    {
        test::WebhookSink sink;
        test::SandboxProcess sandbox(sink.url());
        Shop shop(sandbox);
        const QString method = shop.store(u"4242424242424242"_s);
        sandbox.control({{u"webhook_hold"_s, true}});
        QHash<QString, QString> made;
        for (int round = 0; round < 5; ++round) {
            for (int i = 0; i < 5; ++i) {
                const QString key = u"%1-%2"_s.arg(round).arg(i);
                const auto charge = shop.charge(method, key);
                QVERIFY(charge);
                made.insert(key, charge->id);
            }
            sandbox.kill9();
            sandbox.start();
        }
        for (auto one = made.begin(); one != made.end(); ++one) {
            QCOMPARE(shop.gateway->chargeByKey(one.key())->id, one.value());
            QCOMPARE(shop.charge(method, one.key())->id, one.value());
        }
        QCOMPARE(sandbox.get(u"/v1/charges"_s)[u"items"_s].toArray().size(), made.size());
        sandbox.control({{u"webhook_hold"_s, false}});
        const QStringList ids = idsOf(sink.waitFor(size_t(made.size()) + 1));
        QVERIFY(QSet<QString>(ids.begin(), ids.end()).size() >= made.size());
    }
    // What a payer types is gone once it is a token: from the file, and from memory when the connection is.
    void noNumberStaysInFileOrMemory()
    {
#ifdef MELODY_SANITIZED
        QSKIP("a sanitizer's allocator keeps what was freed, to find who still reads it");
#endif
        const test::SandboxProcess sandbox;
        const QStringList numbers{u"4242424242424242"_s, u"4000002760003184"_s, u"4242424242424241"_s};
        {
            Shop shop(sandbox);
            (void)shop.store(u"4242 4242 4242 4242"_s);
            (void)shop.charge(shop.store(u"4000002760003184"_s), u"x"_s);
            const QString form = shop.gateway->beginMethod(shop.customer, returnUrl)->formUrl;
            QCOMPARE(test::fillCardForm(*shop.browser, form, {.number = u"4242424242424241"_s})->status, 422); // not a card at all
        }
        const auto findings = [&] {
            test::CardScan scan(numbers);
            scan.process(sandbox.pid());
            scan.folder(sandbox.folder());
            return scan.memoryBytes() > 1'000'000 && scan.files() > 3 ? scan.findings() : QStringList{u"nothing was read"_s};
        };
        QStringList found = findings();
        for (int tries = 0; !found.isEmpty() && tries < 30; ++tries) { // until the connections are closed
            QTest::qSleep(1000);
            found = findings();
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
    void itListensOnLoopbackOnly()
    {
        const test::SandboxProcess sandbox; // for its files
        const QString folder = sandbox.folder();
        for (const QString &address : {u"0.0.0.0"_s, u"192.0.2.1"_s, u"::"_s}) {
            QProcess process;
            process.start(QStringLiteral(MELODY_BIN_DIR "/melody-sandboxpay"),
                          {u"--http-address"_s, address, u"--http-certificate"_s, folder + u"/ca.pem"_s, u"--http-key"_s,
                           folder + u"/server.key"_s, u"--state-file"_s, folder + u"/other"_s, u"--api-key-file"_s, folder + u"/api.key"_s,
                           u"--webhook-secret-file"_s, folder + u"/webhook.key"_s});
            QVERIFY(process.waitForFinished(patienceMs));
            QCOMPARE(process.exitCode(), 1);
            QVERIFY(process.readAllStandardError().contains("loopback"));
        }
    }
    void helpNamesTheTestCards()
    {
        QProcess process;
        process.start(QStringLiteral(MELODY_BIN_DIR "/melody-sandboxpay"), {u"--help"_s});
        QVERIFY(process.waitForFinished(patienceMs));
        QCOMPARE(process.exitCode(), 0);
        const QByteArray help = process.readAllStandardOutput();
        QVERIFY(help.contains("4242424242424242") && help.contains("insufficient_funds") && help.contains("--state-file") &&
                help.contains("Example"));
    }
};

MELODY_TEST(SandboxProgramTest)
#include "program_test.moc"
