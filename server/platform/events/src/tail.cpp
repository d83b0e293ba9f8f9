// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delivery.h"

#include <events/tail.h>

#include <events/sql.h>

#include <QtCore/QSet>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace melody::events {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds tailInterval{500};

// Delivery to consumers waits until no older transaction runs; the tail does not, because it must be quick and order is nothing to
// it. Instead it reads again everything above the transactions that had all ended at the last poll, and leaves out what it has heard.
class PgTail final : public Tail {
public:
    PgTail(db::Database &database, QStringList types, std::function<void(const Event &)> hear, milliseconds backlog)
        : m_database(database), m_types(std::move(types)), m_hear(std::move(hear)), m_backlog(backlog)
    {
    }
    ~PgTail() override { PgTail::stop(); }

    void start() override
    {
        if (!m_thread.joinable())
            m_thread = std::jthread([this](const std::stop_token &stop) { work(stop); });
    }

    void stop() override
    {
        m_thread.request_stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    Result<int> poll() override
    {
        const std::scoped_lock lock(m_polling);
        auto found = read();
        if (!found)
            return tl::unexpected(found.error());
        int heard = 0;
        QSet<QUuid> recent;
        for (const Found &one : found->events) {
            if (one.xid >= found->floor)
                recent.insert(one.event.id.uuid());
            if (m_recent.contains(one.event.id.uuid()))
                continue;
            m_hear(one.event);
            ++heard;
        }
        m_floor = found->floor;
        m_recent = std::move(recent);
        return heard;
    }

private:
    struct Found {
        qint64 xid = 0;
        Event event;
    };
    struct Batch {
        qint64 floor = 0;
        std::vector<Found> events;
    };

    Result<Batch> read()
    {
        return m_database.run(eventsActor, [&](db::Transaction &transaction) -> Result<Batch> {
            // The floor first: what commits between the two statements lies above it and is read again.
            Batch batch{transaction.exec(sql::snapshotFloor)[0].get<qint64>("floor"), {}};
            const auto rows = m_floor ? transaction.exec(sql::eventsAboveFloor, {*m_floor, m_types})
                                      : transaction.exec(sql::eventsRecordedSince, {qint64(m_backlog.count()), m_types});
            for (const db::Row row : rows) {
                Event event{row.get<EventId>("id"),
                            row.get<QString>("type"),
                            row.get<QString>("subject"),
                            row.get<QJsonObject>("payload"),
                            row.get<std::optional<QString>>("trace_id").value_or(QString()).toLatin1(),
                            row.get<TimePoint>("at")};
                batch.events.push_back({row.get<qint64>("xid"), std::move(event)});
            }
            return batch;
        });
    }

    void work(const std::stop_token &stop)
    {
        std::mutex mutex;
        std::condition_variable_any wake;
        while (!stop.stop_requested()) {
            (void)poll(); // without a database there is nothing to hear; the next poll catches up
            std::unique_lock lock(mutex);
            wake.wait_for(lock, stop, tailInterval, [] { return false; });
        }
    }

    db::Database &m_database;
    const QStringList m_types;
    const std::function<void(const Event &)> m_hear;
    const milliseconds m_backlog;
    std::mutex m_polling;
    std::optional<qint64> m_floor;
    QSet<QUuid> m_recent; // heard already, above the floor
    std::jthread m_thread;
};

} // namespace

std::unique_ptr<Tail> createTail(db::Database &database, QStringList types, std::function<void(const Event &)> hear,
                                 std::chrono::milliseconds backlog)
{
    return std::make_unique<PgTail>(database, std::move(types), std::move(hear), backlog);
}

} // namespace melody::events
