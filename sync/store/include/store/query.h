// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SQL lives in .sql files, one named query each, turned into constants by melody_sql(… DATABASE store).
#pragma once

namespace melody::store {

struct Query {
    const char *name; // "downloads.next_job": prepared once a connection under this name
    const char *sql;  // one statement
};

} // namespace melody::store
