// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A family on a running server: an owner and a child that is signed in on a device of its own.
#pragma once

#include <support/running_server.h>

namespace melody::test {

struct Household {
    Person owner;
    Person child;
    QString childPath; // "/v1/me/family/members/<child>"
};

// `controls` as JSON; the child's user name is "leo", its password "1234".
[[nodiscard]] Household makeHousehold(RunningServer &server, const QJsonObject &controls = {{QStringLiteral("explicit_allowed"), false}});
// A code of the owner and the child's password make a sign-in.
[[nodiscard]] Person signInChild(RunningServer &server, const Person &owner, const QString &childPath);
// Replaces the controls, whatever their version is; the answer's status.
int setControls(RunningServer &server, const Household &household, const QJsonObject &controls);

} // namespace melody::test
