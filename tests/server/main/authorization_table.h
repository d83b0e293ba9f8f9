// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who may do what, declared once: every route has a row, and a route without one fails the tests. The program is held against this
// table; docs/authorization.md is made from both.
#pragma once

#include <http/route.h>

namespace melody::test {

// What somebody who is let in gets for an object. Ok: the handler was reached and found nothing against the caller (also when it has other
// objections, such as a missing field); Hidden: 404; Forbidden: 403; None: the route has no object of that sort.
enum class Outcome { None, Ok, Hidden, Forbidden };

struct AuthorizationRow {
    QByteArray operation;
    http::Roles roles;                    // who is let in at all
    Outcome own = Outcome::Ok;            // with an object of one's own, or without any
    Outcome foreign = Outcome::None;      // with somebody else's
    Outcome absent = Outcome::None;       // with an id of nothing
    bool adultsOnly = false;              // closed to children
    bool stepUp = false;                  // wants a fresh proof of identity
    const char *harmlessForChildren = ""; // why a child who is let in lifts no controls by it
};

[[nodiscard]] const std::vector<AuthorizationRow> &authorizationTable();

} // namespace melody::test
