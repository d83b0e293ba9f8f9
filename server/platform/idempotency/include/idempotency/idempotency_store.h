// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// First answers in PostgreSQL, so that a request that is sent again, to whichever process, is not done again.
#pragma once

#include <db/database.h>
#include <http/route.h>

namespace melody::idempotency {

struct Options {
    // How long an answer is remembered.
    std::chrono::milliseconds memory = std::chrono::hours(48);
    // How long a request may be under way; after that its process is thought dead and the next attempt does the work.
    std::chrono::milliseconds lease = std::chrono::seconds(30);
};

// Only successes are remembered: what was refused or failed is tried again. While the first attempt is under way another one gets
// Unavailable ("request_in_progress"). A process that is killed between doing the work and noting the answer leaves the work to be
// done again after the lease, so handlers of idempotent routes must survive that.
[[nodiscard]] std::unique_ptr<http::IdempotencyStore> createIdempotencyStore(db::Database &database, const Clock &clock,
                                                                             Options options = {});

} // namespace melody::idempotency
