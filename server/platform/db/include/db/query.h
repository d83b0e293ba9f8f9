// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SQL lives in .sql files, one named query each, turned into constants by melody_sql().
#pragma once

namespace melody::db {

struct Query {
    const char *name; // "catalog.album_by_id": prepared under this name, shown in spans
    const char *sql;
};

} // namespace melody::db
