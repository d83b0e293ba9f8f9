// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a device does next so that it and the server know the same.
#pragma once

#include <library/library.h>

namespace melody::library {

struct SyncFacts {
    bool hasUser = false;
    bool isBusy = false;  // a request is under way
    int unsent = 0;       // in the outbox
    qint64 revision = 0;  // of the mirror
    qint64 told = 0;      // the newest that was heard of, from the live channel or with an answer
    bool isStale = true;  // nobody knows what happened since the last look
    bool more = false;    // the last page was not the end
    bool hasLive = false; // news come by themselves
    // Of a clock that never goes backwards:
    std::chrono::milliseconds notBefore{0}; // after a failure
    std::chrono::milliseconds lookedAt{0};  // when the last pull ended
    std::chrono::milliseconds now{0};
};

enum class Step { Nothing, Push, Pull, Wait };

struct SyncStep {
    Step step = Step::Nothing;
    std::chrono::milliseconds pause{0}; // of Wait: then look again
    bool operator==(const SyncStep &) const = default;
};

// Wishes go first: what they lead to comes with the next pull. Always a time is named when there may be something to do later.
[[nodiscard]] SyncStep nextStep(const SyncFacts &facts, const Options &options);

// How long not to ask after the nth failure in a row (from 1). `dice`: 0..1. The server's word goes before ours.
[[nodiscard]] std::chrono::milliseconds backoff(int failures, std::optional<qint64> retryAfterMs, const Options &options, double dice);

// Nothing will ever come of sending this again as it is.
[[nodiscard]] bool isHopeless(const Error &error);

} // namespace melody::library
