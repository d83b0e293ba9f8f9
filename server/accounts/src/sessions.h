// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing in and out, devices, and proving again who one is.
#pragma once

#include "second_factor.h"

namespace melody::accounts {

class Sessions {
public:
    Sessions(Shared &shared, SecondFactor &secondFactor) : m_shared(shared), m_secondFactor(secondFactor) {}

    // After a proof that is as good as a password.
    [[nodiscard]] Result<wire::SignedIn> open(const UserId &user, const NewDevice &device);
    [[nodiscard]] http::RouteTable routes();

private:
    Result<http::Response> signIn(const http::Request &request);
    Result<http::Response> secondStep(const http::Request &request, const QJsonObject &json);
    Result<http::Response> refresh(const http::Request &request);
    Result<http::Response> signOut(const http::Request &request);
    Result<http::Response> list(const http::Request &request);
    Result<http::Response> prove(const http::Request &request);
    tl::unexpected<Error> askForSecondFactor(const StoredAccount &account, const NewDevice &device);
    IssuedSignIn insert(db::Transaction &transaction, const StoredAccount &account, const NewDevice &device) const;
    Result<http::Response> answer(const UserId &user, const Result<IssuedSignIn> &issued, int status);
    Result<bool> provedBy(const StoredAccount &account, const wire::ProofRequest &proof);

    Shared &m_shared;
    SecondFactor &m_secondFactor;
};

} // namespace melody::accounts
