// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For services that change accounts inside their own transactions (server/families): whom they act for, and devices signed out.
#pragma once

#include <db/database.h>

namespace melody::accounts {

// melody_accounts, for the user.
[[nodiscard]] db::Actor actorOf(const UserId &user);

// In a transaction of the user. All but `keep`; those that were revoked.
QList<SignInId> revokeSignIns(db::Transaction &transaction, const UserId &user, const std::optional<SignInId> &keep, TimePoint now,
                              const QString &because);

} // namespace melody::accounts
