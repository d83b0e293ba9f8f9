// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `melody`.
#pragma once

#include <media/ladder.h>
#include <values/result.h>

#include <QtCore/QStringList>
#include <QtCore/QUrl>

namespace melody::app {

struct Options {
    QUrl server;
    QString caFile;
    QString dataDir;  // settings, secrets, cache, outbox
    QString email;    // with password: sign in at the start
    QString password; // from --password-file, never from the command line
    bool headless = false;
    bool fixtures = false;
    qint64 seconds = 0;              // headless: music to hear; 0: the whole album
    QString jsonFile;                // headless: the report
    QString album;                   // headless: an id, of a show, too; empty: the first album
    int chapter = 0;                 // headless: of the first piece, to begin at; 0: at its beginning
    bool download = false;           // headless: keep it on this device instead of playing it
    std::optional<media::Rung> rung; // nothing: chosen by what the link carries
    bool nullOutput = false;
    bool fast = false;   // headless: into nowhere, 48 times as fast
    QString screenshots; // folder
    QStringList scenes;  // of the screenshots; empty: all
    QString link;        // to open at the start, in the Melody that runs already if there is one
    QString speaker;     // a name: waits without a screen for what other devices hand over
};

// Fails with a sentence for the terminal (Error::detail). `help` and `version` are errors with the codes "help" and "version".
[[nodiscard]] Result<Options> parseOptions(const QStringList &arguments);

} // namespace melody::app
