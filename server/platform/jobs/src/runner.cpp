// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "heartbeat.h"

#include <telemetry/telemetry.h>

#include <QtCore/QRandomGenerator>

namespace melody::jobs {
using namespace Qt::StringLiterals;
namespace {

using std::chrono::milliseconds;

constexpr milliseconds longestPause = std::chrono::minutes(10);
constexpr milliseconds pauseWithoutDatabase{1'000};
constexpr int storingAttempts = 20;

// base · 2^(attempt-1), at most ten minutes, ±20 %, but no less than the failure itself asked for.
milliseconds pauseAfter(int attempt, milliseconds base, const Error &error)
{
    const qint64 doubled = base.count() << std::min(attempt - 1, 20);
    const qint64 capped = std::min<qint64>(doubled, longestPause.count());
    const qint64 jittered = qint64(double(capped) * (0.8 + 0.4 * QRandomGenerator::global()->generateDouble()));
    return milliseconds(std::max({jittered, error.retryAfterMs.value_or(0), qint64(1)}));
}

bool isWorthAnotherTry(const Error &error)
{
    return error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::Internal;
}

class PgRunner final : public Runner {
public:
    PgRunner(db::Database &database, std::vector<Handler> handlers, RunnerOptions options, const Clock &clock)
        : m_options(options), m_clock(clock), m_store(database), m_heartbeat(m_store, options.lease, clock)
    {
        for (Handler &handler : handlers) {
            m_kinds += handler.kind;
            m_handlers[handler.kind] = std::move(handler);
        }
    }
    ~PgRunner() override { PgRunner::stop(); }

    void start() override
    {
        for (int i = int(m_threads.size()); i < m_options.concurrency; ++i)
            m_threads.emplace_back([this](const std::stop_token &stop) { work(stop); });
    }

    void stop() override
    {
        for (std::jthread &thread : m_threads)
            thread.request_stop();
        m_threads.clear();
    }

    Result<int> runDue() override
    {
        for (int count = 0;;) {
            const auto ran = runNext();
            if (!ran)
                return tl::unexpected(ran.error());
            if (*ran == 0)
                return count;
            count += *ran;
        }
    }

private:
    void work(const std::stop_token &stop)
    {
        while (!stop.stop_requested()) {
            const auto ran = runNext();
            if (ran && *ran > 0)
                continue;
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, ran ? m_options.pollInterval : pauseWithoutDatabase, [] { return false; });
        }
    }

    // How many there were: the job that waited longest, with others of its kind where they are worked on together.
    Result<int> runNext()
    {
        auto taken = m_store.take(m_kinds, 1, m_clock.now(), m_clock.now() + m_options.lease);
        if (!taken)
            return tl::unexpected(taken.error());
        if (taken->empty())
            return 0;
        const Handler &handler = *m_handlers.constFind(taken->front().job.kind);
        if (handler.workAll && handler.batch > 1) {
            auto more = m_store.take({handler.kind}, handler.batch - 1, m_clock.now(), m_clock.now() + m_options.lease);
            if (more)
                std::move(more->begin(), more->end(), std::back_inserter(*taken));
        }
        run(handler, *taken);
        return int(taken->size());
    }

    void run(const Handler &handler, const std::vector<TakenJob> &batch)
    {
        std::vector<std::unique_ptr<Heartbeat::Held>> held;
        for (const TakenJob &taken : batch)
            held.push_back(std::make_unique<Heartbeat::Held>(m_heartbeat, taken));
        std::vector<TraceContext> traces;
        for (const TakenJob &taken : batch)
            traces.push_back(taken.trace ? taken.trace->child() : TraceContext::create());
        const telemetry::CurrentTrace current(traces.front()); // of jobs done together the first one's
        const TimePoint start = m_clock.now();
        const auto from = m_clock.monotonic();
        const auto outcomes = attempt(handler, batch);
        const auto ends = settle(handler, batch, outcomes);
        if (!m_options.telemetry)
            return;
        const auto took = m_clock.monotonic() - from;
        for (size_t i = 0; i < batch.size(); ++i)
            report(batch[i], traces[i], start, std::chrono::duration_cast<std::chrono::microseconds>(took), outcomes[i], ends[i]);
    }

    void report(const TakenJob &taken, const TraceContext &trace, TimePoint start, std::chrono::microseconds took,
                const Result<void> &outcome, const char *end)
    {
        const QByteArray labels = "kind=\"" + taken.job.kind.toLatin1() + '"';
        m_options.telemetry->count("melody_jobs_total", 1, labels + ",outcome=\"" + end + '"');
        m_options.telemetry->observe("melody_job_seconds", std::chrono::duration<double>(took).count(), labels);
        m_options.telemetry->span({trace,
                                   taken.trace ? taken.trace->spanId : QByteArray(),
                                   u"job "_s + taken.job.kind,
                                   start,
                                   took,
                                   outcome.has_value(),
                                   {{u"job.id"_s, taken.job.id.toString()}, {u"job.attempt"_s, taken.job.attempt}}});
        if (!outcome)
            m_options.telemetry->log(telemetry::Level::Warning, u"job_failed"_s,
                                     {{u"kind"_s, taken.job.kind},
                                      {u"job"_s, taken.job.id.toString()},
                                      {u"attempt"_s, taken.job.attempt},
                                      {u"outcome"_s, QString::fromLatin1(end)},
                                      {u"code"_s, outcome.error().code},
                                      {u"detail"_s, outcome.error().detail}});
    }

    static std::vector<Result<void>> attempt(const Handler &handler, const std::vector<TakenJob> &batch)
    {
        if (batch.size() == 1)
            return {attempt(handler, batch.front().job)};
        std::vector<Result<void>> outcomes(batch.size());
        std::vector<Job> jobs;
        std::vector<size_t> places;
        for (size_t i = 0; i < batch.size(); ++i) {
            if (isLost(batch[i].job)) {
                outcomes[i] = lost();
                continue;
            }
            jobs.push_back(batch[i].job);
            places.push_back(i);
        }
        std::vector<Result<void>> answers;
        try {
            answers = handler.workAll(jobs);
        } catch (const std::exception &exception) {
            answers.assign(jobs.size(), fail(ErrorKind::Internal, u"job_threw"_s, QString::fromUtf8(exception.what())));
        }
        if (answers.size() != jobs.size()) // nobody knows whose they are
            answers.assign(jobs.size(), fail(ErrorKind::Internal, u"job_answers"_s, u"The handler didn't answer for each job."_s));
        for (size_t i = 0; i < places.size(); ++i)
            outcomes[places[i]] = std::move(answers[i]);
        return outcomes;
    }

    // The worker that had its last attempt never came back to say how it ended: most likely the job is what killed it.
    static bool isLost(const Job &job) { return job.attempt > job.maxAttempts; }
    static tl::unexpected<Error> lost()
    {
        return fail(ErrorKind::Invalid, u"worker_lost"_s, u"The worker stopped during the last attempt."_s);
    }

    static Result<void> attempt(const Handler &handler, const Job &job)
    {
        if (isLost(job))
            return lost();
        try {
            return handler.work(job);
        } catch (const std::exception &exception) {
            return fail(ErrorKind::Internal, u"job_threw"_s, QString::fromUtf8(exception.what()));
        }
    }

    // Writes down how the attempts ended. Should the database stay away for long the leases end and the jobs are done again.
    std::vector<const char *> settle(const Handler &handler, const std::vector<TakenJob> &batch, const std::vector<Result<void>> &outcomes)
    {
        std::vector<TakenJob> done;
        for (size_t i = 0; i < batch.size(); ++i) {
            if (outcomes[i])
                done.push_back(batch[i]);
        }
        std::optional<QSet<JobId>> ours;
        if (!done.empty())
            (void)stored(
                [&]() -> Result<bool> {
                    auto finished = m_store.finish(done);
                    if (!finished)
                        return tl::unexpected(finished.error());
                    ours = *std::move(finished);
                    return true;
                },
                "done");
        std::vector<const char *> ends;
        for (size_t i = 0; i < batch.size(); ++i) {
            if (outcomes[i])
                ends.push_back(!ours ? "not_stored" : ours->contains(batch[i].job.id) ? "done" : "lease_lost");
            else
                ends.push_back(settleFailed(handler, batch[i], outcomes[i].error()));
        }
        return ends;
    }

    const char *settleFailed(const Handler &handler, const TakenJob &taken, const Error &error)
    {
        if (isWorthAnotherTry(error) && taken.job.attempt < taken.job.maxAttempts) {
            const auto pause = pauseAfter(taken.job.attempt, m_options.backoffBase, error);
            return stored([&] { return m_store.putBack(taken, m_clock.now() + pause, error); }, "again");
        }
        if (handler.onDead) {
            try {
                handler.onDead(taken.job, error);
            } catch (const std::exception &) {
                return stored([&] { return m_store.putBack(taken, m_clock.now() + longestPause, error); }, "again");
            }
        }
        return stored([&] { return m_store.bury(taken, m_clock.now(), error); }, "dead");
    }

    static const char *stored(const std::function<Result<bool>()> &store, const char *outcome)
    {
        for (int attempt = 1;; ++attempt) {
            const Result<bool> answer = store();
            if (answer)
                return *answer ? outcome : "lease_lost";
            if (answer.error().kind != ErrorKind::Unavailable || attempt == storingAttempts)
                return "not_stored";
            std::this_thread::sleep_for(pauseWithoutDatabase / 4);
        }
    }

    const RunnerOptions m_options;
    const Clock &m_clock;
    JobStore m_store;
    Heartbeat m_heartbeat;
    QStringList m_kinds;
    QHash<QString, Handler> m_handlers;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<std::jthread> m_threads;
};

} // namespace

std::unique_ptr<Runner> createRunner(db::Database &database, std::vector<Handler> handlers, RunnerOptions options, const Clock &clock)
{
    return std::make_unique<PgRunner>(database, std::move(handlers), options, clock);
}

} // namespace melody::jobs
