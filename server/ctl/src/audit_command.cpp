// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Proves the audit log from outside of the server that writes it.

#include "command.h"
#include "progress.h"

#include <compliance/verify.h>
#include <secrets/secrets.h>
#include <telemetry/telemetry.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr int broken = 3;

int misused(const QString &why)
{
    printError(u"melodyctl audit: "_s + why);
    return 2;
}

Result<QSet<QByteArray>> trustedKeys(const QStringList &given, const QString &secretsFolder)
{
    QSet<QByteArray> keys;
    for (const QString &text : given) {
        const QByteArray key = QByteArray::fromHex(text.toLatin1());
        if (key.size() != 32 || QString::fromLatin1(key.toHex()) != text)
            return fail(ErrorKind::Invalid, u"public_key"_s, u"--public-key takes 64 hexadecimal digits in lower case."_s);
        keys.insert(key);
    }
    if (!secretsFolder.isEmpty()) {
        const auto secrets = secrets::loadSecrets(secretsFolder);
        if (!secrets)
            return tl::unexpected(secrets.error());
        keys.insert(compliance::auditPublicKey(secrets->auditSeed));
    }
    return keys;
}

QJsonObject toJson(const compliance::Finding &finding)
{
    QJsonObject json{{u"code"_s, finding.code}, {u"detail"_s, finding.detail}};
    if (finding.entry)
        json.insert(u"entry"_s, *finding.entry);
    if (finding.checkpoint)
        json.insert(u"checkpoint"_s, *finding.checkpoint);
    return json;
}

void printReport(const compliance::VerifyReport &report, qint64 elapsedMs, bool asJson)
{
    if (asJson) {
        QJsonArray findings;
        for (const compliance::Finding &finding : report.findings)
            findings.append(toJson(finding));
        const QJsonObject json{{u"whole"_s, report.isWhole()}, {u"entries"_s, report.entries},     {u"checkpoints"_s, report.checkpoints},
                               {u"files"_s, report.files},     {u"uncovered"_s, report.uncovered}, {u"elapsed_ms"_s, elapsedMs},
                               {u"findings"_s, findings}};
        printLine(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
        return;
    }
    for (const compliance::Finding &finding : report.findings)
        printLine(u"BROKEN  "_s + finding.detail + u" ("_s + finding.code + u')');
    printLine(u"%1 entries proved, %2 checkpoints, %3 files; the last %4 entries are not signed yet."_s.arg(report.entries)
                  .arg(report.checkpoints)
                  .arg(report.files)
                  .arg(report.uncovered));
    printLine(report.isWhole() ? u"The log is whole."_s : u"The log is broken."_s);
}

int verify(const QCommandLineParser &parser)
{
    const auto keys = trustedKeys(parser.values(u"public-key"_s), parser.value(u"secrets-folder"_s));
    if (!keys)
        return failed(keys.error());
    if (keys->isEmpty())
        return misused(u"say whose signatures count, with --public-key or --secrets-folder"_s);
    if (parser.value(u"db-connection"_s).isEmpty())
        return misused(u"--db-connection is needed"_s);
    const SystemClock clock;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Warning);
    const auto database = db::openDatabase(
        {.connection = parser.value(u"db-connection"_s).toStdString(), .maxConnections = 1, .statementTimeout = {}}, *telemetry);
    std::optional<Progress> progress;
    compliance::VerifyOptions options;
    options.publicKeys = *keys;
    options.checkpointsFolder = parser.value(u"checkpoints"_s);
    options.now = clock.now();
    options.progress = [&progress](qint64 done, qint64 total) {
        if (!progress)
            progress.emplace(total);
        progress->show(done, u"%1 of %2 entries"_s.arg(done).arg(total));
    };
    QElapsedTimer elapsed;
    elapsed.start();
    const auto report = compliance::verifyLog(*database, options);
    if (progress)
        progress->finish();
    if (!report)
        return failed(report.error());
    printReport(*report, elapsed.elapsed(), parser.isSet(u"json"_s));
    return report->isWhole() ? 0 : broken;
}

int printPublicKey(const QCommandLineParser &parser)
{
    const auto keys = trustedKeys({}, parser.value(u"secrets-folder"_s));
    if (!keys)
        return failed(keys.error());
    if (keys->isEmpty())
        return misused(u"--secrets-folder is needed"_s);
    printLine(QString::fromLatin1(keys->cbegin()->toHex()));
    return 0;
}

} // namespace

int runAudit(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"verify      proves that no entry of the audit log was changed, moved, put in or taken out, or names the first that was\n"
        "public-key  prints the key that checkpoints are checked with; keep a copy where the server can't reach it\n\n"
        "Exit codes of verify: 0 the log is whole, 3 it is broken, 1 it could not be read, 2 wrong usage.\n"
        "Without the options the environment counts: MELODY_DB_CONNECTION, MELODY_SECRETS_FOLDER.\n\n"
        "Examples:\n  melodyctl audit verify --db-connection 'dbname=melody user=melody_app' --checkpoints checkpoints \\\n"
        "      --public-key $(cat audit.pub)\n"
        "  melodyctl audit public-key --secrets-folder /etc/melody/secrets > audit.pub"_s);
    parser.addPositionalArgument(u"ACTION"_s, u"verify or public-key."_s);
    parser.addOptions(
        {{u"db-connection"_s, u"libpq connection string."_s, u"CONNECTION"_s, qEnvironmentVariable("MELODY_DB_CONNECTION")},
         {u"checkpoints"_s, u"Folder of the checkpoint files; without it only the database's are checked."_s, u"DIR"_s},
         {u"public-key"_s, u"Key that may have signed, 64 hexadecimal digits; may be given again after a change of keys."_s, u"KEY"_s},
         {u"secrets-folder"_s, u"Folder of the server's keys, to take the public key from."_s, u"DIR"_s,
          qEnvironmentVariable("MELODY_SECRETS_FOLDER")},
         {u"json"_s, u"Print the report as one JSON object."_s}});
    if (const auto code = parseArguments(parser, u"audit"_s, arguments, {}, 1))
        return *code;
    const QString action = parser.positionalArguments().constFirst();
    if (action == u"verify")
        return verify(parser);
    if (action == u"public-key")
        return printPublicKey(parser);
    return misused(u"there is no '%1'; try verify or public-key"_s.arg(action));
}

} // namespace melody::ctl
