// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pool.h"
#include "result_set.h"
#include "transaction.h"

#include <QtCore/QRandomGenerator>

#include <cassert>
#include <thread>

namespace melody::db {
using namespace Qt::StringLiterals;
namespace {

constexpr int maxAttempts = 5;

// What to do after a failed attempt.
enum class Verdict { Final, Again, AgainUnprepared };

Verdict verdictOf(const Failure &failure)
{
    const std::string &state = failure.sqlState();
    if (state.empty() || state == "40001" || state == "40P01")
        return Verdict::Again;
    // A statement that was prepared before the schema changed, or that the server no longer knows.
    if (state == "26000" || (state == "0A000" && std::string_view(failure.what()).find("cached plan") != std::string_view::npos))
        return Verdict::AgainUnprepared;
    return Verdict::Final;
}

Error unavailable(const QString &code, const QString &detail)
{
    Error error{ErrorKind::Unavailable, code, detail};
    error.retryAfterMs = 1'000;
    return error;
}

Error errorOf(const Failure &failure)
{
    const std::string &state = failure.sqlState();
    if (state.empty())
        return unavailable(u"database_unreachable"_s, u"The connection to the database was lost."_s);
    if (state == "40001" || state == "40P01")
        return unavailable(u"database_contention"_s, u"Others kept changing the same rows."_s);
    if (state == "57014" || state == "55P03" || state == "25P03")
        return unavailable(u"database_timeout"_s, u"The database took too long."_s);
    if (state.starts_with("53"))
        return unavailable(u"database_busy"_s, u"The database is out of resources."_s);
    if (state == "22021" || state == "22P05")
        return {ErrorKind::Invalid, u"invalid_text"_s, u"A text contains a character that can't be stored."_s};
    return {ErrorKind::Internal, u"database_error"_s, u"The database refused a statement (%1)."_s.arg(QString::fromStdString(state))};
}

void pauseBefore(int attempt)
{
    const int ceilingMs = 8 << attempt;
    std::this_thread::sleep_for(std::chrono::milliseconds(ceilingMs / 2 + QRandomGenerator::global()->bounded(ceilingMs)));
}

// Debug check: a run() inside a run() can wait for itself when the pool is empty, and would not see what the outer one wrote.
class NotNested {
public:
    NotNested()
    {
        assert(!s_running);
        s_running = true;
    }
    ~NotNested() { s_running = false; }
    NotNested(const NotNested &) = delete;
    NotNested &operator=(const NotNested &) = delete;

private:
    static thread_local bool s_running;
};
thread_local bool NotNested::s_running = false;

class PgDatabase final : public Database {
public:
    PgDatabase(Options options, telemetry::Telemetry &telemetry) : m_telemetry(telemetry), m_pool(std::move(options)) {}

    std::optional<TimePoint> serverTime() override
    {
        try {
            const auto lease = m_pool.acquire();
            if (!lease)
                return std::nullopt;
            const Step step{{"db.server_time", "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms"}};
            const ResultSet answer((*lease)->run({&step, 1}));
            return TimePoint(std::chrono::milliseconds(std::stoll(std::string(answer.at(0, "ms").value()))));
        } catch (const Failure &) {
            return std::nullopt;
        }
    }

protected:
    Result<void> runErased(const Actor &actor, const std::function<bool(Transaction &)> &work) override
    {
        const NotNested notNested;
        for (int attempt = 1;; ++attempt) {
            if (attempt > 1)
                pauseBefore(attempt);
            const auto waitedFrom = m_telemetry.clock().monotonic();
            auto lease = m_pool.acquire();
            const std::chrono::duration<double> waited = m_telemetry.clock().monotonic() - waitedFrom;
            m_telemetry.observe("melody_db_acquire_seconds", waited.count());
            m_telemetry.gauge("melody_db_connections", m_pool.open());
            if (!lease)
                return refuse(lease.error());
            PgTransaction transaction(**lease, actor, m_telemetry);
            const auto failure = attemptOnce(transaction, work);
            if (!failure)
                return {};
            if (transaction.wasCommitSent() && failure->sqlState().empty())
                return refuse(unavailable(u"commit_unknown"_s, u"The connection was lost while the work was being stored."_s));
            const Verdict verdict = verdictOf(*failure);
            if (verdict == Verdict::Final || attempt == maxAttempts)
                return refuse(report(*failure, transaction.failedStatement()));
            m_telemetry.count("melody_db_retries_total");
            if (verdict == Verdict::AgainUnprepared)
                forgetPrepared(**lease);
        }
    }

private:
    // Nothing when the work is done: stored, or rolled back because it returned an error of its own.
    static std::optional<Failure> attemptOnce(PgTransaction &transaction, const std::function<bool(Transaction &)> &work)
    {
        try {
            if (work(transaction)) {
                transaction.commit();
                return {};
            }
            transaction.rollBack();
            const auto &failure = transaction.failure();
            return failure && verdictOf(*failure) != Verdict::Final ? failure : std::nullopt;
        } catch (const Failure &failure) {
            transaction.rollBack();
            return failure;
        } catch (...) {
            transaction.rollBack();
            throw;
        }
    }

    static void forgetPrepared(Connection &connection)
    {
        try {
            connection.forgetPrepared();
        } catch (const Failure &) {
            // Lost; the next attempt has another connection.
        }
    }

    Result<void> refuse(Error error)
    {
        m_telemetry.count("melody_db_refused_total", 1, "code=\"" + error.code.toLatin1() + '"');
        return tl::unexpected(std::move(error));
    }

    // The server's words stay in our log; those about data (class 22) and the values they quote stay out of it.
    Error report(const Failure &failure, const std::string &statement)
    {
        const std::string &state = failure.sqlState();
        const QString words = state.starts_with("22") ? QString() : QString::fromUtf8(failure.what()).trimmed();
        Error error = errorOf(failure);
        m_telemetry.log(error.kind == ErrorKind::Internal ? telemetry::Level::Error : telemetry::Level::Warning, u"database_failure"_s,
                        {{u"statement"_s, QString::fromStdString(statement)},
                         {u"sql_state"_s, QString::fromStdString(state)},
                         {u"constraint"_s, QString::fromStdString(failure.constraint())},
                         {u"message"_s, words}});
        return error;
    }

    telemetry::Telemetry &m_telemetry;
    Pool m_pool;
};

} // namespace

std::unique_ptr<Database> openDatabase(Options options, telemetry::Telemetry &telemetry)
{
    return std::make_unique<PgDatabase>(std::move(options), telemetry);
}

} // namespace melody::db
