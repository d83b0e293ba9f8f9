// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <config/config.h>

namespace melody::config {

// One setting as it was found, not yet checked against its type.
struct Found {
    QVariant value;     // a JSON value of a file, or text
    QString where;      // "environment MELODY_HTTP_PORT"
    QString baseFolder; // relative paths begin here; empty: the working folder
};
using Findings = QHash<QString, Found>; // by the option's name

// Each reads one source into `findings`, over what is there, and appends what it does not understand to `errors`.
void readFile(const QString &path, const std::vector<Option> &options, Findings &findings, QList<FieldError> &errors);
void readEnvironment(const QHash<QString, QString> &environment, const std::vector<Option> &options, Findings &findings,
                     QList<FieldError> &errors);
void readFlags(const QStringList &arguments, const std::vector<Option> &options, Findings &findings, QList<FieldError> &errors);

// The file that `--config FILE`, `--config=FILE` or MELODY_CONFIG names; empty if none does.
[[nodiscard]] QString filePath(const QStringList &arguments, const QHash<QString, QString> &environment);

} // namespace melody::config
