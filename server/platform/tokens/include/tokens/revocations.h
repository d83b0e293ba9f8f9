// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sign-ins that were revoked while something that was signed for them may still live: an access token, or a chunk URL. Memory only;
// events::Tail feeds it in every process.
#pragma once

#include <values/id.h>

#include <QtCore/QSet>

#include <list>
#include <mutex>

namespace melody::tokens {

// Bounded: when full, the oldest entry leaves and everything signed before that moment is refused, which costs its bearer one renewal.
// Thread: any.
class Revocations {
public:
    // `lifetime` is that of the longest-lived thing signed.
    explicit Revocations(std::chrono::milliseconds lifetime, size_t capacity = 100'000) : m_lifetime(lifetime), m_capacity(capacity) {}
    void add(const SignInId &signIn, TimePoint at);
    [[nodiscard]] bool refuses(const SignInId &signIn, TimePoint issued) const;

private:
    std::chrono::milliseconds m_lifetime;
    size_t m_capacity;
    mutable std::mutex m_mutex;
    std::list<std::pair<SignInId, TimePoint>> m_byAge; // oldest first
    QSet<SignInId> m_revoked;
    TimePoint m_refuseIssuedBefore{};
};

} // namespace melody::tokens
