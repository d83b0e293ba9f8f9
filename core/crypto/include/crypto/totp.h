// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time-based one-time passwords (RFC 6238 over RFC 4226, with HMAC-SHA-1, six digits, steps of 30 seconds: what authenticator apps speak)
// and base32 (RFC 4648, section 6) without padding.
#pragma once

#include <values/clock.h>

#include <QtCore/QByteArray>

namespace melody::crypto {

inline constexpr int totpSecretBytes = 20; // as RFC 4226, section 4 recommends
inline constexpr std::chrono::seconds totpStep{30};

[[nodiscard]] qint64 totpStepAt(TimePoint time);
// Six digits. `step` counts from the Unix epoch.
[[nodiscard]] QString totpCode(QByteArrayView secret, qint64 step);
// The step whose code it is: now, one before or one after, and later than `lastUsed`, so that no code works twice.
[[nodiscard]] std::optional<qint64> checkTotp(QByteArrayView secret, QStringView code, TimePoint now, qint64 lastUsed);

[[nodiscard]] QString toBase32(QByteArrayView bytes);

} // namespace melody::crypto
