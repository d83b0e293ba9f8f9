// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What identity providers change about accounts: inside the caller's transaction, as melody_accounts.
#pragma once

#include <accounts/accounts.h>

namespace melody::accounts {

[[nodiscard]] bool insertVouched(db::Transaction &transaction, const UserId &user, const VouchedAccount &account,
                                 const QString &emailNormalised, const Options &options, TimePoint now);
[[nodiscard]] RoleChange changeGrants(db::Transaction &transaction, const UserId &user, const RoleChange &wanted, TimePoint now);

} // namespace melody::accounts
