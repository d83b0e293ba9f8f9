// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What melodyctl is made of: one row a command, each parsing its own options.
#pragma once

#include <values/result.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QStringList>

#include <functional>

namespace melody::ctl {

struct Command {
    const char *name;
    const char *summary;  // one line
    const char *usage;    // arguments and options after the name
    const char *examples; // whole lines
    std::function<void(QCommandLineParser &)> addOptions;
    // Result<void>: an error is printed with every wrong field, exit code 1.
    std::function<Result<void>(const QCommandLineParser &)> run;
};

[[nodiscard]] Command migrateCommand();
[[nodiscard]] Command initSecretsCommand();
[[nodiscard]] Command createUserCommand();
[[nodiscard]] Command importCommand();
[[nodiscard]] Command traceCommand();

// Invalid, naming the option, unless it was given.
[[nodiscard]] Result<QString> required(const QCommandLineParser &options, const QString &name);
// The first line of a file, without the line break.
[[nodiscard]] Result<QString> readSecretLine(const QString &path);

} // namespace melody::ctl
