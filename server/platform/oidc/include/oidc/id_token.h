// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether an ID token says what it must: OpenID Connect Core 1.0, sections 3.1.3.6 and 3.1.3.7, for the authorization code flow. Pure.
#pragma once

#include <oidc/key_set.h>
#include <values/clock.h>

#include <QtCore/QJsonObject>

namespace melody::oidc {

inline constexpr qsizetype maxIdTokenBytes = 32 * 1024;

// What we asked for, and when we look.
struct Expected {
    QString issuer;
    QString clientId;
    QString nonce;
    QByteArray accessToken; // that came along: at_hash, when there is one, is its
    TimePoint now{};
};

// The claims of a token that is good. Clocks may differ by two minutes, and a token older than ten is none that we just asked for.
// Unauthenticated, in this order: "id_token_malformed", "id_token_algorithm" (none, HS256 and whatever else we don't accept),
// "id_token_key_unknown" (maybe the provider has new keys), "id_token_signature", "id_token_issuer", "id_token_audience" (aud, azp),
// "id_token_subject", "id_token_expired", "id_token_time" (iat, nbf), "id_token_nonce", "id_token_at_hash".
[[nodiscard]] Result<QJsonObject> verifyIdToken(QByteArrayView token, const KeySet &keys, const Expected &expected);

} // namespace melody::oidc
