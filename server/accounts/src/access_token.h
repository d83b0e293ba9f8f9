// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Access tokens: JWT (RFC 7519) signed with EdDSA over Ed25519 (RFC 8037). Only the one header that we write is accepted, so there
// is no choice of algorithm to get wrong.
#pragma once

#include <accounts/token_keys.h>
#include <http/message.h>

namespace melody::accounts {

struct AccessClaims {
    http::Principal principal;
    TimePoint issued{};  // whole seconds
    TimePoint expires{}; // whole seconds
};

[[nodiscard]] QByteArray signAccessToken(const AccessClaims &claims, const TokenKeys &keys);
// Unauthenticated ("token_invalid") unless the signature and every claim is right; expiry is not looked at.
[[nodiscard]] Result<AccessClaims> openAccessToken(QByteArrayView token, const TokenKeys &keys);

} // namespace melody::accounts
