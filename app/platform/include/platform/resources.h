// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the app brings along: fonts, icons and words, built into the program.
#pragma once

class QQmlEngine;

namespace melody::remote {
class Api;
}

namespace melody::app {

// Needs a QGuiApplication. Makes Melody's type available; without the fonts (they are built in) the system's would serve.
void loadFonts();
// Import path and image providers of `engine`. `api` must outlive it.
void prepareEngine(QQmlEngine &engine, remote::Api &api);

} // namespace melody::app
