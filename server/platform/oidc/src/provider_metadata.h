// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <oidc/provider.h>

namespace melody::oidc {

inline constexpr qsizetype maxDocumentBytes = 256 * 1024;

// What we use of a discovery document (OpenID Connect Discovery 1.0, section 3).
struct ProviderMetadata {
    QString authorizationEndpoint;
    QString tokenEndpoint;
    QString userinfoEndpoint; // may be empty
    QString keySetUri;
    bool secretInBody = false; // client_secret_post; otherwise client_secret_basic
    bool sendsIssuer = false;  // RFC 9207: every redirect has "iss"
};

// Where it lies: the issuer and "/.well-known/openid-configuration" (section 4.1).
[[nodiscard]] QString discoveryUrl(const QString &issuer);
// Pure. Unavailable ("provider_unsuitable"), saying why.
[[nodiscard]] Result<ProviderMetadata> parseMetadata(QByteArrayView document, const QString &issuer, bool privateNetwork);

} // namespace melody::oidc
