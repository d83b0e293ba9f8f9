// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "token_gate.h"

namespace melody::accounts {

using namespace Qt::StringLiterals;

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
    if (m_revocations.refuses(claims->principal.signIn, claims->issued))
        return fail(ErrorKind::Unauthenticated, u"signed_out"_s, u"This device was signed out."_s);
    return claims->principal;
}

} // namespace melody::accounts
