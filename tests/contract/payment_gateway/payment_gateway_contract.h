// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <billing/payment_gateway.h>
#include <support/test_main.h>
#include <support/webhook_sink.h>

namespace melody::test {

// A provider with a memory, and a payer in front of it.
class Provider {
public:
    virtual ~Provider() = default;
    // `patient`: waits for slow answers and asks again; else it gives up after the first try and two seconds.
    [[nodiscard]] virtual std::unique_ptr<billing::PaymentGateway> gateway(bool patient) = 0;
    // The payer finishes the form with a card that behaves so: "success", "slow", "challenge", or a decline code. False when it can't be.
    virtual bool finishForm(const billing::MethodSetup &setup, const QString &card) = 0;
    virtual bool answerChallenge(const billing::Charge &charge, bool approve) = 0;
    // What the provider has in its books.
    [[nodiscard]] virtual int chargesWithKey(const QString &key) = 0;
    // All that was sent so far, once there are so many.
    [[nodiscard]] virtual std::vector<ReceivedWebhook> webhooks(size_t atLeast) = 0;
    [[nodiscard]] virtual QByteArray signatureHeader() const = 0;
    [[nodiscard]] virtual QByteArray sign(const QByteArray &body, TimePoint now) const = 0;
    virtual void stop() = 0;
};

// What billing/payment_gateway.h promises of every adapter. Each slot gets a provider of its own, empty.
class PaymentGatewayContract : public QObject {
    Q_OBJECT
protected:
    virtual std::unique_ptr<Provider> open() = 0;

private Q_SLOTS:
    void init();
    void cleanup();
    void aCustomerIsMadeOnceForAKey();
    void aCardIsStoredThroughTheProvidersOwnForm();
    void theSameKeyIsChargedOnceBySixteenThreads();
    void aKeyIsForOneChargeOnly();
    void aLostAnswerIsFoundByItsKey();
    void aKeyThatNeverArrivedIsNotFound();
    void aDeclineSaysWhy_data();
    void aDeclineSaysWhy();
    void theBanksQuestionIsForPayersWhoArePresent();
    void aRemovedCardIsNotCharged();
    void refundsNeverExceedTheCharge();
    void webhooksTellWhatHappened();
    void aWebhookThatIsNotTheProvidersIsRefused();
    void anOldWebhookIsRefused();
    void aWebhookThatCameTwiceHasOneId();
    void aProviderThatIsGoneIsUnavailable();

private:
    struct Payer {
        QString customer;
        QString method;
    };
    Payer payer(const QString &card);
    [[nodiscard]] billing::ChargeRequest request(const Payer &payer, const QString &key, qint64 amountMinor = 1099);
    // The first event of this kind, read as genuine.
    [[nodiscard]] std::optional<billing::GatewayEvent> eventOf(billing::GatewayEvent::Kind kind, size_t atLeast);

    std::unique_ptr<Provider> m_provider;
    std::unique_ptr<billing::PaymentGateway> m_gateway;
    SystemClock m_clock;
};

} // namespace melody::test
