// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connection.h"

#include "copy_text.h"

#include <poll.h>

namespace melody::db {
namespace {

constexpr std::chrono::milliseconds lostMargin{5'000};
constexpr size_t copyPiece = 64 * 1024;

int millisecondsUntil(std::chrono::steady_clock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    return int(std::clamp<qint64>(left, 0, 3'600'000));
}

std::string field(const PGresult *result, int code)
{
    const char *text = PQresultErrorField(result, code);
    return text ? text : "";
}

bool isFailure(const PGresult *result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

} // namespace

bool meansConnectionLost(std::string_view sqlState)
{
    return sqlState.empty() || sqlState.starts_with("08") || sqlState == "57P01" || sqlState == "57P02" || sqlState == "57P03";
}

Connection::Connection(const std::string &connection, std::chrono::milliseconds patience, std::chrono::milliseconds statementTimeout)
    : m_connection(PQconnectStart(connection.c_str()))
{
    const Deadline until = std::chrono::steady_clock::now() + patience;
    PostgresPollingStatusType status = PGRES_POLLING_WRITING;
    if (!m_connection || PQstatus(m_connection.get()) == CONNECTION_BAD)
        throw lost();
    while (status != PGRES_POLLING_OK) {
        wait(status == PGRES_POLLING_READING ? POLLIN : POLLOUT, until);
        status = PQconnectPoll(m_connection.get());
        if (status == PGRES_POLLING_FAILED)
            throw lost();
    }
    PQsetNoticeProcessor(
        m_connection.get(), [](void *, const char *) {}, nullptr);
    PQsetErrorVerbosity(m_connection.get(), PQERRORS_TERSE);
    PQsetnonblocking(m_connection.get(), 1);
    m_timeout = std::chrono::duration_cast<std::chrono::milliseconds>(patience);
    const std::string timeout = std::to_string(statementTimeout.count());
    runScript(("SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex'; "
               "SET client_encoding = 'UTF8'; SET statement_timeout = " +
               timeout + "; SET idle_in_transaction_session_timeout = 120000")
                  .c_str());
    m_timeout = statementTimeout;
}

Connection::Deadline Connection::deadline() const
{
    const auto now = std::chrono::steady_clock::now();
    return m_timeout.count() > 0 ? now + m_timeout + lostMargin : now + std::chrono::hours(24);
}

Failure Connection::lost()
{
    m_lost = true;
    return {"", "", m_connection ? PQerrorMessage(m_connection.get()) : "out of memory"};
}

Failure Connection::failureOf(const PGresult *result)
{
    const std::string state = field(result, PG_DIAG_SQLSTATE);
    if (meansConnectionLost(state))
        m_lost = true;
    return {m_lost ? std::string() : state, field(result, PG_DIAG_CONSTRAINT_NAME), field(result, PG_DIAG_MESSAGE_PRIMARY)};
}

void Connection::wait(short events, Deadline deadline)
{
    pollfd socket{PQsocket(m_connection.get()), events, 0};
    int ready = 0;
    do {
        ready = ::poll(&socket, 1, millisecondsUntil(deadline));
    } while (ready < 0 && errno == EINTR);
    if (ready <= 0)
        throw lost();
}

bool Connection::awaitNotifications(int other, std::chrono::milliseconds patience, const std::function<void(QByteArrayView)> &hear)
{
    struct Free {
        void operator()(PGnotify *said) const { PQfreemem(said); }
    };
    const auto hearAll = [&] {
        bool any = false;
        while (const std::unique_ptr<PGnotify, Free> said{PQnotifies(m_connection.get())}) {
            hear(said->extra);
            any = true;
        }
        return any;
    };
    if (hearAll()) // came with the answer to a statement
        return true;
    std::array sockets{pollfd{PQsocket(m_connection.get()), POLLIN, 0}, pollfd{other, POLLIN, 0}};
    const int ready = ::poll(sockets.data(), sockets.size(), int(patience.count()));
    if (ready == 0)
        return false;
    if (sockets[0].revents != 0 && !PQconsumeInput(m_connection.get()))
        throw lost();
    hearAll();
    return true;
}

void Connection::awaitReadable(int descriptor, std::chrono::milliseconds patience)
{
    pollfd one{descriptor, POLLIN, 0};
    ::poll(&one, 1, int(patience.count()));
}

void Connection::flush(Deadline deadline)
{
    int left = 0;
    while ((left = PQflush(m_connection.get())) == 1) {
        wait(POLLIN | POLLOUT, deadline);
        if (!PQconsumeInput(m_connection.get()))
            throw lost();
    }
    if (left < 0)
        throw lost();
}

ResultPtr Connection::next(Deadline deadline)
{
    while (PQisBusy(m_connection.get())) {
        wait(POLLIN, deadline);
        if (!PQconsumeInput(m_connection.get()))
            break; // the result says so, after what arrived before the end
    }
    return ResultPtr(PQgetResult(m_connection.get()));
}

void Connection::setPipelined(bool on)
{
    if ((PQpipelineStatus(m_connection.get()) != PQ_PIPELINE_OFF) == on)
        return;
    if ((on ? PQenterPipelineMode(m_connection.get()) : PQexitPipelineMode(m_connection.get())) != 1)
        throw lost();
}

void Connection::prepareOnce(const Query &query, std::vector<const char *> &preparing)
{
    const size_t text = std::hash<std::string_view>()(query.sql);
    const auto [known, isNew] = m_prepared.try_emplace(query.name, text);
    if (!isNew) {
        if (known->second == text)
            return;
        m_lost = true; // steps before this one may be on their way
        throw std::logic_error(std::string("two statements are named ") + query.name);
    }
    preparing.push_back(query.name);
    if (!PQsendPrepare(m_connection.get(), query.name, query.sql, 0, nullptr))
        throw lost();
}

void Connection::send(const Step &step)
{
    std::vector<const char *> values;
    values.reserve(step.params.size());
    for (const Param &param : step.params)
        values.push_back(param.text() ? param.text()->c_str() : nullptr);
    if (!PQsendQueryPrepared(m_connection.get(), step.query.name, int(values.size()), values.data(), nullptr, nullptr, 0))
        throw lost();
}

ResultPtr Connection::run(std::span<const Step> steps)
{
    setPipelined(true);
    std::vector<const char *> preparing; // the name of a PREPARE, or null for an execution
    for (const Step &step : steps) {
        prepareOnce(step.query, preparing);
        send(step);
        preparing.push_back(nullptr);
    }
    if (!PQpipelineSync(m_connection.get()))
        throw lost();
    return collect(preparing, preparing.size());
}

// Reads the answer of every command, then that of the sync. A statement whose PREPARE did not succeed is forgotten.
ResultPtr Connection::collect(std::span<const char *const> preparing, size_t commands)
{
    const Deadline until = deadline();
    flush(until);
    std::optional<Failure> failure;
    ResultPtr last;
    for (size_t command = 0; command < commands; ++command) {
        bool succeeded = true;
        while (ResultPtr result = next(until)) {
            if (isFailure(result.get()) && !failure)
                failure = failureOf(result.get());
            if (m_lost)
                throw *failure;
            succeeded = succeeded && !failure && PQresultStatus(result.get()) != PGRES_PIPELINE_ABORTED;
            last = std::move(result);
        }
        if (preparing[command] && !succeeded)
            m_prepared.erase(preparing[command]);
    }
    const ResultPtr sync = next(until);
    if (!sync || PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC)
        throw lost();
    if (failure)
        throw *failure;
    return last;
}

// Outside of pipelines: the last answer of the command that runs, or its first failure.
ResultPtr Connection::finishCommand(Deadline deadline)
{
    flush(deadline);
    std::optional<Failure> failure;
    ResultPtr last;
    while (ResultPtr result = next(deadline)) {
        if (isFailure(result.get()) && !failure)
            failure = failureOf(result.get());
        if (m_lost)
            throw *failure;
        const ExecStatusType status = PQresultStatus(result.get());
        last = std::move(result);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT)
            break;
    }
    if (failure)
        throw *failure;
    return last;
}

ResultPtr Connection::runScript(const char *sql)
{
    setPipelined(false);
    if (!PQsendQuery(m_connection.get(), sql))
        throw lost();
    return finishCommand(deadline());
}

void Connection::putCopyData(std::string_view data, Deadline deadline)
{
    int taken = 0;
    while ((taken = PQputCopyData(m_connection.get(), data.data(), int(data.size()))) == 0)
        flush(deadline);
    if (taken < 0)
        throw lost();
}

void Connection::copy(const char *table, const std::vector<const char *> &columns, const std::vector<std::vector<Param>> &rows)
{
    const ResultPtr ready = runScript(copyStatement(table, columns).c_str());
    if (PQresultStatus(ready.get()) != PGRES_COPY_IN)
        throw lost();
    const Deadline until = deadline();
    std::string piece;
    for (const std::vector<Param> &row : rows) {
        appendCopyRow(piece, row);
        if (piece.size() >= copyPiece) {
            putCopyData(piece, until);
            piece.clear();
        }
    }
    putCopyData(piece, until);
    int ended = 0;
    while ((ended = PQputCopyEnd(m_connection.get(), nullptr)) == 0)
        flush(until);
    if (ended < 0)
        throw lost();
    finishCommand(until);
}

void Connection::copyOut(const char *sql, const std::function<bool(QByteArrayView)> &take)
{
    const ResultPtr ready = runScript(sql);
    if (PQresultStatus(ready.get()) != PGRES_COPY_OUT || !PQbinaryTuples(ready.get()))
        throw std::logic_error("not a binary COPY TO STDOUT");
    for (bool first = true;; first = false) {
        char *data = nullptr;
        int size = 0;
        const Deadline until = deadline();
        while ((size = PQgetCopyData(m_connection.get(), &data, 1)) == 0) {
            wait(POLLIN, until);
            if (!PQconsumeInput(m_connection.get()))
                throw lost();
        }
        if (size < 0)
            break; // the end, or a failure that finishCommand() tells
        const std::unique_ptr<char, decltype(&PQfreemem)> owner(data, &PQfreemem);
        const QByteArrayView fields = fieldsOfCopyRow({data, size}, first);
        if (!fields.isEmpty() && !take(fields)) {
            m_lost = true;
            return;
        }
    }
    finishCommand(deadline());
}

bool Connection::isAlive()
{
    pollfd socket{PQsocket(m_connection.get()), POLLIN, 0};
    if (m_lost || ::poll(&socket, 1, 0) < 0)
        return false;
    if (socket.revents == 0)
        return true;
    // Something came unasked: a notice (fine) or the end of the connection, whose end of file follows the server's last words.
    m_lost = !PQconsumeInput(m_connection.get()) || PQstatus(m_connection.get()) != CONNECTION_OK || ::poll(&socket, 1, 0) > 0;
    return !m_lost;
}

void Connection::forgetPrepared()
{
    m_prepared.clear();
    runScript("DEALLOCATE ALL");
}

} // namespace melody::db
