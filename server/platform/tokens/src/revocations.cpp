// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tokens/revocations.h>

namespace melody::tokens {

void Revocations::add(const SignInId &signIn, TimePoint at)
{
    const std::scoped_lock lock(m_mutex);
    while (!m_byAge.empty() && m_byAge.front().second + m_lifetime < at) {
        m_revoked.remove(m_byAge.front().first);
        m_byAge.pop_front();
    }
    if (m_revoked.contains(signIn))
        return;
    if (m_byAge.size() >= m_capacity) {
        m_refuseIssuedBefore = std::max(m_refuseIssuedBefore, m_byAge.front().second);
        m_revoked.remove(m_byAge.front().first);
        m_byAge.pop_front();
    }
    m_byAge.emplace_back(signIn, at);
    m_revoked.insert(signIn);
}

bool Revocations::refuses(const SignInId &signIn, TimePoint issued) const
{
    const std::scoped_lock lock(m_mutex);
    return issued < m_refuseIssuedBefore || m_revoked.contains(signIn);
}

} // namespace melody::tokens
