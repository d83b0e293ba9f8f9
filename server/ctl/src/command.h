// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The commands of melodyctl. Each takes the arguments after its name and gives the exit code: 0 done, 1 failed, 2 wrong usage.
#pragma once

#include <values/result.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QJsonObject>

namespace melody::ctl {

int runMigrate(const QStringList &arguments);
int runInitSecrets(const QStringList &arguments);
int runCreateUser(const QStringList &arguments);
int runRemoveSecondFactor(const QStringList &arguments);
int runImport(const QStringList &arguments);
int runAudit(const QStringList &arguments);
int runHouseAds(const QStringList &arguments);
int runTrace(const QStringList &arguments);
int runRefund(const QStringList &arguments);
int runPrices(const QStringList &arguments);
int runAcademicDomains(const QStringList &arguments);

// Parses the arguments of a command; prints its help or what is wrong and gives the exit code when there is nothing more to do.
// Every option of `required` must be given.
[[nodiscard]] std::optional<int> parseArguments(QCommandLineParser &parser, const QString &command, const QStringList &arguments,
                                                const QStringList &required, int positionals);

void printLine(const QString &line);       // stdout
void printError(const QString &line);      // stderr
void printError(const Error &error);       // with every field
void printJson(const QJsonObject &object); // stdout, one line

// Prints what went wrong and gives the exit code.
[[nodiscard]] inline int failed(const Error &error)
{
    printError(error);
    return 1;
}

// The first line of a file; what a password is read from, so that it stands on no command line.
[[nodiscard]] Result<QString> readFirstLine(const QString &file);

} // namespace melody::ctl
