// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delivery.h"

#include <events/sql.h>

#include <telemetry/telemetry.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace melody::events {
using namespace Qt::StringLiterals;
namespace {

using std::chrono::milliseconds;

constexpr milliseconds pollInterval{100};
constexpr milliseconds pauseWithoutDatabase{1'000};
constexpr milliseconds drainPatience{2'000};
constexpr std::chrono::hours tendInterval{1};
constexpr int keepDays = 14;

class PgDispatcher final : public Dispatcher {
public:
    PgDispatcher(db::Database &database, std::vector<Consumer> consumers, const Clock &clock, telemetry::Telemetry *telemetry)
        : m_database(database), m_consumers(std::move(consumers)), m_clock(clock), m_telemetry(telemetry)
    {
        for (const Consumer &consumer : m_consumers) {
            m_names += consumer.name;
            m_types += consumer.types;
        }
    }
    ~PgDispatcher() override { PgDispatcher::stop(); }

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

    Result<int> drain() override
    {
        int total = 0;
        for (auto waited = milliseconds(0);;) {
            const auto outcome = deliverOnce();
            if (!outcome)
                return tl::unexpected(outcome.error());
            total += outcome->handled;
            if (outcome->moved)
                continue;
            const auto unsettled = hasUnsettled();
            if (!unsettled)
                return tl::unexpected(unsettled.error());
            if (!*unsettled || waited >= drainPatience)
                return total;
            std::this_thread::sleep_for(milliseconds(5));
            waited += milliseconds(5);
        }
    }

private:
    void work(const std::stop_token &stop)
    {
        std::optional<std::chrono::nanoseconds> tended;
        while (!stop.stop_requested()) {
            if (!tended || m_clock.monotonic() - *tended >= tendInterval) {
                tend();
                tended = m_clock.monotonic();
            }
            const auto outcome = deliverOnce();
            if (outcome && outcome->moved)
                continue;
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, outcome ? pollInterval : pauseWithoutDatabase, [] { return false; });
        }
    }

    // One batch for each consumer that is behind. An error when that was all there was.
    Result<Delivery::Outcome> deliverOnce()
    {
        if (const auto registered = registerConsumers(); !registered)
            return tl::unexpected(registered.error());
        using Behind = std::pair<QString, Position>;
        const auto behind = m_database.run(eventsActor, [&](db::Transaction &transaction) -> Result<std::vector<Behind>> {
            std::vector<Behind> found;
            for (const db::Row row : transaction.exec(sql::consumersBehind, {m_names, m_clock.now()}))
                found.push_back({row.get<QString>("consumer"), {row.get<qint64>("xid"), row.get<qint64>("sequence")}});
            return found;
        });
        if (!behind)
            return tl::unexpected(behind.error());
        Result<Delivery::Outcome> total;
        for (const auto &[name, latest] : *behind) {
            const auto consumer =
                std::find_if(m_consumers.begin(), m_consumers.end(), [&wanted = name](const Consumer &c) { return c.name == wanted; });
            const auto outcome = Delivery(m_database, *consumer, m_clock, m_telemetry).deliver(latest);
            if (!outcome && !(total && total->moved)) {
                total = outcome;
            } else if (outcome && outcome->moved) {
                total = Delivery::Outcome{(total ? total->handled : 0) + outcome->handled, true};
                if (m_telemetry && outcome->handled > 0)
                    m_telemetry->count("melody_events_handled_total", outcome->handled, "consumer=\"" + name.toLatin1() + '"');
            }
        }
        return total;
    }

    Result<void> registerConsumers()
    {
        if (m_registered.load())
            return {};
        return m_database
            .run(eventsActor,
                 [&](db::Transaction &transaction) -> Result<void> {
                     transaction.exec(sql::registerConsumers, {m_names});
                     return {};
                 })
            .map([this] { m_registered = true; });
    }

    Result<bool> hasUnsettled()
    {
        return m_database.run(eventsActor, [&](db::Transaction &transaction) -> Result<bool> {
            return transaction.exec(sql::hasUnsettled, {m_types}).first()->get<bool>("unsettled");
        });
    }

    // Partitions are made a week ahead, so a failure (such as a lock that is not to be had) waits for the next time.
    void tend()
    {
        (void)m_database.run(eventsActor, [&](db::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::tend, {keepDays});
            return {};
        });
    }

    db::Database &m_database;
    const std::vector<Consumer> m_consumers;
    const Clock &m_clock;
    telemetry::Telemetry *m_telemetry;
    QStringList m_names;
    QStringList m_types;
    std::atomic<bool> m_registered{false};
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace

std::unique_ptr<Dispatcher> createDispatcher(db::Database &database, std::vector<Consumer> consumers, const Clock &clock,
                                             telemetry::Telemetry *telemetry)
{
    return std::make_unique<PgDispatcher>(database, std::move(consumers), clock, telemetry);
}

} // namespace melody::events
