// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing in with an account somewhere else (OpenID Connect): GET /v1/identity-providers, POST …/{id}/authorizations, POST
// …/{id}/callbacks, and GET, POST, DELETE /v1/me/identities.
#pragma once

#include <wire/accounts.h>

#include <variant>

namespace melody::wire {

struct IdentityProvider {
    QString id;   // a word of a-z, 0-9, _ and -
    QString name; // for people
    bool operator==(const IdentityProvider &) const = default;
};

struct IdentityProviderPage {
    QList<IdentityProvider> items;
    QString nextCursor; // empty on the last page
    bool operator==(const IdentityProviderPage &) const = default;
};

struct AuthorizationRequest {
    // Where the provider sends the browser: http://127.0.0.1:PORT/callback or http://[::1]:PORT/callback (RFC 8252, 7.3).
    QString redirectUri;
    // SHA-256 of the 32 random bytes that the callback brings along: only the device that began can finish.
    QByteArray deviceChallenge;
    bool operator==(const AuthorizationRequest &) const = default;
};

struct Authorization {
    QString url;   // for the system's browser
    QString state; // what must come back
    qint64 expiresInMs = 0;
    bool operator==(const Authorization &) const = default;
};

// What came back to the redirect URI, and who brings it.
struct AuthorizationCallback {
    QString code;
    QString state;
    QString issuer;            // RFC 9207; empty when the provider sent none
    QByteArray deviceVerifier; // 32 bytes
    QString deviceName;        // 1..80
    QByteArray devicePublicKey;
    QString language; // of an account that is made now: "en", "es"
    // To be linked to an account that is there: signs nobody in and makes no account. The answer is LinkRequired, or 409
    // "identity_taken".
    bool link = false;
    bool operator==(const AuthorizationCallback &) const = default;
};

// Nobody is signed in: this identity belongs to no account yet. Who then signs in to an account of theirs may link it
// (POST /v1/me/identities), until it expires.
struct LinkRequired {
    QString linkToken;
    QString email; // not empty: the account of this address must prove itself, and no other one will do
    qint64 expiresInMs = 0;
    bool operator==(const LinkRequired &) const = default;
};

// status "signed_in" or "link_required".
using FederatedSignIn = std::variant<SignedIn, LinkRequired>;

struct LinkRequest {
    QString linkToken;
    bool operator==(const LinkRequest &) const = default;
};

using IdentityId = Id<struct IdentityTag>;

struct LinkedIdentity {
    IdentityId id;
    IdentityProvider provider;
    QString email; // as the provider says; may be empty
    TimePoint linkedAt{};
    TimePoint lastUsedAt{};
    bool operator==(const LinkedIdentity &) const = default;
};

struct LinkedIdentityPage {
    QList<LinkedIdentity> items;
    QString nextCursor; // empty on the last page
    bool operator==(const LinkedIdentityPage &) const = default;
};

[[nodiscard]] QJsonObject toJson(const IdentityProviderPage &page);
[[nodiscard]] QJsonObject toJson(const AuthorizationRequest &request);
[[nodiscard]] QJsonObject toJson(const Authorization &answer);
[[nodiscard]] QJsonObject toJson(const AuthorizationCallback &callback);
[[nodiscard]] QJsonObject toJson(const FederatedSignIn &answer);
[[nodiscard]] QJsonObject toJson(const LinkRequest &request);
[[nodiscard]] QJsonObject toJson(const LinkedIdentity &identity);
[[nodiscard]] QJsonObject toJson(const LinkedIdentityPage &page);
[[nodiscard]] Result<IdentityProviderPage> parseIdentityProviderPage(const QJsonObject &json);
[[nodiscard]] Result<AuthorizationRequest> parseAuthorizationRequest(const QJsonObject &json);
[[nodiscard]] Result<Authorization> parseAuthorization(const QJsonObject &json);
[[nodiscard]] Result<AuthorizationCallback> parseAuthorizationCallback(const QJsonObject &json);
[[nodiscard]] Result<FederatedSignIn> parseFederatedSignIn(const QJsonObject &json);
[[nodiscard]] Result<LinkRequest> parseLinkRequest(const QJsonObject &json);
[[nodiscard]] Result<LinkedIdentity> parseLinkedIdentity(const QJsonObject &json);
[[nodiscard]] Result<LinkedIdentityPage> parseLinkedIdentityPage(const QJsonObject &json);

} // namespace melody::wire
