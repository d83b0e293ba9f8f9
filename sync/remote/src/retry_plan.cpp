// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "retry_plan.h"

namespace melody::remote {
namespace {

bool isPassing(const Error &error)
{
    return error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::RateLimited;
}

} // namespace

std::optional<std::chrono::milliseconds> retryDelay(const Error &error, int tries, const RetryLimits &limits, double random)
{
    if (!isPassing(error) || tries >= limits.maxTries)
        return {};
    const auto doubled = limits.firstBackoff * (qint64(1) << std::min(tries - 1, 20));
    const auto backoff = std::min<std::chrono::milliseconds>(doubled, limits.maxBackoff);
    const auto spread = std::chrono::milliseconds(qint64(double(backoff.count()) * (0.5 + 0.5 * random)));
    if (!error.retryAfterMs)
        return spread;
    const std::chrono::milliseconds asked(*error.retryAfterMs);
    return asked > limits.maxBackoff ? std::nullopt : std::optional(std::max(asked, spread));
}

} // namespace melody::remote
