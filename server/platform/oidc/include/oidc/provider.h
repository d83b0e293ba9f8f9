// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An OpenID provider as a relying party sees it: authorization code flow with PKCE (RFC 7636, S256), its discovery document (OpenID
// Connect Discovery 1.0) and its keys remembered for an hour. Addresses are https; requests have limits of time and size, follow no
// redirect, and reach the internet only, unless the provider is said to be in our own network.
#pragma once

#include <values/clock.h>
#include <values/result.h>

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <memory>

namespace melody::oidc {

struct ProviderOptions {
    QString issuer; // exactly as it names itself
    QString clientId;
    QString clientSecret;
    QStringList scopes{QStringLiteral("openid"), QStringLiteral("email"), QStringLiteral("profile")};
    bool privateNetwork = false;              // it may live at private addresses, and at http://127.0.0.1
    QString caFile;                           // PEM: whose certificates are believed; empty: the system's
    std::chrono::milliseconds timeout{5'000}; // of each request
};

struct AuthorizationParameters {
    QString redirectUri;
    QString state;
    QString nonce;
    QByteArray codeVerifier; // 43..128 characters (RFC 7636, 4.1)
};

struct CodeExchange {
    QString code;
    QString issuer; // parameter "iss" of the redirect (RFC 9207), if there was one
    AuthorizationParameters asked;
};

// Thread: any. Every method may wait for the provider, at most three times the time-out.
class Provider {
public:
    virtual ~Provider() = default;

    // Where to send the browser. Unavailable: "provider_unreachable", "provider_unsuitable" (its discovery document is wrong, names
    // another issuer, or lacks what we need).
    [[nodiscard]] virtual Result<QString> authorizationUrl(const AuthorizationParameters &parameters) = 0;

    // Redeems the code and returns the claims of the verified ID token, with those of the userinfo endpoint where it has more.
    // Unauthenticated: "authorization_refused" (the provider doesn't take the code), "issuer_mismatch", the codes of verifyIdToken,
    // "userinfo_mismatch". Unavailable as above and "provider_failed".
    [[nodiscard]] virtual Result<QJsonObject> redeem(const CodeExchange &exchange) = 0;
};

// `clock` outlives it. Nothing is asked before it is needed.
[[nodiscard]] std::unique_ptr<Provider> createProvider(ProviderOptions options, const Clock &clock);

// Pure: whether an issuer or endpoint may be asked: https, or http to loopback when `privateNetwork`; no user, no fragment.
[[nodiscard]] bool isUsableUrl(const QString &url, bool privateNetwork);

} // namespace melody::oidc
