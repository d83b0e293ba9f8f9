// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A migrated database of its own for a test. Link `tests_pg`.
//     const PgFixture fixture(Migrations{platform::migrations(), catalog::migrations()});
//     const auto answer = fixture.database().run({"melody_catalog"}, [&](db::Transaction &t) -> Result<…> { … });
#pragma once

#include <db/database.h>
#include <db/migration.h>
#include <support/pg_cluster.h>
#include <telemetry/telemetry.h>

namespace melody::test {

// Those of each module that the test needs; order does not matter.
using Migrations = std::vector<std::vector<db::Migration>>;

class PgFixture {
public:
    // Migrates once per set of migrations and test binary, then copies (tens of milliseconds). `options.connection` is ignored.
    explicit PgFixture(const Migrations &migrations, db::Options options = {}, PgCluster &cluster = pgCluster());
    ~PgFixture(); // the database goes with it
    PgFixture(const PgFixture &) = delete;
    PgFixture &operator=(const PgFixture &) = delete;

    // As melody_app, the login role of melodyd, which is no superuser.
    [[nodiscard]] db::Database &database() const { return *m_database; }
    [[nodiscard]] telemetry::Telemetry &telemetry() const { return *m_telemetry; }
    [[nodiscard]] PgCluster &cluster() const { return m_cluster; }
    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] std::string appConnection() const { return m_cluster.connection(m_name, "melody_app"); }
    [[nodiscard]] std::string ownerConnection() const { return m_cluster.connection(m_name); }
    // As superuser: for looking behind the curtain and for tables of the test's own. First column of the first row.
    std::string execute(const std::string &sql) const { return m_cluster.execute(m_name, sql); }

private:
    PgCluster &m_cluster;
    std::string m_name;
    SystemClock m_clock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<db::Database> m_database;
};

} // namespace melody::test
