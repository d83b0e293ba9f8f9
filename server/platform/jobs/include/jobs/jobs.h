// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Durable jobs in PostgreSQL: taken with SKIP LOCKED under a lease, retried with exponential backoff, set aside as dead letters.
// A job whose worker was killed is taken again when its lease ends, so handlers must be idempotent. A killed worker's attempt counts: a
// job that kills every worker ends as a dead letter ("worker_lost"), too. The trace of who enqueued goes on in the handler.
#pragma once

#include <db/database.h>

namespace melody::jobs {

struct NewJob {
    QString kind; // "ingest_track"
    QString key;  // unique among the unfinished jobs of a kind: enqueueing it again is a no-op
    QJsonObject payload = {};
    int maxAttempts = 8;
    std::optional<TimePoint> runAt = {};
};

struct Job {
    JobId id;
    QString kind;
    QString key;
    QJsonObject payload = {};
    int attempt = 1;
    int maxAttempts = 8;
};

// Inside the caller's transaction, as any service's role; true when a new job was made.
bool enqueue(db::Transaction &transaction, const NewJob &job, TimePoint now);
// The same for whom it is all one: no round trip of its own (Transaction::execLater).
void enqueueLater(db::Transaction &transaction, const NewJob &job, TimePoint now);

struct Handler {
    QString kind;
    // An Error with kind Unavailable or Internal is tried again; any other is final (dead letter) at once.
    std::function<Result<void>(const Job &)> work;
    // After the last attempt, before the job is set aside in platform.job_dead: may come twice when the worker is killed in between.
    std::function<void(const Job &, const Error &)> onDead = {};
    // For work that is cheaper together: at most `batch` jobs of the kind that are due at the same time are handed over in one call instead
    // of to `work`. It answers for each of them, in their order.
    int batch = 1;
    std::function<std::vector<Result<void>>(const std::vector<Job> &)> workAll = {};
};

struct RunnerOptions {
    int concurrency = 1;
    std::chrono::milliseconds lease{30'000}; // renewed while the handler runs
    std::chrono::milliseconds pollInterval{200};
    std::chrono::milliseconds backoffBase{500}; // doubled each attempt, at most 10 minutes, +-20 %; Error::retryAfterMs if longer
    telemetry::Telemetry *telemetry = nullptr;  // not owned; spans, counts and logs of the jobs
};

// Thread: start() and stop() by its owner; handlers run on `concurrency` threads of the runner.
class Runner {
public:
    virtual ~Runner() = default; // stops
    virtual void start() = 0;
    virtual void stop() = 0;          // waits for running handlers
    virtual Result<int> runDue() = 0; // runs what is due now in this thread; for tests. Number run.
};

[[nodiscard]] std::unique_ptr<Runner> createRunner(db::Database &database, std::vector<Handler> handlers, RunnerOptions options,
                                                   const Clock &clock);

} // namespace melody::jobs
