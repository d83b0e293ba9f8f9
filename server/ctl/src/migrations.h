// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every migration of every module: what `melodyctl migrate` applies, and the tests.
#pragma once

#include <db/migration.h>

namespace melody::ctl {

[[nodiscard]] std::vector<db::Migration> allMigrations();

} // namespace melody::ctl
