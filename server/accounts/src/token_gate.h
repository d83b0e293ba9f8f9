// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decides on the I/O thread whether an access token lets its bearer in. Touches memory only.
#pragma once

#include "access_token.h"

#include <tokens/revocations.h>
#include <values/lru_cache.h>

namespace melody::accounts {

// Thread: any.
class TokenGate {
public:
    // `keys` outlives the gate.
    TokenGate(tokens::KeyRing &keys, const Clock &clock, std::chrono::milliseconds accessLifetime)
        : m_keys(keys), m_clock(clock), m_revocations(accessLifetime)
    {
    }
    // Unauthenticated: token_invalid, token_expired (refresh it) or signed_out (sign in again).
    [[nodiscard]] Result<http::Principal> check(QByteArrayView token) const;
    void revoke(const SignInId &signIn, TimePoint at) { m_revocations.add(signIn, at); }

private:
    tokens::KeyRing &m_keys;
    const Clock &m_clock;
    tokens::Revocations m_revocations;
    // Tokens whose signature was verified already.
    mutable LruCache<QByteArray, AccessClaims> m_verified{16'384};
};

} // namespace melody::accounts
