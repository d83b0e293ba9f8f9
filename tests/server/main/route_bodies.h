// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a route that reads a body is told, so that its handler has something to do.
#pragma once

#include <support/running_server.h>

namespace melody::test {

// What the bodies speak of.
struct RouteSubjects {
    ContentId track;
    QString device;       // that a command is for
    QString refreshToken; // of who asks; empty: one of nobody
    QString password;     // of who asks
    TimePoint now{};
};

// Empty for a route that wants none.
[[nodiscard]] QJsonObject bodyFor(const QByteArray &operation, const RouteSubjects &subjects);
// `body` and all that a child could add to lift its controls, or to be no child.
[[nodiscard]] QJsonObject withWishesOfAChild(QJsonObject body);

} // namespace melody::test
