// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: which of two devices' writes holds. The server asks here when it takes a mutation, the app for what it has not sent yet.
#pragma once

#include <values/id.h>

namespace melody::rules {

// Likes and follows: the last writer wins, by the device's clock, which is never believed to be ahead of `now`. Of two at the same
// millisecond the one that arrives later.
[[nodiscard]] bool prevails(TimePoint written, TimePoint stored);
[[nodiscard]] TimePoint writtenAt(TimePoint deviceClock, TimePoint now);

// Where somebody was in a content.
struct ResumePosition {
    PlaybackId session; // of one listening; offline ones have an id made by the device
    qint64 positionMs = 0;
    bool finished = false;
    TimePoint at{};
    bool operator==(const ResumePosition &) const = default;
};

// Within a session the furthest position holds, whatever order they arrive in; of two sessions the later one.
[[nodiscard]] ResumePosition mergePositions(const ResumePosition &stored, const ResumePosition &incoming);

} // namespace melody::rules
