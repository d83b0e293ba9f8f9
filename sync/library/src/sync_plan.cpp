// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync_plan.h"

#include <algorithm>

namespace melody::library {

SyncStep nextStep(const SyncFacts &facts, const Options &options)
{
    if (!facts.hasUser || facts.isBusy)
        return {};
    const bool isBehind = facts.isStale || facts.more || facts.told > facts.revision;
    const auto look = facts.lookedAt + options.pollEvery;
    const bool isDue = isBehind || facts.unsent > 0 || (!facts.hasLive && look <= facts.now);
    if (isDue && facts.notBefore > facts.now)
        return {Step::Wait, facts.notBefore - facts.now};
    if (facts.unsent > 0)
        return {Step::Push};
    if (isDue)
        return {Step::Pull};
    return facts.hasLive ? SyncStep() : SyncStep{Step::Wait, look - facts.now};
}

std::chrono::milliseconds backoff(int failures, std::optional<qint64> retryAfterMs, const Options &options, double dice)
{
    if (retryAfterMs)
        return std::clamp(std::chrono::milliseconds(*retryAfterMs), std::chrono::milliseconds(0), options.maxBackoff * 10);
    const int doublings = std::clamp(failures - 1, 0, 16);
    const std::chrono::milliseconds most =
        std::min<std::chrono::milliseconds>(options.firstBackoff * (1LL << doublings), options.maxBackoff);
    const std::chrono::milliseconds half = most / 2;
    return half + std::chrono::milliseconds(qint64(double(half.count()) * dice));
}

bool isHopeless(const Error &error)
{
    return error.kind == ErrorKind::Invalid || error.kind == ErrorKind::Malformed || error.kind == ErrorKind::TooLarge;
}

} // namespace melody::library
