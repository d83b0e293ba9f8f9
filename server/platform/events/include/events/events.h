// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Facts travel as events: a transactional outbox, and consumers that are idempotent by event id with their own offsets.
#pragma once

#include <db/database.h>

namespace melody::events {

struct Event {
    EventId id;      // publish() makes one when null
    QString type;    // "play_counted", "release_published", …
    QString subject; // id of what it is about
    QJsonObject payload = {};
    QByteArray traceId = {}; // publish() takes the current trace's when empty
    TimePoint at{};
};

// Writes to the outbox inside the caller's transaction, as any service's role: the fact and its event are stored together or not at all.
void publish(db::Transaction &transaction, const Event &event);

struct Consumer {
    QString name; // stable: the key of its offset
    QStringList types;
    // Runs in a transaction that also moves the offset: each event takes effect exactly once. No side effects outside of it, and
    // no Database::run() in it; it may be run again. The trace of who published goes on in it.
    std::function<Result<void>(db::Transaction &, const Event &)> handle;
    std::string role = "melody_platform"; // the service's PostgreSQL role that `handle` acts as
};

// Delivers events to consumers, a new one from the first event that is kept. Order: an event comes after those that were committed
// before its transaction began to write, and no event is passed over because its transaction committed late; the price is that
// a write transaction that stays open holds delivery back. Thread: owns one; several processes may run the same consumer, one at a
// time holds it (row lock). An event whose handler fails is tried again after a growing pause, while later ones wait; after 8
// failures it is set aside in platform.event_dead. Trouble with the database is no failure of the event.
class Dispatcher {
public:
    virtual ~Dispatcher() = default;
    virtual void start() = 0;
    virtual void stop() = 0;
    // Delivers what is there now, waiting up to 2 s for older transactions to end; for tests and commands. Number of deliveries.
    virtual Result<int> drain() = 0;
};

// `telemetry` (not owned): spans, counts and logs of the deliveries.
[[nodiscard]] std::unique_ptr<Dispatcher> createDispatcher(db::Database &database, std::vector<Consumer> consumers, const Clock &clock,
                                                           telemetry::Telemetry *telemetry = nullptr);

} // namespace melody::events
