// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

//
// Changes one place of a JSON object, given by the kind of path that errors use ("tracks[2].title").
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace melody::wire::test {

// Every value inside, containers included.
[[nodiscard]] QStringList allPaths(const QJsonObject &json);
// Every object, "" being the whole.
[[nodiscard]] QStringList allObjects(const QJsonObject &json);
[[nodiscard]] QJsonValue valueAt(const QJsonObject &json, const QString &path);
// Undefined removes the field.
[[nodiscard]] QJsonObject replaced(const QJsonObject &json, const QString &path, const QJsonValue &value);

} // namespace melody::wire::test
