// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <db/migration.h>

namespace melody::server {

// Every migration of every module.
[[nodiscard]] std::vector<db::Migration> allMigrations();

} // namespace melody::server
