// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "migrations.h"

#include <cstdio>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

Result<void> migrateNow(const QCommandLineParser &options)
{
    const auto connection = required(options, u"db-connection"_s);
    if (!connection)
        return tl::unexpected(connection.error());
    const auto report = db::migrate(connection->toStdString(), allMigrations());
    if (!report)
        return tl::unexpected(report.error());
    printf("%d migrations applied, %d were there already\n", report->applied, report->alreadyThere);
    return {};
}

} // namespace

Command migrateCommand()
{
    return {
        .name = "migrate",
        .summary = "bring the database to the form that this version needs",
        .usage = "--db-connection CONNECTION",
        .examples = "  melodyctl migrate --db-connection \"host=/run/postgresql user=melody_owner dbname=melody\"\n"
                    "Safe to run twice, and by two machines at once. Steps that were applied are never changed.\n",
        .addOptions =
            [](QCommandLineParser &parser) {
                parser.addOption({u"db-connection"_s, u"libpq connection string of the role that owns the schemas."_s, u"CONNECTION"_s});
            },
        .run = migrateNow};
}

} // namespace melody::ctl
