// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brings the schema of a store up to date.
#pragma once

#include "connection.h"

namespace melody::store {

// Takes the steps that are missing, in order of name, all in one transaction. Throws Failure.
void migrate(Connection &connection, std::vector<Migration> migrations);

} // namespace melody::store
