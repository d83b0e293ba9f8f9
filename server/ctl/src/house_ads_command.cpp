// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "operator.h"

#include <playback/playback.h>
#include <secrets/secrets.h>
#include <telemetry/telemetry.h>

#include <QtCore/QCommandLineParser>

namespace melody::ctl {

using namespace Qt::StringLiterals;

int runHouseAds(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Lets the recordings of a release of the kind house_ads fill the ad breaks of listeners without a plan, besides those that do. It "
        u"stands in the "
        "audit log.\n\n"
        "Example:\n  melodyctl house-ads 0192d0e3-9c1a-7000-8000-000000000001 --db-connection 'dbname=melody user=melody_app' \\\n"
        "      --secrets-folder /etc/melody/secrets"_s);
    parser.addPositionalArgument(u"RELEASE"_s, u"Id of the release, as import prints it."_s);
    parser.addOption({u"db-connection"_s, u"libpq connection string."_s, u"CONNECTION"_s, qEnvironmentVariable("MELODY_DB_CONNECTION")});
    parser.addOptions({{u"secrets-folder"_s, u"Folder of the server's keys; the audit log needs them."_s, u"DIR"_s}, operatorOption()});
    if (const auto code = parseArguments(parser, u"house-ads"_s, arguments, {u"db-connection"_s, u"secrets-folder"_s}, 1))
        return *code;
    const auto release = ContentId::parse(parser.positionalArguments().constFirst());
    if (!release) {
        printError(u"RELEASE must be an id"_s);
        return 2;
    }
    const auto who = operatorOf(parser);
    if (!who)
        return failed(who.error());
    const auto keys = secrets::loadSecrets(parser.value(u"secrets-folder"_s));
    if (!keys)
        return failed(keys.error());
    const auto audit = auditLogFor(*who, keys->masterKey);
    const SystemClock clock;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Warning);
    const auto database = db::openDatabase({.connection = parser.value(u"db-connection"_s).toStdString(), .maxConnections = 1}, *telemetry);
    const auto context = catalog::contextOf(*database, *release);
    if (!context) {
        printError(context.error());
        return 1;
    }
    std::vector<ContentId> ads;
    for (const catalog::ContextSong &song : context->songs) {
        if (song.kind == u"house_ad")
            ads.push_back(song.content);
    }
    if (ads.empty()) {
        printError(u"There is no house ad on this release."_s);
        return 1;
    }
    if (const auto added = playback::addHouseAds(*database, *release, ads, *audit, clock.now()); !added) {
        printError(added.error());
        return 1;
    }
    printLine(u"%1 recordings may fill breaks."_s.arg(ads.size()));
    return 0;
}

} // namespace melody::ctl
