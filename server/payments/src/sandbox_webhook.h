// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What melody-sandboxpay says, in billing's words. Pure.
#pragma once

#include <billing/payment_gateway.h>

namespace melody::payments {

inline constexpr qsizetype maxSandboxText = 255;
inline const QByteArray sandboxSignatureHeader = "sandboxpay-signature";

// The body of a webhook whose signature was right. Malformed when it is none.
[[nodiscard]] Result<billing::GatewayEvent> readSandboxEvent(const QByteArray &body);

// A charge as the sandbox shows it.
[[nodiscard]] Result<billing::Charge> readSandboxCharge(const QJsonObject &json);

} // namespace melody::payments
