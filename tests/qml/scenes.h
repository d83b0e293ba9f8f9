// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every screen and every dialog, and how one gets there: the one list that all walks over the app go by.
#pragma once

#include "shown.h"

#include <functional>
#include <vector>

namespace melody::test {

struct Scene {
    QString name;
    fixtures::FixtureOptions options;
    std::function<bool(Shown &)> arrange; // from where the app starts; false: it can't be got to
    bool serverReachable = true;
};

[[nodiscard]] const std::vector<Scene> &scenes();
[[nodiscard]] const Scene &sceneCalled(const QString &name);

// Adds the columns "scene" and "size" and a row for each scene at each size.
void addSceneRows(const std::vector<std::pair<const char *, QSize>> &sizes);

// What can be operated: the dialog on top if there is one, else the whole window.
[[nodiscard]] std::vector<QQuickItem *> operable(const Shown &shown);
[[nodiscard]] bool isControl(const QQuickItem &item);
// The QML files of which something is shown, by their names without ".qml".
[[nodiscard]] QSet<QString> filesShown(const Shown &shown);
[[nodiscard]] QString described(const QQuickItem &item);

} // namespace melody::test
