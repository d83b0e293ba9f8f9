// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time-stamped, checksummed, forward-only steps of the local store's schema.
#pragma once

namespace melody::store {

struct Migration {
    const char *schema; // "downloads"
    const char *name;   // "20261123T140000_downloads": sorts by time
    const char *sql;    // one or more statements
};

} // namespace melody::store
