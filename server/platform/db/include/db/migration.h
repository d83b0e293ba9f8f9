// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time-stamped, checksummed, forward-only steps. Safe to run twice and by two processes at once (advisory lock).
#pragma once

#include <values/result.h>

#include <string>
#include <vector>

namespace melody::db {

struct Migration {
    const char *schema; // "catalog"
    const char *name;   // "20261122T200000_content": sorts by time
    const char *sql;
};

struct MigrationReport {
    int applied = 0;
    int alreadyThere = 0;
};

// Applies what is missing, each in a transaction of its own, in order of name over all schemas. Conflict ("migration_changed")
// when a step that was applied has another checksum now; Internal ("migration_failed") with the server's words.
// `connection` is a libpq connection string of the owner role.
[[nodiscard]] Result<MigrationReport> migrate(const std::string &connection, std::vector<Migration> migrations);

} // namespace melody::db
