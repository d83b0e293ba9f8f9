// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bounded pool of PostgreSQL connections and RAII transactions. Inside a transaction a failed statement throws db::Failure;
// Database::run() is the edge where failures become Result. Columns are read by name.
#pragma once

#include <db/query.h>
#include <values/id.h>
#include <values/result.h>
#include <values/trace.h>

#include <QtCore/QByteArray>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace melody::telemetry {
class Telemetry;
}

namespace melody::db {

struct Options {
    std::string connection; // libpq connection string
    int maxConnections = 12;
    std::chrono::milliseconds acquireTimeout{2'000}; // then Unavailable ("database_busy")
    std::chrono::milliseconds statementTimeout{10'000};
};

// A statement the server refused, or a connection lost. Never leaves Database::run().
class Failure : public std::runtime_error {
public:
    Failure(std::string sqlState, std::string constraint, const std::string &what)
        : std::runtime_error(what), m_sqlState(std::move(sqlState)), m_constraint(std::move(constraint))
    {
    }
    [[nodiscard]] const std::string &sqlState() const { return m_sqlState; }     // "23505": unique violation; empty: connection lost
    [[nodiscard]] const std::string &constraint() const { return m_constraint; } // name of the violated constraint
    [[nodiscard]] bool isUniqueViolation() const { return m_sqlState == "23505"; }

private:
    std::string m_sqlState;
    std::string m_constraint;
};

// A statement parameter in PostgreSQL's text form. std::nullopt is NULL.
class Param {
public:
    Param(std::nullopt_t) {}
    Param(const char *) = delete; // would be a bool
    Param(bool value);
    Param(int value);
    Param(qint64 value);
    Param(double value);
    Param(const QString &value);    // Failure 22021 when it holds U+0000, which PostgreSQL can't store
    Param(const QByteArray &value); // bytea
    Param(const QJsonObject &value);
    Param(const QJsonArray &value);
    Param(TimePoint value);
    Param(const QUuid &value);
    Param(const QStringList &value); // text[]
    template<typename Tag>
    Param(const Id<Tag> &id) : Param(id.uuid())
    {
    }
    template<typename T>
    Param(const std::optional<T> &value)
    {
        if (value)
            *this = Param(*value);
    }

    [[nodiscard]] const std::optional<std::string> &text() const { return m_text; }

private:
    std::optional<std::string> m_text;
};

class ResultSet; // of the driver

class Row {
public:
    Row(std::shared_ptr<const ResultSet> set, int index) : m_set(std::move(set)), m_index(index) {}
    [[nodiscard]] bool isNull(const char *column) const;
    // T: bool, int, qint64, double, QString, QByteArray, QJsonObject, QJsonArray, TimePoint, QUuid, Id<…>, std::optional of these.
    // A NULL read into a plain type, an absent column or an unreadable value is our bug: std::logic_error.
    template<typename T>
    [[nodiscard]] T get(const char *column) const
    {
        if constexpr (requires {
                          typename T::value_type;
                          requires std::is_same_v<T, std::optional<typename T::value_type>>;
                      }) {
            return isNull(column) ? T() : T(get<typename T::value_type>(column));
        } else if constexpr (requires(T id) { id.uuid(); }) {
            return T(uuid(column));
        } else {
            return value(column, static_cast<T *>(nullptr));
        }
    }

private:
    [[nodiscard]] std::string_view text(const char *column) const;
    [[nodiscard]] QUuid uuid(const char *column) const;
    [[nodiscard]] bool value(const char *column, bool *) const;
    [[nodiscard]] int value(const char *column, int *) const;
    [[nodiscard]] qint64 value(const char *column, qint64 *) const;
    [[nodiscard]] double value(const char *column, double *) const;
    [[nodiscard]] QString value(const char *column, QString *) const;
    [[nodiscard]] QByteArray value(const char *column, QByteArray *) const;
    [[nodiscard]] QJsonObject value(const char *column, QJsonObject *) const;
    [[nodiscard]] QJsonArray value(const char *column, QJsonArray *) const;
    [[nodiscard]] TimePoint value(const char *column, TimePoint *) const;
    [[nodiscard]] QUuid value(const char *column, QUuid *) const { return uuid(column); }

    std::shared_ptr<const ResultSet> m_set;
    int m_index;
};

class Rows {
public:
    explicit Rows(std::shared_ptr<const ResultSet> set) : m_set(std::move(set)) {}
    [[nodiscard]] int size() const;
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] qint64 affected() const; // rows an INSERT, UPDATE or DELETE touched
    [[nodiscard]] Row operator[](int index) const { return {m_set, index}; }
    [[nodiscard]] std::optional<Row> first() const { return isEmpty() ? std::nullopt : std::optional(Row(m_set, 0)); }
    class Iterator {
    public:
        Iterator(const Rows *rows, int index) : m_rows(rows), m_index(index) {}
        Row operator*() const { return (*m_rows)[m_index]; }
        Iterator &operator++()
        {
            ++m_index;
            return *this;
        }
        bool operator!=(const Iterator &other) const { return m_index != other.m_index; }

    private:
        const Rows *m_rows;
        int m_index;
    };
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, size()}; }

private:
    std::shared_ptr<const ResultSet> m_set;
};

// An open transaction. Rolls back unless run() commits it. Thread: the one that runs it (asserted). BEGIN, the actor's role and id
// travel with the first statement, so they cost no round trip of their own.
class Transaction {
public:
    virtual ~Transaction() = default;
    virtual Rows exec(const Query &query, const std::vector<Param> &params = {}) = 0;
    // For a write whose answer nobody wants: it travels with the next statement that is waited for, or with COMMIT, in its order, as who
    // the transaction is now, and costs no round trip of its own. Its failure is that statement's. The query's words must outlive the
    // transaction.
    virtual void execLater(const Query &query, const std::vector<Param> &params = {}) = 0;
    // COPY … FROM STDIN of one table ("catalog.track"); every row has one Param per column.
    virtual void copy(const char *table, const std::vector<const char *> &columns, const std::vector<std::vector<Param>> &rows) = 0;
    // COPY (…) TO STDOUT (FORMAT binary) without parameters: `take` gets the fields of one row after another as PostgreSQL sends them,
    // each four bytes of length (-1: NULL), then the value, in network order. When it answers false the rest is not read, and the
    // connection ends with this transaction, which can't be committed.
    virtual void copyOut(const Query &query, const std::function<bool(QByteArrayView fields)> &take) = 0;
    // The PostgreSQL role that the next statement acts as.
    [[nodiscard]] virtual const std::string &role() const = 0;

protected:
    friend class RoleScope;
    friend class UserScope;
    virtual void actAs(std::string role) = 0;
    [[nodiscard]] virtual std::optional<UserId> user() const = 0;
    virtual void actFor(std::optional<UserId> user) = 0;
};

// While it lives the transaction acts as `role`: a service whose interface is called inside another service's transaction opens one,
// because each role may write its own schema only. Scopes nest. No round trip: the change travels with the next statement.
class RoleScope {
public:
    RoleScope(Transaction &transaction, std::string role) : m_transaction(transaction), m_previous(transaction.role())
    {
        m_transaction.actAs(std::move(role));
    }
    ~RoleScope() { m_transaction.actAs(std::move(m_previous)); }
    RoleScope(const RoleScope &) = delete;
    RoleScope &operator=(const RoleScope &) = delete;

private:
    Transaction &m_transaction;
    std::string m_previous;
};

// While it lives the transaction acts for another user: for changes that concern two people and stand or fall together, such as an owner
// who makes a child account. Scopes nest. The change travels with the next statement.
class UserScope {
public:
    UserScope(Transaction &transaction, const UserId &user) : m_transaction(transaction), m_previous(transaction.user())
    {
        m_transaction.actFor(user);
    }
    ~UserScope() { m_transaction.actFor(m_previous); }
    UserScope(const UserScope &) = delete;
    UserScope &operator=(const UserScope &) = delete;

private:
    Transaction &m_transaction;
    std::optional<UserId> m_previous;
};

// Who the statements of a transaction act for: `role` is the service's PostgreSQL role (SET LOCAL ROLE), `user` becomes the
// setting melody.user_id that row-level security reads, `audience` the setting melody.audience: what may be shown beyond the question of
// whose it is (catalog/audience.h); empty: everything.
struct Actor {
    const char *role = "melody_app";
    std::optional<UserId> user = {};
    std::string audience = {};
};

// Thread: any. One per process.
class Database {
public:
    virtual ~Database() = default;

    // Runs `work(Transaction &) -> Result<T>` in a transaction: commits when it returns a value, rolls back when it returns an error
    // or throws. Serialization failures, deadlocks and connections lost before COMMIT was sent are run again (at most 5 times in
    // all, also when `work` turned the Failure into an error), so `work` must have no side effects outside. Never call it inside
    // `work` (asserted): hand the transaction on instead.
    // Unavailable, nothing happened: "database_busy", "database_unreachable", "database_timeout", "database_contention".
    // Unavailable "commit_unknown": the connection was lost during COMMIT; make the work idempotent and do it again.
    // Invalid "invalid_text": a text or JSON that PostgreSQL can't store (U+0000). Internal "database_error": our bug; it is logged.
    // An exception other than Failure passes through.
    template<typename Work>
    auto run(const Actor &actor, Work &&work) -> std::invoke_result_t<Work, Transaction &>
    {
        std::optional<std::invoke_result_t<Work, Transaction &>> answer;
        const Result<void> outcome = runErased(actor, [&](Transaction &transaction) {
            answer.emplace(work(transaction));
            return answer->has_value();
        });
        if (!outcome)
            return tl::unexpected(outcome.error());
        return std::move(*answer);
    }
    // What time it is for the database; nothing when the pool does not answer within `acquireTimeout`.
    [[nodiscard]] virtual std::optional<TimePoint> serverTime() = 0;
    [[nodiscard]] bool isHealthy() { return serverTime().has_value(); }

protected:
    virtual Result<void> runErased(const Actor &actor, const std::function<bool(Transaction &)> &work) = 0;
};

// What is asked and answered over this connection string can be read by nobody else: it stays on this machine (a socket, loopback), or
// goes through TLS to a server whose certificate and name are checked (sslmode=verify-full). False also when the string can't be read.
[[nodiscard]] bool isPrivate(const std::string &connection);

[[nodiscard]] std::unique_ptr<Database> openDatabase(Options options, telemetry::Telemetry &telemetry);

} // namespace melody::db
