// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The signature of a webhook as Stripe documents it (https://docs.stripe.com/webhooks#verify-manually), and the sandbox does, too:
//   t=<seconds since the epoch>,v1=<hex HMAC-SHA256 of "t.body">[,v1=…]
// Several v1 stand there while a secret is changed. Other schemes are passed over.
#pragma once

#include <values/clock.h>
#include <values/result.h>

#include <QtCore/QByteArray>

namespace melody::payments {

inline constexpr std::chrono::minutes webhookTolerance{5};
inline constexpr qsizetype maxWebhookBytes = 256 * 1024;

// Unauthenticated unless one v1 is right and `t` is within the tolerance of `now`, earlier or later. It does not keep a message from being
// shown twice within that time: whoever reads it remembers the ids of events.
[[nodiscard]] Result<void> checkWebhookSignature(const QByteArray &header, const QByteArray &body, const QByteArray &secret, TimePoint now);

inline constexpr qint64 maxAmountMinor = 999'999'999'999; // that a webhook may tell of

} // namespace melody::payments
