// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <db/database.h>

#include <libpq-fe.h>

#include <span>
#include <string_view>
#include <unordered_map>

namespace melody::db {

struct ClearResult {
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ClearResult>;

// True for a connection that the server closed or that broke: there is no SQLSTATE, or one that says good-bye.
[[nodiscard]] bool meansConnectionLost(std::string_view sqlState);

// One statement of a pipeline.
struct Step {
    Query query;
    std::span<const Param> params = {};
};

// One PostgreSQL connection. Statements are prepared at their first use, under the query's name. Every wait has an end: the statement
// time-out that the server enforces, plus a margin after which the connection counts as lost.
// Thread: one at a time. Every method throws Failure; after a lost connection only isLost() and the destructor make sense.
class Connection {
public:
    // `statementTimeout` of zero: none. Throws Failure without SQLSTATE when the server can't be had before `patience` ends.
    Connection(const std::string &connection, std::chrono::milliseconds patience, std::chrono::milliseconds statementTimeout);

    // Sends all steps at once and waits for them once; the answer is that of the last. When one fails the rest is skipped.
    ResultPtr run(std::span<const Step> steps);
    // Any number of statements without parameters, separated by semicolons; one implicit transaction.
    ResultPtr runScript(const char *sql);
    void copy(const char *table, const std::vector<const char *> &columns, const std::vector<std::vector<Param>> &rows);
    // A COPY … TO STDOUT (FORMAT binary). The statement time-out is for the whole, ours for each wait.
    void copyOut(const char *sql, const std::function<bool(QByteArrayView)> &take);

    // Waits until the server says something, `other` is readable or `patience` ends (false); hands on what was said. Between statements
    // only.
    bool awaitNotifications(int other, std::chrono::milliseconds patience, const std::function<void(QByteArrayView)> &hear);
    static void awaitReadable(int descriptor, std::chrono::milliseconds patience);

    [[nodiscard]] bool isLost() const { return m_lost; }
    // No system call waits: false when the server has closed its end. Between statements only.
    [[nodiscard]] bool isAlive();
    // Forgets what was prepared, as after a change of schema; costs a round trip. Between transactions only.
    void forgetPrepared();

private:
    using Deadline = std::chrono::steady_clock::time_point;
    struct Close {
        void operator()(PGconn *connection) const { PQfinish(connection); }
    };

    [[nodiscard]] Deadline deadline() const;
    [[nodiscard]] Failure lost();
    [[nodiscard]] Failure failureOf(const PGresult *result);
    void wait(short events, Deadline deadline);
    void flush(Deadline deadline);
    ResultPtr next(Deadline deadline);
    void prepareOnce(const Query &query, std::vector<const char *> &preparing);
    void send(const Step &step);
    ResultPtr collect(std::span<const char *const> preparing, size_t commands);
    ResultPtr finishCommand(Deadline deadline);
    void setPipelined(bool on);
    void putCopyData(std::string_view data, Deadline deadline);

    std::unique_ptr<PGconn, Close> m_connection;
    std::chrono::milliseconds m_timeout{0};
    std::unordered_map<std::string, size_t> m_prepared; // name -> hash of the text
    bool m_lost = false;
};

} // namespace melody::db
