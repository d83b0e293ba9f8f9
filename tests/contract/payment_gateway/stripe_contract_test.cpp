// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payment_gateway_contract.h"

#include <support/fake_stripe.h>

using namespace melody;

namespace {

class StripeProvider final : public test::Provider {
public:
    explicit StripeProvider(const test::StripeMock &description) : m_stripe(&description) {}
    std::unique_ptr<billing::PaymentGateway> gateway(bool patient) override
    {
        payments::GatewayOptions options = m_stripe.gatewayOptions();
        options.attempts = patient ? 3 : 1;
        return payments::createStripeGateway(options, m_stripe.client(patient ? std::chrono::seconds(30) : std::chrono::seconds(2)));
    }
    bool finishForm(const billing::MethodSetup &setup, const QString &card) override
    {
        m_stripe.finishSession(setup.setup, card);
        return true;
    }
    bool answerChallenge(const billing::Charge &charge, bool approve) override
    {
        m_stripe.answerChallenge(charge.id, approve);
        return true;
    }
    int chargesWithKey(const QString &key) override { return m_stripe.chargesWithKey(key); }
    std::vector<test::ReceivedWebhook> webhooks(size_t) override
    {
        std::vector<test::ReceivedWebhook> webhooks;
        for (const QByteArray &body : m_stripe.events())
            webhooks.push_back({{{signatureHeader(), sign(body, m_clock.now())}}, body});
        return webhooks;
    }
    QByteArray signatureHeader() const override { return "stripe-signature"; }
    QByteArray sign(const QByteArray &body, TimePoint now) const override { return m_stripe.sign(body, now); }
    void stop() override { m_stripe.stop(); }

private:
    SystemClock m_clock;
    test::FakeStripe m_stripe;
};

} // namespace

// Every request that the adapter makes meanwhile is held against Stripe's own description.
class StripeContract : public test::PaymentGatewayContract {
    Q_OBJECT
private:
    std::unique_ptr<test::Provider> open() override { return std::make_unique<StripeProvider>(m_description); }

    test::StripeMock m_description;
};

MELODY_TEST(StripeContract)
#include "stripe_contract_test.moc"
