// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Checkpoints as files outside the database, one document a file: checkpoint-000000000001.json.
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

namespace melody::compliance {

struct CheckpointFile {
    QString path;
    qint64 number = 0;
};

// In the order of their numbers; other files are not looked at. Unavailable when the folder can't be read.
[[nodiscard]] Result<std::vector<CheckpointFile>> listCheckpoints(const QString &folder);
// At most one byte more than a document may have.
[[nodiscard]] Result<QByteArray> readCheckpoint(const QString &path);
// Whole and durable when it returns: written beside, fsynced, renamed. Makes the folder when it is missing.
[[nodiscard]] Result<void> writeCheckpoint(const QString &folder, qint64 number, const QByteArray &document);

} // namespace melody::compliance
