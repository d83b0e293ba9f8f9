// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/pg_fixture.h>

#include <QtCore/QCryptographicHash>

#include <map>

namespace melody::test {
namespace {

// A migrated database that others are copied from.
std::string patternOf(PgCluster &cluster, const std::vector<db::Migration> &migrations)
{
    static std::map<std::pair<std::string, QByteArray>, std::string> patterns;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const db::Migration &migration : migrations) {
        for (const char *part : {migration.schema, migration.name, migration.sql})
            hash.addData(QByteArrayView(part, qsizetype(std::char_traits<char>::length(part) + 1)));
    }
    std::string &pattern = patterns[{cluster.connection(), hash.result()}];
    if (!pattern.empty())
        return pattern;
    pattern = cluster.createDatabase();
    if (const auto migrated = db::migrate(cluster.connection(pattern), migrations); !migrated)
        qFatal("%s", qPrintable(migrated.error().detail));
    return pattern;
}

} // namespace

PgFixture::PgFixture(const Migrations &migrations, db::Options options, PgCluster &cluster)
    : m_cluster(cluster), m_telemetry(telemetry::createTelemetry(m_clock, telemetry::Level::Warning))
{
    std::vector<db::Migration> all;
    for (const auto &some : migrations)
        all.insert(all.end(), some.begin(), some.end());
    m_name = cluster.createDatabase(patternOf(cluster, all));
    options.connection = appConnection();
    m_database = db::openDatabase(std::move(options), *m_telemetry);
}

PgFixture::~PgFixture()
{
    m_database.reset();
    m_cluster.dropDatabase(m_name);
}

} // namespace melody::test
