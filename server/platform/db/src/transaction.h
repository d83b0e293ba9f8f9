// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"

#include <telemetry/telemetry.h>

#include <thread>

namespace melody::db {

// A transaction on one connection. Nothing is sent before the first statement.
class PgTransaction final : public Transaction {
public:
    PgTransaction(Connection &connection, const Actor &actor, telemetry::Telemetry &telemetry);

    Rows exec(const Query &query, const std::vector<Param> &params) override;
    void execLater(const Query &query, const std::vector<Param> &params) override;
    void copy(const char *table, const std::vector<const char *> &columns, const std::vector<std::vector<Param>> &rows) override;
    void copyOut(const Query &query, const std::function<bool(QByteArrayView)> &take) override;
    [[nodiscard]] const std::string &role() const override { return m_wantedRole; }

    // Throws Failure. `wasCommitSent` tells whether the outcome is unknown then.
    void commit();
    [[nodiscard]] bool wasCommitSent() const { return m_commitSent; }
    void rollBack() noexcept;

    // The failure that ended the transaction, and the statement it came from.
    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }
    [[nodiscard]] const std::string &failedStatement() const { return m_failedStatement; }

protected:
    void actAs(std::string role) override;
    [[nodiscard]] std::optional<UserId> user() const override { return m_wantedUser; }
    void actFor(std::optional<UserId> user) override { m_wantedUser = user; }

private:
    ResultPtr runNamed(const char *name, const std::function<ResultPtr()> &work);
    ResultPtr runSteps(const Step *last);
    void queueActor();
    void queue(const Query &query, std::vector<Param> params = {});
    void sendQueued(const char *name);

    // A step that owns its parameters until it is sent.
    struct Queued {
        Query query;
        std::vector<Param> params;
    };

    Connection &m_connection;
    telemetry::Telemetry &m_telemetry;
    const std::string m_audience;
    std::optional<UserId> m_wantedUser;
    std::optional<UserId> m_activeUser; // what the server knows
    std::string m_wantedRole;
    std::string m_activeRole;     // what the server knows
    std::vector<Queued> m_queued; // not sent yet
    bool m_begun = false;
    bool m_commitSent = false;
    std::optional<Failure> m_failure;
    std::string m_failedStatement;
    const std::thread::id m_thread = std::this_thread::get_id();
};

} // namespace melody::db
