// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When to come back. Pure.
#pragma once

#include <live/live_client.h>

namespace melody::live {

// After `failures` attempts in a row that heard nothing (0: a stream that worked has ended); `random` in [0, 1). Between a half and the
// whole of the backoff; after a stream that worked anywhere below the first, so that the clients of a process that stops spread. A server's
// Retry-After is waited for, but not longer than maxBackoff.
[[nodiscard]] std::chrono::milliseconds reconnectDelay(int failures, std::optional<qint64> retryAfterMs, const LiveLimits &limits,
                                                       double random);

} // namespace melody::live
