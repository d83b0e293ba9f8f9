// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <db/database.h>

namespace melody::accounts {

// Signs out every device of the user for whom the transaction acts, everywhere within five seconds.
void revokeAllSignIns(db::Transaction &transaction, const UserId &user, const QString &because, TimePoint now);

} // namespace melody::accounts
