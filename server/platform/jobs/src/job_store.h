// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <jobs/jobs.h>

#include <QtCore/QSet>

namespace melody::jobs {

// A job that this process holds until its lease ends.
struct TakenJob {
    Job job;
    QUuid lease;
    std::optional<TraceContext> trace; // of who enqueued it
};

// The job tables. Every change needs the lease, so a worker that lost it changes nothing. Thread: any.
class JobStore {
public:
    explicit JobStore(db::Database &database) : m_database(database) {}

    // The jobs that waited longest among those due, at most `limit`.
    Result<std::vector<TakenJob>> take(const QStringList &kinds, int limit, TimePoint now, TimePoint leaseEnd);
    Result<void> renew(const std::vector<std::pair<JobId, QUuid>> &held, TimePoint leaseEnd);
    // Those that were still ours.
    Result<QSet<JobId>> finish(const std::vector<TakenJob> &done);
    // These answer whether the job was still ours.
    Result<bool> putBack(const TakenJob &taken, TimePoint due, const Error &error);
    Result<bool> bury(const TakenJob &taken, TimePoint now, const Error &error);

private:
    Result<bool> change(const db::Query &query, const std::vector<db::Param> &params);

    db::Database &m_database;
};

} // namespace melody::jobs
