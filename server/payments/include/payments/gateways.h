// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The payment providers behind billing/payment_gateway.h. Each call asks the provider over HTTPS, at most a few times with the same
// idempotency key, and is over after a bounded time.
#pragma once

#include <billing/payment_gateway.h>
#include <http_client/http_client.h>

#include <chrono>
#include <memory>

namespace melody::payments {

struct GatewayOptions {
    QString url; // the provider's origin
    QByteArray apiKey;
    QByteArray webhookSecret;
    // Where the provider sends the payer after a challenge; Stripe only. https or a scheme of the app.
    QString challengeReturnUrl = {};
    int attempts = 3;                          // of each call; what is asked again has the same key
    std::chrono::milliseconds firstPause{200}; // doubles from one to the next; a longer Retry-After ends the attempts
};

// Our own provider, melody-sandboxpay. Its name is "sandbox".
[[nodiscard]] std::unique_ptr<billing::PaymentGateway> createSandboxGateway(GatewayOptions options,
                                                                            std::unique_ptr<http_client::HttpClient> client);

// Stripe's REST API, version 2024-09-30.acacia pinned: Customers, Checkout Sessions in setup mode, PaymentIntents, Refunds. Its name is
// "stripe". What follows from its documentation (https://docs.stripe.com/api):
// - An idempotency key is remembered for at least 24 h: a charge is not to be asked again later than that without chargeByKey() first.
// - It is remembered with its first answer, be it a 500: then only chargeByKey() tells what became of the charge.
// - chargeByKey() uses the Search API, which sees a new charge within about a minute: NotFound right after a charge tells nothing.
// - A webhook's own time proves it is fresh (5 min); within that time the same event may come again, so readers keep event ids.
// - Its minor units are ISO 4217's but for a few currencies, which are refused as Invalid.
[[nodiscard]] std::unique_ptr<billing::PaymentGateway> createStripeGateway(GatewayOptions options,
                                                                           std::unique_ptr<http_client::HttpClient> client);

} // namespace melody::payments
