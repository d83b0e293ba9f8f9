// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing in with an account somewhere else, as RFC 8252 wants it of an app: the system's browser, and a listener on the loopback
// address that it comes back to. Besides the codes of remote/api.h and of the server:
//   no_loopback            Unavailable       no port of 127.0.0.1 can be listened on
//   authorization_denied   Unauthenticated   the person or the provider said no
//   authorization_timeout  Unavailable       nobody came back from the browser
//   second_factor_required Unauthenticated   as after a password
#pragma once

#include <remote/api.h>
#include <wire/federation.h>

#include <QtCore/QUrl>

#include <variant>

namespace melody::remote {

struct FederatedRequest {
    QString providerId;
    QString deviceName;
    QString language; // "en", "es": of an account that is made, and of the page that the browser ends with
    std::chrono::milliseconds timeout = std::chrono::minutes(5);
    bool link = false; // for the account that is signed in already: the outcome is LinkRequired, or "identity_taken"
};

// Signed in, or: sign in to the account (of the address that it names) first, then call link().
using FederatedOutcome = std::variant<UserId, wire::LinkRequired>;

// Thread and `done`: as in remote/api.h.
class FederatedSignIn {
public:
    virtual ~FederatedSignIn() = default;

    // Those for everybody; with an e-mail address the one of its organisation, if it has single sign-on.
    virtual void providers(const QString &email, QObject *context, Done<wire::IdentityProviderPage> done) = 0;
    // Calls `openBrowser` (on the thread of `context`) with an https address, then waits. A second call cancels the first.
    virtual void signIn(const FederatedRequest &request, std::function<void(QUrl)> openBrowser, QObject *context,
                        Done<FederatedOutcome> done) = 0;
    virtual void cancel() = 0; // `done` gets "cancelled"

    // Of the account that is signed in. Linking and unlinking want a recent proof: 403 "step_up_required".
    virtual void identities(QObject *context, Done<wire::LinkedIdentityPage> done) = 0;
    virtual void link(const QString &linkToken, QObject *context, Done<wire::LinkedIdentity> done) = 0;
    virtual void unlink(const wire::IdentityId &id, QObject *context, Done<void> done) = 0;
};

} // namespace melody::remote
