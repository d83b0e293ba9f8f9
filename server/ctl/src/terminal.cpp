// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

#include <cstdio>

namespace melody::ctl {

using namespace Qt::StringLiterals;

std::optional<int> parseArguments(QCommandLineParser &parser, const QString &command, const QStringList &arguments,
                                  const QStringList &required, int positionals)
{
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Show this help."_s);
    parser.addOption(help);
    const bool understood = parser.parse(QStringList{u"melodyctl "_s + command} + arguments);
    if (understood && parser.isSet(help)) {
        printLine(parser.helpText());
        return 0;
    }
    QStringList wrong;
    if (!understood)
        wrong.append(parser.errorText());
    for (const QString &option : required) {
        if (understood && !parser.isSet(option))
            wrong.append(u"--%1 is needed"_s.arg(option));
    }
    if (understood && parser.positionalArguments().size() != positionals)
        wrong.append(u"%1 argument(s) wanted, %2 given"_s.arg(positionals).arg(parser.positionalArguments().size()));
    if (wrong.isEmpty())
        return std::nullopt;
    for (const QString &line : std::as_const(wrong))
        printError(line);
    printError(u"Try: melodyctl %1 --help"_s.arg(command));
    return 2;
}

void printLine(const QString &line)
{
    std::fputs((line + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

void printError(const QString &line)
{
    std::fputs((line + u'\n').toUtf8().constData(), stderr);
}

void printError(const Error &error)
{
    printError(u"melodyctl: %1 (%2)"_s.arg(error.detail, error.code));
    for (const FieldError &field : error.fields)
        printError(u"  %1: %2 (%3)"_s.arg(field.field, field.detail, field.code));
}

void printJson(const QJsonObject &object)
{
    printLine(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

Result<QString> readFirstLine(const QString &file)
{
    QFile in(file);
    const bool opened = file == u"-" ? in.open(stdin, QIODevice::ReadOnly) : (in.setFileName(file), in.open(QIODevice::ReadOnly));
    if (!opened)
        return fail(ErrorKind::Invalid, u"unreadable"_s, u"%1: %2"_s.arg(file, in.errorString()));
    QByteArray line = in.readLine(4096);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

} // namespace melody::ctl
