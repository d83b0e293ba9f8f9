// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of the screens, for looking at and for the README.
#pragma once

#include <main/gui.h>

#include <QtCore/QStringList>

namespace melody::app {

// Scenes: sign_in, sign_up, reset, child, organisation (signed out), home, albums, album, artist, now_playing, settings, profile, security,
// devices, downloads, family (signed in). Each is written as <scene>-<desktop|phone>-<dark|light>-<en|es>.png into `folder`. The album and
// its artist are the first of Home. False, with a reason printed, when something can't be drawn.
[[nodiscard]] bool takeScreenshots(Gui &gui, const QStringList &scenes, const QString &folder);

} // namespace melody::app
