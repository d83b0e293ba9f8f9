// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether and when to try again.
#pragma once

#include <values/result.h>

#include <chrono>

namespace melody::remote {

struct RetryLimits {
    std::chrono::milliseconds firstBackoff{200};
    std::chrono::milliseconds maxBackoff{5'000};
    int maxTries = 5;
};

// `tries` so far, the first included; `random` in [0, 1) spreads the clients of a server that comes back. nullopt: give up.
// Exponential backoff with jitter over its upper half; a server's Retry-After is obeyed unless it asks for more than maxBackoff.
[[nodiscard]] std::optional<std::chrono::milliseconds> retryDelay(const Error &error, int tries, const RetryLimits &limits, double random);

} // namespace melody::remote
