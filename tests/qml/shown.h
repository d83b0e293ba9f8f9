// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window over fixtures.
#pragma once

#include "hand.h"

#include <fixtures/fixture_api.h>
#include <fixtures/fixture_downloads.h>
#include <fixtures/fixture_library.h>
#include <fixtures/fixture_player.h>
#include <fixtures/fixture_reading.h>
#include <fixtures/player_server.h>
#include <main/gui.h>
#include <viewmodels/listening_view_model.h>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>

#include <support/test_main.h>

namespace melody::test {

class Shown : public Hand {
public:
    explicit Shown(const fixtures::FixtureOptions &options = {}, QSize size = desktop, bool serverReachable = true,
                   const fixtures::PlayerPose &pose = {});
    ~Shown() override;

    // "Kitchen" is there from now on, and this device listens.
    void addSpeaker();

    // Signed in and Home is there.
    [[nodiscard]] bool homeIsThere();

    [[nodiscard]] QQuickWindow &window() const override { return *gui->window(); }
    [[nodiscard]] app::PlaybackViewModel &playback() const { return gui->playback(); }

    FakeClock clock;
    QList<QUrl> opened; // pages and documents, by the desktop
    std::unique_ptr<app::PlayerWatch> watch;
    std::unique_ptr<app::TickWatch> ticks;
    std::unique_ptr<fixtures::FixtureApi> api;
    std::unique_ptr<fixtures::FixturePlayer> player;
    SystemClock systemClock; // of the hand-over, which waits
    fixtures::PlayerServer playerServer;
    std::unique_ptr<fixtures::PlayerServer::Device> device;
    std::unique_ptr<fixtures::PlayingDevice> speaker; // another device of the listener, after addSpeaker()
    std::unique_ptr<downloads::Downloads> downloads;
    std::unique_ptr<fixtures::FixtureLibrary> library;
    std::unique_ptr<fixtures::FixtureReading> reading;
    std::unique_ptr<kept::KeptPages> pages;
    std::unique_ptr<handover::HandOver> handOver;
    std::unique_ptr<app::Gui> gui;
};

} // namespace melody::test
