// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decides on the I/O thread whether an access token lets its bearer in. Touches memory only.
#pragma once

#include "access_token.h"

#include <values/lru_cache.h>

namespace melody::accounts {

// The sign-ins that were revoked while their last access token may still live. Bounded: when full, the oldest entry leaves and every
// token issued before that moment is refused, which costs its bearer one refresh.
// Thread: any.
class Revocations {
public:
    explicit Revocations(std::chrono::milliseconds accessLifetime, size_t capacity = 100'000)
        : m_accessLifetime(accessLifetime), m_capacity(capacity)
    {
    }
    void add(const SignInId &signIn, TimePoint at);
    [[nodiscard]] bool refuses(const AccessClaims &claims) const;

private:
    std::chrono::milliseconds m_accessLifetime;
    size_t m_capacity;
    mutable std::mutex m_mutex;
    std::list<std::pair<SignInId, TimePoint>> m_byAge; // oldest first
    QSet<SignInId> m_revoked;
    TimePoint m_refuseIssuedBefore{};
};

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
    Revocations m_revocations;
    // Tokens whose signature was verified already.
    mutable LruCache<QByteArray, AccessClaims> m_verified{16'384};
};

} // namespace melody::accounts
