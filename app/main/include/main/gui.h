// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window and everything behind it, over whatever server and player it is given.
#pragma once

#include <downloads/downloads.h>
#include <engine/player.h>
#include <handover/hand_over.h>
#include <kept/kept_pages.h>
#include <library/library.h>
#include <remote/federated_sign_in.h>
#include <values/clock.h>

#include <functional>
#include <memory>

class QQuickWindow;

namespace melody::app {

class PlaybackViewModel;
class PlayerWatch;
class SessionViewModel;
class SettingsViewModel;
class TickWatch;

// What the window stands on. All must outlive it.
struct GuiParts {
    remote::Api &api;
    remote::FederatedSignIn &federation;
    player::Player &player;
    PlayerWatch &watch;
    TickWatch &ticks;
    const Clock &clock;
    QString settingsFile;                        // empty: nothing is kept
    QString server;                              // as shown in the settings
    std::function<bool(const QUrl &)> open = {}; // shows pages and documents; empty: the desktop
    downloads::Downloads *downloads = nullptr;   // none: nothing can be kept
    library::Library *library = nullptr;         // none: there are no hearts
    kept::KeptPages *pages = nullptr;            // none: neither words nor statistics
    handover::HandOver *handOver = nullptr;      // none: music stays on this device. `player` is its, and `watch` gets what it shows
    bool onTheBus = false;                       // desktops may see and control the player
};

// Needs a QGuiApplication. Thread: the GUI's.
class Gui {
public:
    // Fails only by our own bug (QML that does not load): then window() is null and the reason was printed.
    explicit Gui(const GuiParts &parts);
    ~Gui();
    Gui(const Gui &) = delete;
    Gui &operator=(const Gui &) = delete;

    [[nodiscard]] QQuickWindow *window() const;
    [[nodiscard]] SessionViewModel &session();
    [[nodiscard]] PlaybackViewModel &playback();
    [[nodiscard]] SettingsViewModel &settings();
    void planChanged();             // the server says so
    void open(const QString &link); // melody://…

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace melody::app
