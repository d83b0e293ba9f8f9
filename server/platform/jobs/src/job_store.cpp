// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "job_store.h"

#include <jobs/sql.h>

namespace melody::jobs {
using namespace Qt::StringLiterals;
namespace {

const db::Actor actor{"melody_platform"};

// What a handler says about its failure may hold anything; PostgreSQL can't store U+0000.
QString storable(QString text)
{
    return text.remove(QChar(u'\0')).left(2'000);
}

} // namespace

Result<std::vector<TakenJob>> JobStore::take(const QStringList &kinds, int limit, TimePoint now, TimePoint leaseEnd)
{
    const QUuid lease = newUuidV7(now);
    return m_database.run(actor, [&](db::Transaction &transaction) -> Result<std::vector<TakenJob>> {
        std::vector<TakenJob> taken;
        for (const db::Row row : transaction.exec(sql::take, {kinds, now, lease, leaseEnd, limit})) {
            const auto traceparent = row.get<std::optional<QString>>("traceparent");
            taken.push_back({{row.get<JobId>("id"), row.get<QString>("kind"), row.get<QString>("key"), row.get<QJsonObject>("payload"),
                              row.get<int>("attempt"), row.get<int>("max_attempts")},
                             lease,
                             traceparent ? TraceContext::parse(traceparent->toLatin1()) : std::nullopt});
        }
        return taken;
    });
}

Result<void> JobStore::renew(const std::vector<std::pair<JobId, QUuid>> &held, TimePoint leaseEnd)
{
    QStringList ids, leases;
    for (const auto &[id, lease] : held) {
        ids += id.toString();
        leases += lease.toString(QUuid::WithoutBraces);
    }
    return m_database.run(actor, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::renew, {ids, leases, leaseEnd});
        return {};
    });
}

Result<QSet<JobId>> JobStore::finish(const std::vector<TakenJob> &done)
{
    QStringList ids, leases;
    for (const TakenJob &taken : done) {
        ids += taken.job.id.toString();
        leases += taken.lease.toString(QUuid::WithoutBraces);
    }
    return m_database.run(actor, [&](db::Transaction &transaction) -> Result<QSet<JobId>> {
        QSet<JobId> ours;
        for (const db::Row row : transaction.exec(sql::finish, {ids, leases}))
            ours.insert(row.get<JobId>("id"));
        return ours;
    });
}

Result<bool> JobStore::putBack(const TakenJob &taken, TimePoint due, const Error &error)
{
    return change(sql::putBack, {taken.job.id, taken.lease, due, storable(error.code + u": "_s + error.detail)});
}

Result<bool> JobStore::bury(const TakenJob &taken, TimePoint now, const Error &error)
{
    return change(sql::bury, {taken.job.id, taken.lease, storable(error.code), storable(error.detail), now});
}

Result<bool> JobStore::change(const db::Query &query, const std::vector<db::Param> &params)
{
    return m_database.run(actor,
                          [&](db::Transaction &transaction) -> Result<bool> { return transaction.exec(query, params).affected() == 1; });
}

} // namespace melody::jobs
