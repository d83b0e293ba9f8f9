// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/options.h>

#include <media/chapters.h>
#include <viewmodels/links_view_model.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 maxSeconds = 24 * 3600;
constexpr qint64 maxPasswordBytes = 1024;
constexpr int maxSpeakerName = 60;

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Melody plays music of independent artists."_s);
    parser.addPositionalArgument(u"LINK"_s,
                                 u"What to show, as melody://album/ID, melody://artist/ID, melody://playlist/ID, melody://library/songs or "
                                 "melody://search?q=WORDS."_s,
                                 u"[LINK]"_s);
    parser.addOptions({
        {{u"h"_s, u"help"_s}, u"Show this."_s},
        {u"version"_s, u"Show the version."_s},
        {u"server"_s, u"The server."_s, u"URL"_s, u"https://127.0.0.1:8443"_s},
        {u"ca-file"_s, u"Trust only servers signed by this authority (PEM)."_s, u"FILE"_s},
        {u"data-dir"_s,
         u"Where settings, secrets, downloads and caches are kept. To move them: end Melody, move the folder, and start with its new place."_s,
         u"DIR"_s},
        {u"email"_s, u"Sign in with this account."_s, u"E-MAIL"_s},
        {u"password-file"_s, u"Its password is the first line of this file."_s, u"FILE"_s},
        {u"headless"_s, u"Play without a screen, print what a listener would have heard."_s},
        {u"seconds"_s, u"How much to play (headless); default: the whole album."_s, u"N"_s},
        {u"json"_s, u"Write the report there, too (headless)."_s, u"FILE"_s},
        {u"album"_s, u"The album or show to play (headless): an id, or FIRST."_s, u"ID"_s, u"FIRST"_s},
        {u"chapter"_s, u"Begin at the Nth chapter of the first piece (headless)."_s, u"N"_s},
        {u"download"_s, u"Keep the album on this device instead of playing it (headless)."_s},
        {u"rung"_s, u"auto (what the link carries), opus-24, opus-64, opus-128, opus-192 or flac."_s, u"RUNG"_s, u"auto"_s},
        {u"output"_s, u"Where the sound goes: device, or null for nowhere."_s, u"OUTPUT"_s, u"device"_s},
        {u"fast"_s, u"Play 48 times as fast, into nowhere (headless). The server counts no play of it: nobody hears that much."_s},
        {u"speaker"_s,
         u"Be a speaker of this name: no screen, plays what your other devices hand over (with the session that is kept, or "
         u"--email and --password-file)."_s,
         u"NAME"_s},
        {u"fixtures"_s, u"Run without a server, over a made-up catalogue."_s},
        {u"screenshots"_s, u"Draw every screen into this folder, then end."_s, u"DIR"_s},
        {u"scenes"_s, u"Draw these of them only: names as in the files, with commas between."_s, u"NAMES"_s},
    });
}

Result<QString> readPassword(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, u"password_file"_s, u"--password-file: can't read %1."_s.arg(path));
    return QString::fromUtf8(file.readLine(maxPasswordBytes)).remove(u'\n').remove(u'\r');
}

tl::unexpected<Error> refuse(const QString &sentence)
{
    return fail(ErrorKind::Invalid, u"usage"_s, sentence);
}

// 0: it is not there.
Result<qint64> numberOf(const QCommandLineParser &parser, const QString &name, qint64 most)
{
    if (!parser.isSet(name))
        return 0;
    bool isNumber = false;
    const qint64 number = parser.value(name).toLongLong(&isNumber);
    if (!isNumber || number < 1 || number > most)
        return refuse(u"--%1 must be a number from 1 to %2."_s.arg(name).arg(most));
    return number;
}

} // namespace

Result<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(u"help"_s))
        return fail(ErrorKind::Invalid, u"help"_s, parser.helpText());
    if (parser.isSet(u"version"_s))
        return fail(ErrorKind::Invalid, u"version"_s, QStringLiteral("melody " MELODY_VERSION));
    Options options;
    const QStringList rest = parser.positionalArguments();
    if (rest.size() == 1 && parseLink(rest.first()))
        options.link = rest.first();
    else if (!rest.isEmpty())
        return refuse(u"Don't know what to do with '%1'."_s.arg(rest.first()));
    options.server = QUrl(parser.value(u"server"_s), QUrl::StrictMode);
    if (!options.server.isValid() || options.server.host().isEmpty())
        return refuse(u"--server: '%1' is not a URL."_s.arg(parser.value(u"server"_s)));
    options.caFile = parser.value(u"ca-file"_s);
    options.dataDir = parser.isSet(u"data-dir"_s) ? parser.value(u"data-dir"_s)
                                                  : QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/melody"_s;
    options.email = parser.value(u"email"_s);
    if (parser.isSet(u"password-file"_s)) {
        const auto password = readPassword(parser.value(u"password-file"_s));
        if (!password)
            return tl::unexpected(password.error());
        options.password = *password;
    }
    if (options.email.isEmpty() != options.password.isEmpty())
        return refuse(u"--email and --password-file belong together."_s);
    options.headless = parser.isSet(u"headless"_s);
    options.fixtures = parser.isSet(u"fixtures"_s);
    options.speaker = parser.value(u"speaker"_s).simplified();
    if (parser.isSet(u"speaker"_s) && (options.speaker.isEmpty() || options.speaker.size() > maxSpeakerName))
        return refuse(u"--speaker needs a name of at most %1 characters."_s.arg(maxSpeakerName));
    if (parser.isSet(u"speaker"_s) && (options.headless || options.fixtures))
        return refuse(u"--speaker goes with neither --headless nor --fixtures."_s);
    if (parser.isSet(u"speaker"_s) && !parser.isSet(u"data-dir"_s)) // a device of its own, beside the app's
        options.dataDir += u"/speaker-"_s + QString::fromLatin1(QUrl::toPercentEncoding(options.speaker));
    const auto seconds = numberOf(parser, u"seconds"_s, maxSeconds);
    const auto chapter = numberOf(parser, u"chapter"_s, media::maxChapters);
    if (!seconds || !chapter)
        return tl::unexpected(seconds ? chapter.error() : seconds.error());
    options.seconds = *seconds;
    options.chapter = int(*chapter);
    if (options.chapter > 0 && !options.headless)
        return refuse(u"--chapter goes with --headless."_s);
    options.jsonFile = parser.value(u"json"_s);
    if (parser.value(u"album"_s) != u"FIRST")
        options.album = parser.value(u"album"_s);
    options.download = parser.isSet(u"download"_s);
    options.rung = media::parseRung(parser.value(u"rung"_s));
    if (!options.rung && parser.value(u"rung"_s) != u"auto")
        return refuse(u"--rung: there is no rung '%1'."_s.arg(parser.value(u"rung"_s)));
    const QString output = parser.value(u"output"_s);
    if (output != u"device" && output != u"null")
        return refuse(u"--output must be device or null."_s);
    options.nullOutput = output == u"null";
    options.fast = parser.isSet(u"fast"_s);
    if (options.fast && !options.headless)
        return refuse(u"--fast goes with --headless."_s);
    options.screenshots = parser.value(u"screenshots"_s);
    options.scenes = parser.value(u"scenes"_s).split(u',', Qt::SkipEmptyParts);
    return options;
}

} // namespace melody::app
