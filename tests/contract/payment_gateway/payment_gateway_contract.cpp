// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payment_gateway_contract.h"

#include <thread>

namespace melody::test {

using namespace billing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString returnUrl = u"https://melody.example/card"_s;

Money euros(qint64 minor)
{
    return {minor, u"EUR"_s};
}

} // namespace

void PaymentGatewayContract::init()
{
    m_provider = open();
    m_gateway = m_provider->gateway(true);
}

void PaymentGatewayContract::cleanup()
{
    m_gateway.reset();
    m_provider.reset();
}

PaymentGatewayContract::Payer PaymentGatewayContract::payer(const QString &card)
{
    const auto customer = m_gateway->createCustomer(u"customer of "_s + card, u"a user"_s);
    const auto setup = customer ? m_gateway->beginMethod(*customer, returnUrl) : tl::unexpected(customer.error());
    if (!setup || !m_provider->finishForm(*setup, card))
        qFatal("no card: %s", setup ? "the form was not taken" : qPrintable(setup.error().detail));
    const auto stored = m_gateway->finishMethod(setup->setup);
    if (!stored)
        qFatal("no card: %s", qPrintable(stored.error().detail));
    return {*customer, stored->token};
}

ChargeRequest PaymentGatewayContract::request(const Payer &payer, const QString &key, qint64 amountMinor)
{
    return {.key = key, .customer = payer.customer, .methodToken = payer.method, .amount = euros(amountMinor), .description = u"Melody"_s};
}

std::optional<GatewayEvent> PaymentGatewayContract::eventOf(GatewayEvent::Kind kind, size_t atLeast)
{
    for (const ReceivedWebhook &webhook : m_provider->webhooks(atLeast)) {
        const auto event = m_gateway->readWebhook(webhook.headers, webhook.body, m_clock.now());
        if (event && event->kind == kind)
            return *event;
    }
    return std::nullopt;
}

void PaymentGatewayContract::aCustomerIsMadeOnceForAKey()
{
    const auto first = m_gateway->createCustomer(u"key 1"_s, u"user 1"_s);
    QVERIFY(first && !first->isEmpty());
    QCOMPARE(m_gateway->createCustomer(u"key 1"_s, u"user 1"_s), first);
    const auto other = m_gateway->createCustomer(u"key 2"_s, u"user 2"_s);
    QVERIFY(other && *other != *first);
}

void PaymentGatewayContract::aCardIsStoredThroughTheProvidersOwnForm()
{
    const auto customer = m_gateway->createCustomer(u"c"_s, u"user"_s);
    const auto setup = m_gateway->beginMethod(*customer, returnUrl);
    QVERIFY(setup && !setup->setup.isEmpty());
    QVERIFY(setup->formUrl.startsWith(u"https://"));
    QCOMPARE(m_gateway->finishMethod(setup->setup).error().kind, ErrorKind::Conflict);
    QVERIFY(m_provider->finishForm(*setup, u"success"_s));
    const auto stored = m_gateway->finishMethod(setup->setup);
    QVERIFY(stored && !stored->token.isEmpty());
    QCOMPARE(stored->face.brand, u"visa"_s);
    QCOMPARE(stored->face.last4, u"4242"_s);
    QCOMPARE(stored->face.expiryMonth, 11);
    QCOMPARE(stored->face.expiryYear, 2039);
    QCOMPARE(m_gateway->finishMethod(setup->setup)->token, stored->token);
    QCOMPARE(m_gateway->finishMethod(u"nothing"_s).error().kind, ErrorKind::NotFound);
    QCOMPARE(m_gateway->beginMethod(u"nobody"_s, returnUrl).error().kind, ErrorKind::NotFound);
}

void PaymentGatewayContract::theSameKeyIsChargedOnceBySixteenThreads()
{
    const Payer payer = this->payer(u"success"_s);
    std::mutex mutex;
    QSet<QString> charges;
    std::atomic<int> wrong{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i)
        threads.emplace_back([&] {
            const auto charge = m_gateway->charge(request(payer, u"once"_s));
            wrong += charge && charge->state == ChargeState::Succeeded ? 0 : 1;
            const std::lock_guard lock(mutex);
            charges.insert(charge ? charge->id : QString());
        });
    threads.clear();
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(charges.size(), 1);
    QCOMPARE(m_provider->chargesWithKey(u"once"_s), 1);
    const auto found = m_gateway->chargeByKey(u"once"_s);
    QVERIFY(found && charges.contains(found->id) && found->key == u"once");
}

void PaymentGatewayContract::aKeyIsForOneChargeOnly()
{
    const Payer payer = this->payer(u"success"_s);
    QVERIFY(m_gateway->charge(request(payer, u"key"_s, 1000)));
    QCOMPARE(m_gateway->charge(request(payer, u"key"_s, 2000)).error().kind, ErrorKind::Conflict);
    QCOMPARE(m_provider->chargesWithKey(u"key"_s), 1);
}

void PaymentGatewayContract::aLostAnswerIsFoundByItsKey()
{
    const Payer payer = this->payer(u"slow"_s);
    const auto impatient = m_provider->gateway(false);
    const auto lost = impatient->charge(request(payer, u"lost"_s));
    QVERIFY(!lost);
    QCOMPARE(lost.error().kind, ErrorKind::Unavailable);
    QVERIFY(lost.error().retryAfterMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_gateway->chargeByKey(u"lost"_s), 60'000);
    const auto found = m_gateway->chargeByKey(u"lost"_s);
    QCOMPARE(found->state, ChargeState::Succeeded);
    const auto again = m_gateway->charge(request(payer, u"lost"_s));
    QVERIFY(again && again->id == found->id);
    QCOMPARE(m_provider->chargesWithKey(u"lost"_s), 1);
}

void PaymentGatewayContract::aKeyThatNeverArrivedIsNotFound()
{
    QCOMPARE(m_gateway->chargeByKey(u"no such key"_s).error().kind, ErrorKind::NotFound);
    QCOMPARE(m_gateway->chargeByKey(u"quotes ' and \\ & spaces"_s).error().kind, ErrorKind::NotFound);
}

void PaymentGatewayContract::aDeclineSaysWhy_data()
{
    QTest::addColumn<QString>("code");
    for (const char *code : {"insufficient_funds", "expired_card", "do_not_honor"})
        QTest::newRow(code) << QString::fromLatin1(code);
}

void PaymentGatewayContract::aDeclineSaysWhy()
{
    QFETCH(QString, code);
    const Payer payer = this->payer(code);
    const auto charge = m_gateway->charge(request(payer, u"declined"_s));
    QVERIFY(charge && !charge->id.isEmpty());
    QCOMPARE(charge->state, ChargeState::Declined);
    QCOMPARE(charge->declineCode, code);
    const auto again = m_gateway->charge(request(payer, u"declined"_s));
    QVERIFY(again && again->state == ChargeState::Declined && again->id == charge->id);
    QCOMPARE(m_gateway->chargeByKey(u"declined"_s)->declineCode, code);
    const auto failed = eventOf(GatewayEvent::Kind::ChargeFailed, 2);
    QVERIFY(failed);
    QCOMPARE(failed->chargeKey, u"declined"_s);
    QCOMPARE(failed->declineCode, code);
}

void PaymentGatewayContract::theBanksQuestionIsForPayersWhoArePresent()
{
    const Payer payer = this->payer(u"challenge"_s);
    const auto renewal = m_gateway->charge(request(payer, u"renewal"_s));
    QVERIFY(renewal);
    QCOMPARE(renewal->state, ChargeState::Declined);
    QCOMPARE(renewal->declineCode, u"authentication_required"_s);
    for (const bool approve : {true, false}) {
        ChargeRequest present = request(payer, approve ? u"yes"_s : u"no"_s);
        present.payerPresent = true;
        const auto charge = m_gateway->charge(present);
        QVERIFY(charge);
        QCOMPARE(charge->state, ChargeState::NeedsAction);
        QVERIFY(charge->actionUrl.startsWith(u"https://"));
        QVERIFY(m_provider->answerChallenge(*charge, approve));
        const auto found = m_gateway->chargeByKey(present.key);
        QVERIFY(found && found->id == charge->id);
        QCOMPARE(found->state, approve ? ChargeState::Succeeded : ChargeState::Declined);
        QCOMPARE(found->declineCode.isEmpty(), approve);
    }
}

void PaymentGatewayContract::aRemovedCardIsNotCharged()
{
    const Payer payer = this->payer(u"success"_s);
    QVERIFY(m_gateway->removeMethod(payer.method));
    QVERIFY(m_gateway->removeMethod(payer.method));
    const auto charge = m_gateway->charge(request(payer, u"after"_s));
    QVERIFY(!charge && charge.error().kind != ErrorKind::Unavailable);
    QCOMPARE(m_provider->chargesWithKey(u"after"_s), 0);
    QCOMPARE(m_gateway->removeMethod(u"nothing"_s).error().kind, ErrorKind::NotFound);
    QVERIFY(eventOf(GatewayEvent::Kind::MethodRemoved, 2));
}

void PaymentGatewayContract::refundsNeverExceedTheCharge()
{
    const Payer payer = this->payer(u"success"_s);
    const auto charge = m_gateway->charge(request(payer, u"paid"_s, 1000));
    QVERIFY(charge);
    QCOMPARE(m_gateway->refund(u"r0"_s, charge->id, euros(1001)).error().kind, ErrorKind::Conflict);
    const auto first = m_gateway->refund(u"r1"_s, charge->id, euros(400));
    QVERIFY(first);
    QCOMPARE(first->amount, euros(400));
    QCOMPARE(m_gateway->refund(u"r1"_s, charge->id, euros(400))->id, first->id);
    QCOMPARE(m_gateway->refund(u"r2"_s, charge->id, euros(601)).error().kind, ErrorKind::Conflict);
    const auto rest = m_gateway->refund(u"r3"_s, charge->id, euros(600));
    QVERIFY(rest && rest->id != first->id);
    QCOMPARE(m_gateway->refund(u"r4"_s, charge->id, euros(1)).error().kind, ErrorKind::Conflict);
    QCOMPARE(m_gateway->refund(u"r5"_s, u"nothing"_s, euros(1)).error().kind, ErrorKind::NotFound);
    // Each tells how much it is together, so that their order means nothing: one method, one payment, two refunds.
    QList<qint64> sums;
    for (const ReceivedWebhook &webhook : m_provider->webhooks(4)) {
        const auto event = m_gateway->readWebhook(webhook.headers, webhook.body, m_clock.now());
        if (!event || event->kind != GatewayEvent::Kind::ChargeRefunded)
            continue;
        QCOMPARE(event->charge, charge->id);
        QCOMPARE(event->chargeKey, u"paid"_s);
        sums.append(event->amount->amountMinor);
    }
    std::sort(sums.begin(), sums.end());
    QCOMPARE(sums, (QList<qint64>{400, 1000}));
}

void PaymentGatewayContract::webhooksTellWhatHappened()
{
    const Payer payer = this->payer(u"success"_s);
    const auto charge = m_gateway->charge(request(payer, u"told"_s, 1299));
    QVERIFY(charge);
    const auto told = eventOf(GatewayEvent::Kind::ChargeSucceeded, 2);
    QVERIFY(told);
    QCOMPARE(told->charge, charge->id);
    QCOMPARE(told->chargeKey, u"told"_s);
    QCOMPARE(told->amount, std::optional(euros(1299)));
    QVERIFY(told->occurred > m_clock.now() - 10min && told->occurred <= m_clock.now() + 1s);
    const auto stored = eventOf(GatewayEvent::Kind::MethodStored, 2);
    QVERIFY(stored && !stored->setup.isEmpty() && stored->id != told->id);
}

void PaymentGatewayContract::aWebhookThatIsNotTheProvidersIsRefused()
{
    (void)payer(u"success"_s);
    const ReceivedWebhook webhook = m_provider->webhooks(1).front();
    const TimePoint now = m_clock.now();
    QVERIFY(m_gateway->readWebhook(webhook.headers, webhook.body, now));
    const auto kindOf = [&](const QByteArray &signature, const QByteArray &body) {
        const auto read = m_gateway->readWebhook({{m_provider->signatureHeader(), signature}}, body, now);
        return read ? std::optional<ErrorKind>() : read.error().kind;
    };
    const QByteArray signature = webhook.headers.value(m_provider->signatureHeader());
    QVERIFY(!signature.isEmpty());
    for (qsizetype i = 0; i < webhook.body.size(); ++i) { // whatever bit of it is changed
        QByteArray changed = webhook.body;
        changed[i] = char(changed[i] ^ (1 << (i % 8)));
        QCOMPARE(kindOf(signature, changed), ErrorKind::Unauthenticated);
    }
    for (const QByteArray &other :
         {QByteArray(), QByteArray("t=1"), QByteArray("v1=00"), signature.left(signature.size() - 1), signature + "0",
          QByteArray(signature).replace("v1=", "v0="), QByteArray(signature).replace("t=", "t=1"), "t=1," + signature,
          m_provider->sign(webhook.body + ' ', now), QByteArray(100'000, ',')})
        QCOMPARE(kindOf(other, webhook.body), ErrorKind::Unauthenticated);
    QCOMPARE(kindOf("v1=00,v1=zz," + signature, webhook.body), std::nullopt); // while a secret is changed there are several
    QCOMPARE(m_gateway->readWebhook({}, webhook.body, now).error().kind, ErrorKind::Unauthenticated);
    for (const QByteArray &body : {QByteArray(), QByteArray("{}"), QByteArray("[]"), QByteArray("{\"id\":1}"), QByteArray(300'000, ' ')})
        QCOMPARE(kindOf(m_provider->sign(body, now), body), ErrorKind::Malformed);
}

void PaymentGatewayContract::anOldWebhookIsRefused()
{
    (void)payer(u"success"_s);
    const QByteArray body = m_provider->webhooks(1).front().body;
    const TimePoint now = m_clock.now();
    const auto isRead = [&](std::chrono::seconds age) {
        return m_gateway->readWebhook({{m_provider->signatureHeader(), m_provider->sign(body, now - age)}}, body, now).has_value();
    };
    QVERIFY(isRead(0s));
    QVERIFY(isRead(290s));
    QVERIFY(isRead(-290s));
    QVERIFY(!isRead(302s));
    QVERIFY(!isRead(-302s));
    QVERIFY(!isRead(24h));
}

void PaymentGatewayContract::aWebhookThatCameTwiceHasOneId()
{
    (void)payer(u"success"_s);
    const ReceivedWebhook webhook = m_provider->webhooks(1).front();
    const auto first = m_gateway->readWebhook(webhook.headers, webhook.body, m_clock.now());
    // Sent again, later, with a signature of its own.
    const TimePoint later = m_clock.now() + 1h;
    const auto second =
        m_gateway->readWebhook({{m_provider->signatureHeader(), m_provider->sign(webhook.body, later)}}, webhook.body, later);
    QVERIFY(first && second);
    QVERIFY(!first->id.isEmpty());
    QCOMPARE(second->id, first->id);
    QCOMPARE(second->occurred, first->occurred);
}

void PaymentGatewayContract::aProviderThatIsGoneIsUnavailable()
{
    const Payer payer = this->payer(u"success"_s);
    m_provider->stop();
    const auto impatient = m_provider->gateway(false);
    for (const auto &error : {impatient->charge(request(payer, u"gone"_s)).error(), impatient->chargeByKey(u"gone"_s).error(),
                              impatient->createCustomer(u"k"_s, u"r"_s).error(), impatient->beginMethod(payer.customer, returnUrl).error(),
                              impatient->finishMethod(u"s"_s).error(), impatient->removeMethod(payer.method).error(),
                              impatient->refund(u"r"_s, u"c"_s, euros(1)).error()}) {
        QCOMPARE(error.kind, ErrorKind::Unavailable);
        QVERIFY(error.retryAfterMs);
    }
}

} // namespace melody::test
