// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Making an account, confirming its address, and changing what opens it: password and e-mail address. What is mailed to an address is
// decided by a job, so that the answer and the time it takes say nothing about who has an account.
#pragma once

#include "shared.h"

namespace melody::accounts {

class Credentials {
public:
    explicit Credentials(Shared &shared) : m_shared(shared) {}

    // False when somebody has the address already. Takes as long either way.
    [[nodiscard]] Result<bool> create(const wire::SignUpRequest &request);
    [[nodiscard]] http::RouteTable routes();
    [[nodiscard]] jobs::Handler mailHandler();

private:
    Result<http::Response> signUp(const http::Request &request);
    Result<http::Response> confirm(const http::Request &request);
    Result<http::Response> confirmToken(const QString &text);
    Result<http::Response> requestReset(const http::Request &request);
    Result<http::Response> resetPassword(const http::Request &request);
    Result<http::Response> changePassword(const http::Request &request);
    Result<http::Response> changeEmail(const http::Request &request);
    // Lets the worker write to whoever has this address, if anybody; false when it was asked for too often today.
    Result<bool> askForMail(Letter letter, const QString &email, const http::Request &request);
    Result<void> sendMail(const jobs::Job &job);
    void signedOut(const QList<SignInId> &signIns);

    Shared &m_shared;
};

} // namespace melody::accounts
