// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The second factor: an authenticator app (TOTP) and recovery codes.
#pragma once

#include "shared.h"

namespace melody::accounts {

// One of the two codes is empty.
struct SecondFactorCodes {
    QString totp;
    QString recoveryCode;
};

class SecondFactor {
public:
    explicit SecondFactor(Shared &shared) : m_shared(shared) {}

    // True when the code is right, and then it is used up. In a transaction of the user.
    [[nodiscard]] Result<bool> accept(db::Transaction &transaction, const UserId &user, const SecondFactorCodes &codes) const;
    // After a code was refused: writes to its owner if it was right and used before, once for each code.
    void tellOfReplay(const UserId &user, const QString &code) const;
    // False when there was none. Tells its owner. Staff are signed out everywhere; so is whoever it is taken from by somebody else, which
    // `also` puts on record in the same transaction.
    [[nodiscard]] Result<bool> remove(const UserId &user, const std::function<void(db::Transaction &)> &also);
    // Who guesses codes of this user.
    [[nodiscard]] static throttle::Subject guessing(const UserId &user);
    [[nodiscard]] http::RouteTable routes();

private:
    Result<http::Response> begin(const http::Request &request);
    Result<http::Response> confirm(const http::Request &request);
    Result<http::Response> disable(const http::Request &request);
    Result<http::Response> replaceCodes(const http::Request &request);
    Result<bool> acceptTotp(db::Transaction &transaction, const UserId &user, const QString &code) const;

    Shared &m_shared;
};

} // namespace melody::accounts
