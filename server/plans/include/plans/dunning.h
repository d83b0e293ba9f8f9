// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: how long we wait for money, and when we ask again.
#pragma once

#include <values/clock.h>

#include <array>

namespace melody::billing {

// After a renewal that failed: asked again so many days after it was due. Service goes on until the grace ends.
inline constexpr std::array<int, 4> retryDays{1, 3, 5, 8};
inline constexpr std::chrono::days graceTime{10};

inline constexpr std::chrono::days trialTime{30};
inline constexpr std::chrono::days longestPause{90};
// How long a payer may take to confirm a payment.
inline constexpr std::chrono::hours confirmationTime{1};

// Before a renewal that needs a fresh proof of being a student, mails go out so many days ahead; one that leaves later than shortestNotice
// announces nothing.
inline constexpr std::array<int, 2> proofMailDays{30, 7};
inline constexpr std::chrono::days shortestNotice{5};

// `failures` >= 1 so far. When the renewal that was due at `due` is tried again; the end of the grace when it isn't.
[[nodiscard]] inline TimePoint nextAttempt(TimePoint due, int failures)
{
    const auto index = size_t(failures) - 1;
    return due + (index < retryDays.size() ? std::chrono::days(retryDays[index]) : graceTime);
}

} // namespace melody::billing
