// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what we write to people about their accounts.
#pragma once

#include <mail/mailer.h>
#include <wire/accounts.h>

namespace melody::accounts {

enum class Letter {
    ConfirmEmail,  // token
    AlreadyThere,  // somebody signed up with an address that has an account
    ResetPassword, // token
    ChangeEmail,   // token; goes to the new address
    PasswordChanged,
    EmailChanged, // goes to the old address
    TokenReused,  // a device was signed out because its refresh token was used twice
    SecondFactorOn,
    SecondFactorOff,
    RecoveryCodesReplaced,
    CodeUsedAgain, // of the authenticator app
    NewPlace,      // token: the country that a device signed in from
    ConfirmAgain,  // token; of an address that was confirmed before
};

// `key` as mail::Mail has it.
[[nodiscard]] mail::Mail writeLetter(Letter letter, const wire::Profile &reader, const QString &key, const QString &token = {});

} // namespace melody::accounts
