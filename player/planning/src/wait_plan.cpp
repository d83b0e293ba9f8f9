// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/wait_plan.h>

#include <algorithm>

namespace melody::player {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds hungry{2};
constexpr milliseconds busy{20};
constexpr milliseconds shown{20};   // a position that is drawn moves evenly, and what is pressed is answered at once
constexpr milliseconds unseen{400}; // commands come at once, whatever this is

} // namespace

milliseconds planWait(const WaitSnapshot &snapshot)
{
    if (snapshot.starved || snapshot.isEnding)
        return snapshot.isLow && !snapshot.starved ? hungry : busy;
    if (snapshot.isLow)
        return hungry;
    const bool often = snapshot.watched || snapshot.isTimed || snapshot.isFetching;
    // Three quarters of the ring are still there when the thread comes late.
    return std::max(hungry, std::min(often ? shown : unseen, snapshot.ring / 4));
}

} // namespace melody::player
