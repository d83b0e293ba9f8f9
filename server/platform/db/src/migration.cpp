// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <db/migration.h>

#include "result_set.h"

#include <QtCore/QCryptographicHash>

#include <map>
#include <thread>

namespace melody::db {
using namespace Qt::StringLiterals;
namespace {

constexpr int maxMigrationAttempts = 20;
constexpr std::chrono::milliseconds patience{10'000};

// Held while the steps are applied, so that of two processes the second finds them done. The key is arbitrary but must never change.
constexpr const char *lock = "SELECT pg_advisory_lock(7309453201)";

constexpr const char *ledger = R"(
    SET lock_timeout = '5s';
    SET search_path = public;
    CREATE SCHEMA IF NOT EXISTS platform;
    CREATE TABLE IF NOT EXISTS platform.migration (
        schema text NOT NULL,
        name text NOT NULL,
        checksum bytea NOT NULL, -- SHA-256 of the step's text
        applied_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (schema, name)
    ))";

constexpr Query applied{"db.applied_migrations", "SELECT schema, name, checksum FROM platform.migration"};
constexpr Query record{"db.record_migration", "INSERT INTO platform.migration (schema, name, checksum) VALUES ($1, $2, $3)"};

using Key = std::pair<std::string, std::string>;

QByteArray checksum(const Migration &migration)
{
    return QCryptographicHash::hash(QByteArrayView(migration.sql), QCryptographicHash::Sha256);
}

QString nameOf(const Migration &migration)
{
    return QLatin1StringView(migration.schema) + u'/' + QLatin1StringView(migration.name);
}

Error failed(const QString &what, const Failure &failure)
{
    return {ErrorKind::Internal, u"migration_failed"_s,
            u"%1: %2 (%3)"_s.arg(what, QString::fromUtf8(failure.what()).trimmed(), QString::fromStdString(failure.sqlState()))};
}

// Others use the same tables, or make the same cluster-wide roles for another database of the cluster: that passes.
bool isPassing(const Failure &failure)
{
    static constexpr std::array states{"40001", "40P01", "55P03"};
    return std::any_of(states.begin(), states.end(), [&](const char *state) { return failure.sqlState() == state; });
}

void apply(Connection &connection, const Migration &migration)
{
    const std::array params{Param(QString::fromLatin1(migration.schema)), Param(QString::fromLatin1(migration.name)),
                            Param(checksum(migration))};
    const Step step{record, params};
    try {
        connection.runScript("BEGIN");
        connection.runScript(migration.sql);
        connection.run({&step, 1});
        connection.runScript("COMMIT");
    } catch (const Failure &) {
        if (!connection.isLost())
            connection.runScript("ROLLBACK");
        throw;
    }
}

void applyPatiently(Connection &connection, const Migration &migration)
{
    for (int attempt = 1;; ++attempt) {
        try {
            return apply(connection, migration);
        } catch (const Failure &failure) {
            if (attempt == maxMigrationAttempts || !isPassing(failure))
                throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(10 * attempt));
        }
    }
}

std::map<Key, QByteArray> readLedger(Connection &connection)
{
    std::map<Key, QByteArray> checksums;
    const Step step{applied};
    const Rows rows(std::make_shared<const ResultSet>(connection.run({&step, 1})));
    for (const Row row : rows)
        checksums.emplace(Key{row.get<QString>("schema").toStdString(), row.get<QString>("name").toStdString()},
                          row.get<QByteArray>("checksum"));
    return checksums;
}

// The steps that are missing, or why none may be applied.
Result<std::vector<Migration>> plan(const std::vector<Migration> &migrations, const std::map<Key, QByteArray> &checksums)
{
    std::vector<Migration> missing;
    std::map<Key, QByteArray> seen;
    for (const Migration &migration : migrations) {
        const Key key{migration.schema, migration.name};
        if (!seen.emplace(key, QByteArray()).second)
            return fail(ErrorKind::Internal, u"migration_failed"_s, u"%1 is there twice"_s.arg(nameOf(migration)));
        const auto known = checksums.find(key);
        if (known == checksums.end())
            missing.push_back(migration);
        else if (known->second != checksum(migration))
            return fail(ErrorKind::Conflict, u"migration_changed"_s,
                        u"%1 was applied with another text; steps are never changed, add a new one"_s.arg(nameOf(migration)));
    }
    return missing;
}

} // namespace

Result<MigrationReport> migrate(const std::string &connectionString, std::vector<Migration> migrations)
{
    std::stable_sort(migrations.begin(), migrations.end(), [](const Migration &a, const Migration &b) {
        return std::pair(std::string_view(a.name), std::string_view(a.schema)) <
               std::pair(std::string_view(b.name), std::string_view(b.schema));
    });
    QString doing = u"connect"_s;
    try {
        Connection connection(connectionString, patience, std::chrono::milliseconds(0));
        doing = u"prepare the ledger"_s;
        connection.runScript(lock);
        connection.runScript(ledger);
        const auto missing = plan(migrations, readLedger(connection));
        if (!missing)
            return tl::unexpected(missing.error());
        for (const Migration &migration : *missing) {
            doing = nameOf(migration);
            applyPatiently(connection, migration);
        }
        const int count = int(missing->size());
        return MigrationReport{count, int(migrations.size()) - count};
    } catch (const Failure &failure) {
        return tl::unexpected(failed(doing, failure));
    }
}

} // namespace melody::db
