// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <values/result.h>

#include <QtCore/QString>

namespace melody::passwords {

// Pure, after NIST SP 800-63B: length and a list of the commonest choices, no rules of composition. A common one that is repeated,
// written with look-alikes (p4$$w0rd), or given digits and signs at its ends is refused like itself, and so is what is made of the words
// of the account's name and address and of "melody". Invalid names the field "password" with the code too_short, too_long, is_email,
// too_common, common_with_more or is_name.
[[nodiscard]] Result<void> checkPassword(const QString &password, const QString &email, const QString &name = {});

} // namespace melody::passwords
