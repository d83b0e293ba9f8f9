// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For what a process keeps in memory: every process hears every event, where of a Consumer's one process handles each. No offset is
// kept, so nothing is heard of the time before `backlog`; an event may be heard twice, and not in order.
#pragma once

#include <events/events.h>

namespace melody::events {

// Thread: owns one, on which `hear` is called. Polls twice a second.
class Tail {
public:
    virtual ~Tail() = default; // stops
    virtual void start() = 0;
    virtual void stop() = 0;
    // Hears what is there now, in the caller's thread; for tests, and before the first request is served. Number of events.
    virtual Result<int> poll() = 0;
};

[[nodiscard]] std::unique_ptr<Tail> createTail(db::Database &database, QStringList types, std::function<void(const Event &)> hear,
                                               std::chrono::milliseconds backlog);

} // namespace melody::events
