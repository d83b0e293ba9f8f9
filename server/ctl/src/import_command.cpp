// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "importer.h"
#include "tag_scan.h"

#include <QtCore/QDir>
#include <QtCore/QJsonDocument>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

Result<QList<PlannedRelease>> planOf(const QString &folder, const QString &catalogue)
{
    if (!catalogue.isEmpty())
        return readCatalogueFile(catalogue, folder);
    const QString beside = QDir(folder).filePath(u"catalogue.json"_s);
    return QFileInfo::exists(beside) ? readCatalogueFile(beside, folder) : scanTags(folder);
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Uploads a folder of music, publishes it and waits for the outcome. What the files are says "
        u"DIR/catalogue.json, or else their tags.\n"
        "A folder becomes an album or, when it holds spoken word, a show with episodes: an .m4b, a genre such as Podcast, "
        "Speech or Audiobook, or iTunes' marks of podcasts and audiobooks in any of its files. Chapters come along "
        "(MP4, ID3 CHAP, CHAPTERxxx of Ogg and FLAC).\n"
        "Started again after an interruption it continues where it was.\n\n"
        "Example:\n  melodyctl import ~/Music/Album --server https://127.0.0.1:8443 --ca-file ca.pem \\\n"
        "      --email me@example.org --password-file -"_s);
    parser.addPositionalArgument(u"DIR"_s, u"folder of the music."_s);
    parser.addOptions(
        {{u"server"_s, u"Origin of the server."_s, u"URL"_s},
         {u"ca-file"_s, u"PEM of the authority that signed the server's certificate; default: those of the system."_s, u"FILE"_s},
         {u"email"_s, u"E-mail address of a creator."_s, u"ADDRESS"_s},
         {u"password-file"_s, u"File whose first line is the password; - reads standard input."_s, u"FILE"_s},
         {u"catalogue"_s, u"Description of the folder, when it is not DIR/catalogue.json."_s, u"FILE"_s},
         {u"json"_s, u"Print the outcome as JSON: {\"releases\":[{\"id\",\"title\",\"state\",\"problems\"}]}."_s}});
}

int importAll(ApiClient &api, const QList<PlannedRelease> &plan, bool asJson)
{
    Importer importer(api, totalBytes(plan));
    QJsonArray outcome;
    int failures = 0;
    for (const PlannedRelease &planned : plan) {
        const auto imported = importer.import(planned);
        importer.finish();
        if (!imported) {
            ++failures;
            printError(planned.release.title + u": was not imported"_s);
            printError(imported.error());
            outcome.append(QJsonObject{
                {u"title"_s, planned.release.title}, {u"state"_s, u"failed"_s}, {u"problems"_s, QJsonArray{imported.error().detail}}});
            continue;
        }
        failures += imported->state == u"published" ? 0 : 1;
        if (!asJson)
            printLine(u"%1  %2  %3"_s.arg(imported->state, imported->id.toString(), imported->title));
        for (const QString &problem : imported->problems)
            printError(u"  "_s + problem);
        outcome.append(QJsonObject{{u"id"_s, imported->id.toString()},
                                   {u"title"_s, imported->title},
                                   {u"state"_s, imported->state},
                                   {u"problems"_s, QJsonArray::fromStringList(imported->problems)}});
    }
    if (asJson)
        printLine(QString::fromUtf8(QJsonDocument(QJsonObject{{u"releases"_s, outcome}}).toJson(QJsonDocument::Compact)));
    return failures == 0 ? 0 : 1;
}

} // namespace

int runImport(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (const auto code = parseArguments(parser, u"import"_s, arguments, {u"server"_s, u"email"_s, u"password-file"_s}, 1))
        return *code;
    const auto plan = planOf(parser.positionalArguments().constFirst(), parser.value(u"catalogue"_s));
    const auto password = readFirstLine(parser.value(u"password-file"_s));
    const auto api = ApiClient::create(QUrl(parser.value(u"server"_s)), parser.value(u"ca-file"_s));
    for (const Error *error : {plan ? nullptr : &plan.error(), password ? nullptr : &password.error(), api ? nullptr : &api.error()}) {
        if (error) {
            printError(*error);
            return 1;
        }
    }
    if (const auto signedIn = (*api)->signIn(parser.value(u"email"_s), *password); !signedIn) {
        printError(signedIn.error());
        return 1;
    }
    const int code = importAll(**api, *plan, parser.isSet(u"json"_s));
    if (const auto signedOut = (*api)->signOut(); !signedOut)
        printError(signedOut.error());
    return code;
}

} // namespace melody::ctl
