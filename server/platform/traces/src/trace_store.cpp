// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <traces/trace_store.h>

#include "span_rows.h"

#include <traces/sql.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

namespace melody::traces {
using namespace Qt::StringLiterals;
namespace {

using telemetry::Span;

const db::Actor actor{"melody_telemetry"};

constexpr int maxSpansOfTrace = 10'000;
constexpr std::chrono::milliseconds pauseWithoutDatabase{1'000};
constexpr std::chrono::hours dropInterval{6};

class PgTraceStore final : public TraceStore {
public:
    PgTraceStore(db::Database &database, telemetry::Telemetry &telemetry, Options options)
        : m_database(database), m_telemetry(telemetry), m_options(options)
    {
    }
    ~PgTraceStore() override { PgTraceStore::stop(); }

    void take(Span span) override
    {
        std::unique_lock lock(m_mutex);
        if (m_waiting.size() >= size_t(m_options.capacity)) {
            lock.unlock();
            dropped(1);
            return;
        }
        m_waiting.push_back(std::move(span));
        const bool isFullBatch = m_waiting.size() == size_t(m_options.batch);
        lock.unlock();
        if (isFullBatch)
            m_wake.notify_one();
    }

    void start() override
    {
        if (m_thread.joinable())
            return;
        m_telemetry.setSink(this);
        m_thread = std::jthread([this](const std::stop_token &stop) { work(stop); });
    }

    void stop() override
    {
        if (!m_thread.joinable())
            return;
        m_telemetry.setSink(nullptr);
        m_thread.request_stop();
        m_thread.join();
        if (!flush()) {
            const std::lock_guard lock(m_mutex);
            dropped(qint64(m_waiting.size()));
            m_waiting.clear();
        }
    }

    Result<int> flush() override
    {
        const std::lock_guard writing(m_writing);
        // The statements of this class must not make spans of their own, whoever calls.
        TraceContext unsampled = TraceContext::create();
        unsampled.sampled = false;
        const telemetry::CurrentTrace current(unsampled);
        int stored = 0;
        while (true) {
            std::vector<Span> batch = takeBatch();
            if (batch.empty())
                return stored;
            const auto written = write(batch);
            if (!written && written.error().kind == ErrorKind::Unavailable) {
                putBack(std::move(batch));
                return tl::unexpected(written.error());
            }
            if (!written)
                m_days.clear(); // should a day be missing after all
            stored += written.value_or(0);
            dropped(qint64(batch.size()) - written.value_or(0));
        }
    }

private:
    void work(const std::stop_token &stop)
    {
        std::optional<std::chrono::nanoseconds> droppedOldAt;
        auto pause = m_options.interval;
        while (!stop.stop_requested()) {
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait_for(lock, stop, pause, [this] { return m_waiting.size() >= size_t(m_options.batch); });
            }
            pause = flush() ? m_options.interval : pauseWithoutDatabase;
            const auto now = m_telemetry.clock().monotonic();
            if (!droppedOldAt || now - *droppedOldAt >= dropInterval) {
                dropOld();
                droppedOldAt = now;
            }
        }
    }

    std::vector<Span> takeBatch()
    {
        const std::lock_guard lock(m_mutex);
        const auto count = std::min(m_waiting.size(), size_t(m_options.batch));
        const auto end = m_waiting.begin() + std::ptrdiff_t(count);
        std::vector<Span> batch(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
        m_waiting.erase(m_waiting.begin(), end);
        return batch;
    }

    void putBack(std::vector<Span> batch)
    {
        const std::lock_guard lock(m_mutex);
        const auto room = size_t(m_options.capacity) - std::min(m_waiting.size(), size_t(m_options.capacity));
        const auto kept = std::min(room, batch.size());
        dropped(qint64(batch.size() - kept));
        m_waiting.insert(m_waiting.begin(), std::make_move_iterator(batch.begin()),
                         std::make_move_iterator(batch.begin() + std::ptrdiff_t(kept)));
    }

    Result<int> write(const std::vector<Span> &batch)
    {
        const TimePoint now = m_telemetry.clock().now();
        std::vector<std::vector<db::Param>> rows;
        std::set<std::chrono::sys_days> days;
        for (const Span &span : batch) {
            if (!isStorable(span, now, m_options.keepDays))
                continue;
            rows.push_back(spanRow(span));
            days.insert(std::chrono::floor<std::chrono::days>(span.start));
        }
        if (const auto made = makeDays(days); !made)
            return tl::unexpected(made.error());
        return m_database.run(actor, [&](db::Transaction &transaction) -> Result<int> {
            transaction.copy("telemetry.span", spanColumns(), rows);
            return int(rows.size());
        });
    }

    Result<void> makeDays(const std::set<std::chrono::sys_days> &days)
    {
        for (const auto day : days) {
            if (m_days.contains(day))
                continue;
            const auto made = m_database.run(actor, [&](db::Transaction &transaction) -> Result<void> {
                transaction.exec(sql::makeDay, {formatTime(TimePoint(day)).left(10)});
                return {};
            });
            if (!made)
                return made;
            m_days.insert(day);
        }
        return {};
    }

    void dropOld()
    {
        const auto gone = m_database.run(actor, [&](db::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::dropOld, {m_options.keepDays});
            return {};
        });
        const std::lock_guard writing(m_writing);
        if (gone)
            m_days.clear();
    }

    void dropped(qint64 count)
    {
        if (count > 0)
            m_telemetry.count("melody_spans_dropped_total", count);
    }

    db::Database &m_database;
    telemetry::Telemetry &m_telemetry;
    const Options m_options;
    std::mutex m_mutex; // of m_waiting
    std::condition_variable_any m_wake;
    std::deque<Span> m_waiting;
    std::mutex m_writing;                   // one flush at a time
    std::set<std::chrono::sys_days> m_days; // that are known to have a partition; of the writing thread
    std::jthread m_thread;
};

} // namespace

std::unique_ptr<TraceStore> createTraceStore(db::Database &database, telemetry::Telemetry &telemetry, Options options)
{
    return std::make_unique<PgTraceStore>(database, telemetry, options);
}

Result<std::vector<Span>> spansOfTrace(db::Database &database, const QByteArray &traceId)
{
    const QByteArray id = QByteArray::fromHex(traceId);
    if (id.size() != 16 || id.toHex() != traceId)
        return fail(ErrorKind::Malformed, u"trace_id"_s, u"A trace id is 32 lower-case hex digits."_s);
    return database.run(actor, [&](db::Transaction &transaction) -> Result<std::vector<Span>> {
        std::vector<Span> spans;
        for (const db::Row row : transaction.exec(sql::spansOfTrace, {id, maxSpansOfTrace}))
            spans.push_back(spanOf(row, traceId));
        return spans;
    });
}

} // namespace melody::traces
