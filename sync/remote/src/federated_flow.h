// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One sign-in through the browser, from its beginning to its end.
#pragma once

#include "redirect_request.h"
#include "sign_in.h"

#include <remote/federated_sign_in.h>

namespace melody::remote {

// Thread: the network thread.
class FederatedFlow {
public:
    struct Parts {
        Caller &caller;
        SignIn &signIn;
        QUrl server;
        QByteArray devicePublicKey;
    };
    explicit FederatedFlow(Parts parts);
    ~FederatedFlow() { cancel(); }
    FederatedFlow(const FederatedFlow &) = delete;
    FederatedFlow &operator=(const FederatedFlow &) = delete;

    void begin(const FederatedRequest &request, std::function<void(QUrl)> openBrowser, Done<FederatedOutcome> done);
    void cancel();

private:
    void ask(const QString &path, const QJsonObject &body, std::function<void(Result<HttpAnswer>)> answered);
    void begun(const Result<HttpAnswer> &answer);
    void cameBack(const Redirect &redirect);
    void finished(const Result<HttpAnswer> &answer);
    void finish(Result<FederatedOutcome> outcome);

    const Parts m_parts;
    FederatedRequest m_request;
    QByteArray m_verifier;
    std::function<void(QUrl)> m_openBrowser;
    Done<FederatedOutcome> m_done; // empty: nothing is under way
    LoopbackListener m_listener;
    std::optional<Caller::CallId> m_call;
    QTimer m_timeout;
};

} // namespace melody::remote
