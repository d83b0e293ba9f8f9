// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// FederatedSignIn over HTTP: goes over to the network thread and comes back by a relay.
#pragma once

#include "federated_flow.h"
#include "relay.h"

#include <values/mailbox.h>

namespace melody::remote {

class FederatedClient final : public FederatedSignIn {
public:
    struct Parts {
        Mailbox &thread; // lives on the network thread: what runs there is posted to it
        Caller &caller;
        FederatedFlow &flow;
        QUrl server;
    };
    explicit FederatedClient(const Parts &parts) : m_parts(parts) {}

    void providers(const QString &email, QObject *context, Done<wire::IdentityProviderPage> done) override;
    void signIn(const FederatedRequest &request, std::function<void(QUrl)> openBrowser, QObject *context,
                Done<FederatedOutcome> done) override;
    void cancel() override;
    void identities(QObject *context, Done<wire::LinkedIdentityPage> done) override;
    void link(const QString &linkToken, QObject *context, Done<wire::LinkedIdentity> done) override;
    void unlink(const wire::IdentityId &id, QObject *context, Done<void> done) override;

private:
    void post(std::function<void()> work);
    template<typename T>
    void call(Call call, Result<T> (*parse)(const QJsonObject &), QObject *context, Done<T> done);
    void send(Call call, std::function<void(Result<HttpAnswer>)> done);

    const Parts m_parts;
};

} // namespace melody::remote
