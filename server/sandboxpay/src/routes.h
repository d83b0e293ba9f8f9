// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the provider answers: its interface for merchants, and its own pages.
#pragma once

#include "provider.h"

#include <http/route.h>

namespace melody::sandboxpay {

// For whoever has the merchant's key; docs/sandboxpay.md lists them.
[[nodiscard]] http::RouteTable merchantRoutes(Provider &provider);
// For payers: the card form, the token endpoint, the bank's question. Nobody signs in; an id that can't be guessed is what they have.
[[nodiscard]] http::RouteTable payerRoutes(Provider &provider);

// Lets in who shows the key, compared in constant time.
[[nodiscard]] http::Authenticator keyAuthenticator(const QByteArray &apiKey);

// Where a payer may be sent back to: https, http on loopback, or the app's own scheme "melody". Empty when it is none of these.
[[nodiscard]] QString returnOrigin(const QString &url);

} // namespace melody::sandboxpay
