// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which provider moves the money, as an operator sets it: payments.provider and what it needs. Secrets are files.
#pragma once

#include <config/config.h>
#include <payments/gateways.h>

namespace melody::payments {

struct PaymentSettings {
    QString provider; // "none", "sandbox" or "stripe"
    QString caFile;   // the only authority believed; empty: the system's
    GatewayOptions gateway;
};

// To be added to the program's own options.
[[nodiscard]] std::vector<config::Option> paymentOptions();

// Reads the secrets, too. Invalid, with a line for each wrong setting, when something is missing or a secret can be read by others.
[[nodiscard]] Result<PaymentSettings> readPaymentSettings(const config::Settings &given);

// Owns the gateway and its connections. Null for "none".
[[nodiscard]] std::unique_ptr<billing::PaymentGateway> createGateway(const PaymentSettings &settings);

} // namespace melody::payments
