// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Stripe says, in billing's words (https://docs.stripe.com/api, version 2024-06-20). Pure.
#pragma once

#include <billing/payment_gateway.h>

#include <QtCore/QJsonObject>

namespace melody::payments {

inline const QByteArray stripeSignatureHeader = "stripe-signature";
inline const QString stripeKeyField = QStringLiteral("melody_key"); // our key in the metadata of a PaymentIntent

inline constexpr qsizetype maxStripeText = 500;

// Stripe's amounts are those of ISO 4217, but for a few currencies (https://docs.stripe.com/currencies#special-cases).
[[nodiscard]] bool hasStripeIsoMinorUnits(const QString &currency);

[[nodiscard]] Result<billing::Charge> readStripeIntent(const QJsonObject &intent);
// A Checkout Session in setup mode with setup_intent.payment_method expanded. Conflict while it is not complete.
[[nodiscard]] Result<billing::StoredMethod> readStripeSession(const QJsonObject &session);
// The error object of an answer, or what an answer without one means by its status.
[[nodiscard]] Error readStripeError(int status, const QJsonObject &body);

// The body of a webhook whose signature was right. Malformed when it is none.
[[nodiscard]] Result<billing::GatewayEvent> readStripeEvent(const QByteArray &body);

} // namespace melody::payments
