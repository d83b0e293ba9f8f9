// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text form of COPY (https://www.postgresql.org/docs/15/sql-copy.html, "Text Format").
#pragma once

#include <db/database.h>

namespace melody::db {

// Throws std::logic_error when a name is not a plain lower-case identifier (a table's may have its schema before it).
[[nodiscard]] std::string copyStatement(std::string_view table, const std::vector<const char *> &columns);
void appendCopyRow(std::string &to, const std::vector<Param> &row);

// Letters a-z, digits and underscores: safe in SQL without quotes.
[[nodiscard]] bool isPlainIdentifier(std::string_view name);

} // namespace melody::db
