// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A library of 100,000 songs: how soon it stands there, what it costs, how it scrolls.
#pragma once

#include <bench/report.h>

namespace melody::bench {

struct LibraryOptions {
    int tracks = 100'000;
    int rounds = 5;
    QString pictures; // a folder for what was seen, or nothing
};

// Ours beside Strawberry and Elisa, started one after another, round by round, on a display of their own. Packages that are missing are
// installed.
void measureStarts(Report &report, const LibraryOptions &options, QString *home, QString *user);
// In a process of its own, because its memory counts: what lookAtLibrary() prints, as cases.
void measureList(Report &report, const QString &home, const QString &user);
// The screens over the store below `home`, scrolled; prints one line of figures. What main() returns. Needs a QGuiApplication.
int lookAtLibrary(const QString &home, const QString &user);

} // namespace melody::bench
