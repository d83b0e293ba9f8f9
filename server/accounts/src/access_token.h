// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an access token says of its bearer.
#pragma once

#include <http/message.h>
#include <tokens/key_ring.h>

namespace melody::accounts {

struct AccessClaims {
    http::Principal principal;
    TimePoint issued{};  // whole seconds
    TimePoint expires{}; // whole seconds
};

[[nodiscard]] QByteArray signAccessToken(const AccessClaims &claims, const tokens::SigningKey &key);
// Unauthenticated ("token_invalid") unless the signature and every claim is right; expiry is not looked at.
[[nodiscard]] Result<AccessClaims> openAccessToken(QByteArrayView token, const tokens::KeySet &keys);

} // namespace melody::accounts
