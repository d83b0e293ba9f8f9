// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: which of two devices' writes holds. The server asks here when it takes a mutation, the app for what it has not sent yet.
#pragma once

#include <values/id.h>

#include <optional>

namespace melody::rules {

// Likes and follows: the last writer wins, by the device's clock, which is never believed to be ahead of `now`. Of two at the same
// millisecond the one that arrives later.
[[nodiscard]] bool prevails(TimePoint written, TimePoint stored);
[[nodiscard]] TimePoint writtenAt(TimePoint deviceClock, TimePoint now);

// How far a listening came.
struct Place {
    PlaybackId session; // of one listening; offline ones have an id made by the device
    qint64 positionMs = 0;
    bool operator==(const Place &) const = default;
};

// Where somebody was in a content.
struct ResumePosition {
    PlaybackId session;
    qint64 positionMs = 0;
    bool finished = false;
    TimePoint at{};
    std::optional<Place> elsewhere = {}; // further on, by a listening that this one knew nothing of: the listener is to choose
    bool operator==(const ResumePosition &) const = default;
};
[[nodiscard]] Place placeOf(const ResumePosition &position);

// Within a session the furthest position holds, whatever order they arrive in; of two sessions the later one. The furthest place is never
// lost silently: when the later session stands behind it, it is kept as `elsewhere`, unless the incoming one `knew` of it. That is the
// place that its device showed when the listening began, or the one that the listener chose to leave.
[[nodiscard]] ResumePosition mergePositions(const ResumePosition &stored, const ResumePosition &incoming, const std::optional<Place> &knew);

} // namespace melody::rules
