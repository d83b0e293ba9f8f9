// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <events/events.h>

namespace melody::events {

inline const db::Actor eventsActor{"melody_platform"};
inline constexpr int batchSize = 100;
inline constexpr int maxFailures = 8;

// A place in the order of events.
struct Position {
    qint64 xid = 0;
    qint64 sequence = 0;
    auto operator<=>(const Position &) const = default; // NOLINT(modernize-use-nullptr): there is no pointer; old clang-tidy sees one
};

// Brings one consumer forward. Thread: one at a time; several processes may do so at once.
class Delivery {
public:
    Delivery(db::Database &database, const Consumer &consumer, const Clock &clock, telemetry::Telemetry *telemetry)
        : m_database(database), m_consumer(consumer), m_clock(clock), m_telemetry(telemetry)
    {
    }

    struct Outcome {
        int handled = 0;
        bool moved = false; // the offset, by events or past those that are for others
    };
    // One batch, up to `latest`, below which every transaction has ended. Nothing when another process holds the consumer or it pauses
    // after a failure. An error is one of the database; a handler's is noted with the consumer.
    Result<Outcome> deliver(Position latest);

private:
    struct Next {
        Event event;
        Position position;
    };
    // `first`: the first event of the batch, if there was one.
    Result<Outcome> attempt(Position latest, int limit, std::optional<Next> &first);
    Result<Outcome> deliverSingly(Position latest);
    Result<void> handle(db::Transaction &transaction, const Event &event) const;
    Result<Outcome> noteFailure(const Next &next, const Error &error);
    void tell(const Event &event, const Error &error, bool isDead) const;

    db::Database &m_database;
    const Consumer &m_consumer;
    const Clock &m_clock;
    telemetry::Telemetry *m_telemetry;
};

} // namespace melody::events
