// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "token_gate.h"

namespace melody::accounts {

using namespace Qt::StringLiterals;

void Revocations::add(const SignInId &signIn, TimePoint at)
{
    const std::scoped_lock lock(m_mutex);
    while (!m_byAge.empty() && m_byAge.front().second + m_accessLifetime < at) {
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

bool Revocations::refuses(const AccessClaims &claims) const
{
    const std::scoped_lock lock(m_mutex);
    return claims.issued < m_refuseIssuedBefore || m_revoked.contains(claims.principal.signIn);
}

Result<http::Principal> TokenGate::check(QByteArrayView token) const
{
    const QByteArray key = token.toByteArray();
    auto claims = m_verified.get(key);
    if (!claims) {
        auto opened = openAccessToken(token, *m_keys.keys());
        if (!opened) {
            m_keys.wantKeys(); // perhaps it is signed by one that was made a moment ago
            return tl::unexpected(opened.error());
        }
        claims = *opened;
        m_verified.put(key, *claims);
    }
    if (claims->expires <= m_clock.now())
        return fail(ErrorKind::Unauthenticated, u"token_expired"_s, u"This access token has expired; refresh it."_s);
    if (m_revocations.refuses(*claims))
        return fail(ErrorKind::Unauthenticated, u"signed_out"_s, u"This device was signed out."_s);
    return claims->principal;
}

} // namespace melody::accounts
