// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a sign-in with a provider is made of. Pure, but for the random bytes.
#pragma once

#include <federation/providers.h>

namespace melody::federation {

// 32 random bytes.
[[nodiscard]] QByteArray randomBytes();
[[nodiscard]] QByteArray sha256(const QByteArray &bytes);

// The state travels through the browser and is stored as a hash; the salt is stored and travels nowhere. Only both together give the
// nonce and PKCE's verifier, so neither a copy of the database nor of the browser's history redeems a code.
[[nodiscard]] oidc::AuthorizationParameters parametersOf(const QString &redirectUri, const QString &state, const QByteArray &salt);

// Who the provider says it is.
struct Person {
    QByteArray subjectHash; // of issuer and subject: never changes, and means nothing elsewhere
    QString email;          // verified, else empty
    QString name;           // 1..80, when there is an e-mail address
    http::Roles roles;      // that the groups bring
};

[[nodiscard]] Person personOf(const QJsonObject &claims, const ProviderConfig &provider);
// Whether the provider may make an account for the person.
[[nodiscard]] bool mayJoin(const Person &person, const ProviderConfig &provider);

} // namespace melody::federation
