// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transaction.h"

#include "copy_text.h"
#include "result_set.h"

#include <cassert>
#include <cstring>

namespace melody::db {
using namespace Qt::StringLiterals;
namespace {

constexpr size_t maxQueued = 64;
constexpr Query begin{"db.begin", "BEGIN"};
constexpr Query commitQuery{"db.commit", "COMMIT"};
constexpr Query rollback{"db.rollback", "ROLLBACK"};
constexpr Query beActor{"db.actor", "SELECT set_config('role', $1, true), set_config('melody.user_id', $2, true), "
                                    "set_config('melody.audience', $3, true)"};
constexpr Query beRole{"db.role", "SELECT set_config('role', $1, true)"};

} // namespace

PgTransaction::PgTransaction(Connection &connection, const Actor &actor, telemetry::Telemetry &telemetry)
    : m_connection(connection), m_telemetry(telemetry), m_audience(actor.audience), m_wantedUser(actor.user), m_wantedRole(actor.role)
{
    assert(isPlainIdentifier(m_wantedRole));
}

void PgTransaction::actAs(std::string role)
{
    assert(isPlainIdentifier(role));
    m_wantedRole = std::move(role);
}

// Times the work, remembers the first failure, and hands a span to the current trace. Parameters stay out of all of it.
ResultPtr PgTransaction::runNamed(const char *name, const std::function<ResultPtr()> &work)
{
    assert(m_thread == std::this_thread::get_id());
    const Clock &clock = m_telemetry.clock();
    const TimePoint start = clock.now();
    const auto from = clock.monotonic();
    ResultPtr result;
    std::optional<Failure> failure;
    try {
        result = work();
    } catch (const Failure &caught) {
        failure = caught;
    }
    const auto took = clock.monotonic() - from;
    m_telemetry.observe("melody_db_statement_seconds", std::chrono::duration<double>(took).count());
    if (const auto trace = telemetry::CurrentTrace::get()) {
        QJsonObject attributes{{u"db.system"_s, u"postgresql"_s}};
        if (failure)
            attributes.insert(u"db.response.status_code"_s, QString::fromStdString(failure->sqlState()));
        m_telemetry.span({trace->child(), trace->spanId, QString::fromLatin1(name), start,
                          std::chrono::duration_cast<std::chrono::microseconds>(took), !failure, attributes});
    }
    if (!failure)
        return result;
    if (!m_failure) {
        m_failure = failure;
        m_failedStatement = name;
    }
    throw *failure;
}

void PgTransaction::queue(const Query &query, std::vector<Param> params)
{
    m_queued.push_back({query, std::move(params)});
}

// BEGIN, and who the transaction is, as far as the server doesn't know it yet.
void PgTransaction::queueActor()
{
    if (!m_begun)
        queue(begin);
    const Param role(QString::fromStdString(m_wantedRole));
    if (!m_begun || m_activeUser != m_wantedUser)
        queue(beActor, {role, Param(m_wantedUser ? m_wantedUser->toString() : QString()), Param(QString::fromStdString(m_audience))});
    else if (m_activeRole != m_wantedRole)
        queue(beRole, {role});
    m_begun = true;
    m_activeRole = m_wantedRole;
    m_activeUser = m_wantedUser;
}

// Everything that waits, and `last`, in one round trip.
ResultPtr PgTransaction::runSteps(const Step *last)
{
    queueActor();
    const std::vector<Queued> queued = std::exchange(m_queued, {});
    std::vector<Step> steps;
    for (const Queued &one : queued)
        steps.push_back({one.query, one.params});
    if (last)
        steps.push_back(*last);
    return steps.empty() ? nullptr : m_connection.run(steps);
}

void PgTransaction::sendQueued(const char *name)
{
    if (!m_queued.empty())
        runNamed(name, [&] { return runSteps(nullptr); });
}

void PgTransaction::execLater(const Query &query, const std::vector<Param> &params)
{
    assert(m_thread == std::this_thread::get_id());
    queueActor();
    queue(query, params);
    if (m_queued.size() >= maxQueued)
        sendQueued(query.name);
}

Rows PgTransaction::exec(const Query &query, const std::vector<Param> &params)
{
    const Step step{query, params};
    return Rows(std::make_shared<const ResultSet>(runNamed(query.name, [&] { return runSteps(&step); })));
}

void PgTransaction::copy(const char *table, const std::vector<const char *> &columns, const std::vector<std::vector<Param>> &rows)
{
    assert(std::all_of(rows.begin(), rows.end(), [&](const auto &row) { return row.size() == columns.size(); }));
    if (rows.empty())
        return;
    runNamed(table, [&]() -> ResultPtr {
        runSteps(nullptr);
        m_connection.copy(table, columns, rows);
        return nullptr;
    });
}

void PgTransaction::copyOut(const Query &query, const std::function<bool(QByteArrayView)> &take)
{
    runNamed(query.name, [&]() -> ResultPtr {
        runSteps(nullptr);
        m_connection.copyOut(query.sql, take);
        return nullptr;
    });
}

void PgTransaction::commit()
{
    if (!m_begun)
        return;
    if (!m_connection.isAlive())
        throw Failure("", "", "the connection was lost before COMMIT");
    sendQueued("db.queued"); // by itself: its failure must not leave the outcome unknown
    m_commitSent = true;
    const ResultPtr result = runNamed(commitQuery.name, [&] {
        const Step step{commitQuery};
        return m_connection.run({&step, 1});
    });
    if (std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
        m_failure = m_failure.value_or(Failure("25P02", "", "the transaction had failed before COMMIT"));
        throw *m_failure;
    }
}

void PgTransaction::rollBack() noexcept
{
    m_queued.clear();
    if (!m_begun || m_connection.isLost())
        return;
    try {
        const Step step{rollback};
        m_connection.run({&step, 1});
    } catch (const std::exception &) {
        // The connection is lost, and the server rolls back what it carried.
    }
}

} // namespace melody::db
