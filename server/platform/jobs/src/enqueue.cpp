// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <jobs/jobs.h>
#include <jobs/sql.h>

#include <telemetry/telemetry.h>

namespace melody::jobs {
namespace {

std::vector<db::Param> parametersOf(const NewJob &job, TimePoint now)
{
    std::optional<QString> traceparent;
    if (const auto trace = telemetry::CurrentTrace::get())
        traceparent = QString::fromLatin1(trace->toTraceparent());
    return {JobId::create(now), job.kind, job.key, job.payload, job.maxAttempts, job.runAt.value_or(now), traceparent, now};
}

} // namespace

bool enqueue(db::Transaction &transaction, const NewJob &job, TimePoint now)
{
    return transaction.exec(sql::enqueue, parametersOf(job, now)).affected() == 1;
}

void enqueueLater(db::Transaction &transaction, const NewJob &job, TimePoint now)
{
    transaction.execLater(sql::enqueue, parametersOf(job, now));
}

} // namespace melody::jobs
