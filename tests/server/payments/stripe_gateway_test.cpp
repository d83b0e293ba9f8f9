// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is Stripe's own: the form of requests, and what its errors mean. The answers are those of its public documentation.

#include <support/fake_stripe.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;
using billing::ChargeState;
using test::FakeStripe;

namespace {

// https://docs.stripe.com/api/errors
const QByteArray apiError = R"({"error":{"type":"api_error","message":"Sorry! There was an error while talking to Stripe."}})";
const QByteArray rateLimited = R"({"error":{"code":"rate_limit","message":"Too many requests","type":"invalid_request_error"}})";
const QByteArray inUse = R"({"error":{"code":"idempotency_key_in_use","message":"in use","type":"idempotency_error"}})";
const QByteArray succeeded = R"({"id":"pi_1","object":"payment_intent","status":"succeeded","amount":1,"metadata":{"melody_key":"k"}})";

} // namespace

class StripeGatewayTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stripe = std::make_unique<FakeStripe>();
        m_gateway = payments::createStripeGateway(m_stripe->gatewayOptions(), m_stripe->client());
    }
    void requestsHaveTheFormThatIsDocumented()
    {
        m_stripe->answerNext({{.status = 200, .body = succeeded}});
        auto request = this->request();
        request.description = u"Melody & más = 100 %"_s;
        QVERIFY(m_gateway->charge(request));
        const auto asked = m_stripe->requests();
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked[0].path, QByteArray("/v1/payment_intents"));
        QCOMPARE(asked[0].header("stripe-version"), QByteArray("2024-09-30.acacia"));
        QCOMPARE(asked[0].header("content-type"), QByteArray("application/x-www-form-urlencoded"));
        QCOMPARE(asked[0].header("idempotency-key"), QByteArray("k"));
        QCOMPARE(
            asked[0].body,
            QByteArray("amount=1099&currency=eur&customer=cus_1&payment_method=pm_1&payment_method_types[0]=card&confirm=true&description="
                       "Melody%20%26%20m%C3%A1s%20%3D%20100%20%25&metadata[melody_key]=k&off_session=true"));
        m_stripe->answerNext({{.status = 200, .body = succeeded}});
        request.payerPresent = true;
        QVERIFY(m_gateway->charge(request));
        const QByteArray body = m_stripe->requests()[1].body;
        QVERIFY(body.contains("return_url=https%3A%2F%2Fmelody.example%2Fpaid") && !body.contains("off_session"));
    }
    void passingTroubleIsAskedAgainWithTheSameKey_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("500") << 500 << apiError;
        QTest::newRow("502 of a proxy") << 502 << QByteArray("<html>Bad gateway</html>");
        QTest::newRow("429") << 429 << rateLimited;
        QTest::newRow("409 of a key in use") << 409 << inUse;
    }
    void passingTroubleIsAskedAgainWithTheSameKey()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        m_stripe->answerNext({{.status = status, .body = body}, {.status = status, .body = body}, {.status = 200, .body = succeeded}});
        const auto charge = m_gateway->charge(request());
        QVERIFY(charge && charge->state == ChargeState::Succeeded);
        const auto asked = m_stripe->requests();
        QCOMPARE(asked.size(), size_t(3));
        for (const auto &one : asked) {
            QCOMPARE(one.header("idempotency-key"), QByteArray("k"));
            QCOMPARE(one.body, asked[0].body);
        }
        m_stripe->answerNext(std::vector<FakeStripe::Canned>(3, {.status = status, .body = body}));
        const auto none = m_gateway->charge(request());
        QVERIFY(!none);
        QCOMPARE(none.error().kind, ErrorKind::Unavailable);
        QCOMPARE(m_stripe->requests().size(), size_t(6)); // and no more
    }
    void aLongRetryAfterIsHandedOn()
    {
        m_stripe->answerNext({{.status = 429, .body = rateLimited, .retryAfter = "120"}, {.status = 200, .body = succeeded}});
        const auto charge = m_gateway->charge(request());
        QVERIFY(!charge);
        QCOMPARE(charge.error().kind, ErrorKind::Unavailable);
        QCOMPARE(charge.error().retryAfterMs, std::optional<qint64>(120'000));
        QCOMPARE(m_stripe->requests().size(), size_t(1));
    }
    void errorsSayWhoseFaultTheyAre_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        QTest::newRow("key") << 401 << QByteArray(R"({"error":{"message":"Invalid API Key provided","type":"invalid_request_error"}})")
                             << int(ErrorKind::Internal) << u"payment_credentials"_s;
        QTest::newRow("absent")
            << 404
            << QByteArray(
                   R"({"error":{"code":"resource_missing","message":"No such customer","param":"customer","type":"invalid_request_error"}})")
            << int(ErrorKind::NotFound) << u"resource_missing"_s;
        QTest::newRow("other parameters") << 400 << QByteArray(R"({"error":{"message":"Keys…","type":"idempotency_error"}})")
                                          << int(ErrorKind::Conflict) << u"idempotency_key_reused"_s;
        QTest::newRow("small amount")
            << 400
            << QByteArray(R"({"error":{"code":"amount_too_small","message":"Amount","param":"amount","type":"invalid_request_error"}})")
            << int(ErrorKind::Invalid) << u"invalid_field"_s;
        QTest::newRow("no error object") << 400 << QByteArray("{}") << int(ErrorKind::Internal) << u"payment_request"_s;
        QTest::newRow("no JSON") << 200 << QByteArray("hello") << int(ErrorKind::Unavailable) << u"provider_answer"_s;
        QTest::newRow("another object") << 200 << QByteArray(R"({"object":"balance"})") << int(ErrorKind::Unavailable)
                                        << u"provider_answer"_s;
    }
    void errorsSayWhoseFaultTheyAre()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(QString, code);
        m_stripe->answerNext({{.status = status, .body = body}});
        const auto charge = m_gateway->charge(request());
        QVERIFY(!charge);
        QCOMPARE(int(charge.error().kind), kind);
        QCOMPARE(charge.error().code, code);
    }
    void anAnswerWithoutEndIsCutOff()
    {
        const auto gateway = payments::createStripeGateway(
            [&] {
                auto options = m_stripe->gatewayOptions();
                options.attempts = 1;
                return options;
            }(),
            m_stripe->client());
        m_stripe->answerNext({{.status = 200, .body = QByteArray(2 * 1024 * 1024, ' ')}});
        QCOMPARE(gateway->charge(request()).error().kind, ErrorKind::Unavailable);
    }
    // Disputes don't carry what we noted with the payment.
    void aDisputeIsFoundByItsPayment()
    {
        const auto charge = paid();
        m_stripe->dispute(charge.id);
        const auto event = lastEvent();
        QVERIFY(event);
        QCOMPARE(int(event->kind), int(billing::GatewayEvent::Kind::DisputeOpened));
        QCOMPARE(event->charge, charge.id);
        QCOMPARE(event->chargeKey, u"k"_s);
        m_stripe->answerNext(std::vector<FakeStripe::Canned>(3, {.status = 500, .body = apiError}));
        const auto later = lastEvent(); // nobody knows whose it is: it is to come again
        QVERIFY(!later && later.error().kind == ErrorKind::Unavailable);
    }
    void aBankThatOnlyAsksHasTakenNothing()
    {
        m_stripe->dispute(paid().id, u"warning_needs_response"_s);
        const size_t asked = m_stripe->requests().size();
        QCOMPARE(int(lastEvent()->kind), int(billing::GatewayEvent::Kind::Ignored));
        QCOMPARE(m_stripe->requests().size(), asked);
    }
    void currenciesWithOtherUnitsAreRefused()
    {
        auto request = this->request();
        for (const QString &currency : {u"KWD"_s, u"ISK"_s, u""_s}) {
            request.amount.currency = currency;
            const auto charge = m_gateway->charge(request);
            QVERIFY(!charge && charge.error().kind == ErrorKind::Invalid);
            QCOMPARE(charge.error().fields.constFirst().field, u"amount.currency"_s);
        }
        QVERIFY(m_stripe->requests().empty());
    }
    void aKeyOrReferenceCanNotBreakOut()
    {
        auto request = this->request();
        request.key = u"k\r\nX-Evil: 1"_s;
        QCOMPARE(m_gateway->charge(request).error().kind, ErrorKind::Invalid);
        QVERIFY(m_stripe->requests().empty());
        m_stripe->answerNext({{.status = 200, .body = R"({"id":"cus_1"})"}});
        QVERIFY(m_gateway->createCustomer(u"k"_s, u"a&amount=0"_s));
        QCOMPARE(m_stripe->requests()[0].body, QByteArray("metadata[reference]=a%26amount%3D0"));
        m_stripe->answerNext({{.status = 404, .body = "{}"}});
        QVERIFY(!m_gateway->finishMethod(u"../customers?x=1"_s));
        QVERIFY(m_stripe->requests()[1].path.startsWith("/v1/checkout/sessions/"));
    }

private:
    billing::Charge paid()
    {
        auto request = this->request();
        request.customer = *m_gateway->createCustomer(u"c"_s, u"somebody"_s);
        const auto setup = m_gateway->beginMethod(request.customer, u"https://melody.example/card"_s);
        m_stripe->finishSession(setup->setup, u"success"_s);
        request.methodToken = m_gateway->finishMethod(setup->setup)->token;
        return m_gateway->charge(request).value();
    }
    Result<billing::GatewayEvent> lastEvent()
    {
        const QByteArray body = m_stripe->events().back();
        const TimePoint now = SystemClock().now();
        return m_gateway->readWebhook({{"stripe-signature", m_stripe->sign(body, now)}}, body, now);
    }
    static billing::ChargeRequest request()
    {
        return {.key = u"k"_s, .customer = u"cus_1"_s, .methodToken = u"pm_1"_s, .amount = {1099, u"EUR"_s}, .description = u"Melody"_s};
    }

    std::unique_ptr<FakeStripe> m_stripe;
    std::unique_ptr<billing::PaymentGateway> m_gateway;
};

MELODY_TEST(StripeGatewayTest)
#include "stripe_gateway_test.moc"
