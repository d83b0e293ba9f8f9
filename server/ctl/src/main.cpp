// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <cstdio>

namespace melody::ctl {

using namespace Qt::StringLiterals;

Result<QString> required(const QCommandLineParser &options, const QString &name)
{
    if (const QString value = options.value(name); !value.isEmpty())
        return value;
    return failField(u"--"_s + name, u"required"_s, u"must be given"_s);
}

Result<QString> readSecretLine(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"file_unreadable"_s, u"%1 can't be read: %2"_s.arg(path, file.errorString()));
    return QString::fromUtf8(file.readLine(4096)).remove(u'\n').remove(u'\r');
}

namespace {

std::vector<Command> commands()
{
    return {migrateCommand(), initSecretsCommand(), createUserCommand(), importCommand(), traceCommand()};
}

void printHelp()
{
    puts("melodyctl - the operator's command of Melody\n\nUsage: melodyctl COMMAND [ARGUMENTS]\n\nCommands:");
    for (const Command &command : commands())
        printf("  %-14s %s\n", command.name, command.summary);
    puts("\n'melodyctl COMMAND --help' tells the rest.");
}

void printCommandHelp(const Command &command, const QCommandLineParser &parser)
{
    printf("melodyctl %s - %s\n\nUsage: melodyctl %s %s\n\nExamples:\n%s\n", command.name, command.summary, command.name, command.usage,
           command.examples);
    const QString help = parser.helpText();
    if (const auto options = help.indexOf(u"Options:"_s); options >= 0)
        puts(qPrintable(help.mid(options)));
}

int printError(const Error &error)
{
    fprintf(stderr, "melodyctl: %s (%s)\n", qPrintable(error.detail), qPrintable(error.code));
    for (const FieldError &field : error.fields)
        fprintf(stderr, "  %s: %s (%s)\n", qPrintable(field.field), qPrintable(field.detail), qPrintable(field.code));
    return 1;
}

int runCommand(const Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({{u"h"_s, u"help"_s}, u"Tell how to use this command."_s});
    command.addOptions(parser);
    if (!parser.parse(arguments)) {
        fprintf(stderr, "melodyctl %s: %s\n", command.name, qPrintable(parser.errorText()));
        return 2;
    }
    if (parser.isSet(u"help"_s)) {
        printCommandHelp(command, parser);
        return 0;
    }
    const Result<void> outcome = command.run(parser);
    return outcome ? 0 : printError(outcome.error());
}

} // namespace
} // namespace melody::ctl

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("melodyctl"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MELODY_VERSION));
    const QStringList arguments = app.arguments();
    if (arguments.size() < 2 || arguments[1] == QLatin1String("--help") || arguments[1] == QLatin1String("-h")) {
        melody::ctl::printHelp();
        return arguments.size() < 2 ? 2 : 0;
    }
    for (const auto &command : melody::ctl::commands())
        if (arguments[1] == QLatin1String(command.name))
            return melody::ctl::runCommand(command, arguments.mid(1));
    fprintf(stderr, "melodyctl: there is no command '%s'; 'melodyctl --help' lists them\n", qPrintable(arguments[1]));
    return 2;
}
