// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A long life of listening: one library, for us and for others.
#pragma once

#include <journey/stack.h>

#include <values/id.h>

namespace melody::bench {

// `tracks` liked songs, ten an album, fifty an artist, in the store below `home`: kept there by the app's own code, as if the server had
// told of them. Signs `person` in and leaves them signed in. The server knows of none, which it never has a reason to say.
UserId fillOurs(const test::Stack &stack, const test::Person &person, const QString &home, int tracks);
// The same songs as files below `music`, and known to `program` ("strawberry", "elisa"), which has been started below `home` once.
void fillTheirs(const QString &program, const QString &home, const QString &music, int tracks);

} // namespace melody::bench
