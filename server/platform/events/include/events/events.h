// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facts travel as events: a transactional outbox, and consumers that are idempotent by event id with their own offsets.
#pragma once

#include <db/database.h>

namespace melody::events {

struct Event {
    EventId id;
    QString type;    // "play_counted", "release_published", …
    QString subject; // id of what it is about
    QJsonObject payload = {};
    QByteArray traceId = {};
    TimePoint at{};
};

// Writes to the outbox inside the caller's transaction: the fact and its event are stored together or not at all.
void publish(db::Transaction &transaction, const Event &event);

struct Consumer {
    QString name; // stable: the key of its offset
    QStringList types;
    // Runs in a transaction that also moves the offset: each event takes effect exactly once.
    std::function<Result<void>(db::Transaction &, const Event &)> handle;
};

// Delivers events to consumers in order, one batch a poll. Thread: owns one; several processes may run the same consumer,
// one at a time holds it (advisory lock). An event whose handler fails 8 times is set aside in platform.event_dead.
class Dispatcher {
public:
    virtual ~Dispatcher() = default;
    virtual void start() = 0;
    virtual void stop() = 0;
    // Delivers what is there now; for tests and commands. Number of deliveries.
    virtual Result<int> drain() = 0;
};

[[nodiscard]] std::unique_ptr<Dispatcher> createDispatcher(db::Database &database, std::vector<Consumer> consumers, const Clock &clock);

} // namespace melody::events
