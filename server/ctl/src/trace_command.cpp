// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "span_tree.h"

#include <traces/trace_store.h>

namespace melody::ctl {

using namespace Qt::StringLiterals;

int runTrace(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Prints the spans of a trace as a tree: what happened, when it began, how long it took.\n"
        "Problems and playback sessions carry their trace_id.\n\n"
        "Example:\n  melodyctl trace 4bf92f3577b34da6a3ce929d0e0e4736 --db-connection 'dbname=melody user=melody_app'"_s);
    parser.addPositionalArgument(u"ID"_s, u"trace id, 32 hexadecimal digits."_s);
    parser.addOption({u"db-connection"_s, u"libpq connection string."_s, u"CONNECTION"_s});
    if (const auto code = parseArguments(parser, u"trace"_s, arguments, {u"db-connection"_s}, 1))
        return *code;
    const SystemClock clock;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Warning);
    const auto database = db::openDatabase({.connection = parser.value(u"db-connection"_s).toStdString(), .maxConnections = 1}, *telemetry);
    const auto spans = traces::spansOfTrace(*database, parser.positionalArguments().constFirst().toLatin1());
    if (!spans) {
        printError(spans.error());
        return 1;
    }
    if (spans->empty()) {
        printError(u"melodyctl: there is no such trace, or it is older than 30 days"_s);
        return 1;
    }
    for (const QString &line : spanTree(*spans))
        printLine(line);
    return 0;
}

} // namespace melody::ctl
