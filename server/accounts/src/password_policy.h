// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <values/result.h>
#include <wire/accounts.h>

namespace melody::accounts {

// Pure, after NIST SP 800-63B: length and a list of the commonest choices, no rules of composition. Invalid names the field "password"
// with the code too_short, too_long, is_email or too_common.
[[nodiscard]] Result<void> checkPassword(const QString &password, const QString &email);

} // namespace melody::accounts
