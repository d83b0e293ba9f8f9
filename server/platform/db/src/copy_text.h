// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text form of COPY, for what goes in, and the binary form, for what comes out
// (https://www.postgresql.org/docs/15/sql-copy.html, "Text Format" and "Binary Format").
#pragma once

#include <db/database.h>

namespace melody::db {

// Throws std::logic_error when a name is not a plain lower-case identifier (a table's may have its schema before it).
[[nodiscard]] std::string copyStatement(std::string_view table, const std::vector<const char *> &columns);
void appendCopyRow(std::string &to, const std::vector<Param> &row);

// The fields of one message of a binary COPY TO STDOUT: without the signature, which comes with the `first`, and without the count of
// fields. Empty for the end mark.
[[nodiscard]] QByteArrayView fieldsOfCopyRow(QByteArrayView message, bool first);

// Letters a-z, digits and underscores: safe in SQL without quotes.
[[nodiscard]] bool isPlainIdentifier(std::string_view name);

} // namespace melody::db
