// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What other services may ask about people, through the composition root.
#pragma once

#include <db/database.h>

namespace melody::accounts {

struct DirectoryEntry {
    QString email; // empty: a child of a family
    QString displayName;
    QString language;                        // "en", "es"
    std::optional<TimePoint> emailConfirmed; // when last
};

// NotFound when there is no such account. Thread: any.
[[nodiscard]] Result<DirectoryEntry> directoryEntry(db::Database &database, const UserId &user);
[[nodiscard]] Result<std::optional<UserId>> userWithEmail(db::Database &database, const QString &email);

// Empty when there is no such device.
[[nodiscard]] Result<QString> deviceName(db::Database &database, const UserId &user, const SignInId &signIn);

} // namespace melody::accounts
