// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a view model stands on in a test: the fixtures as server and player, a clock that stands still.
#pragma once

#include <fixtures/fixture_api.h>
#include <fixtures/fixture_player.h>
#include <viewmodels/app_view_model.h>

namespace melody::test {

struct Stage {
    explicit Stage(fixtures::FixtureOptions options = {})
        : api(fixtures::createFixtureApi(std::move(options))),
          player(fixtures::createFixturePlayer([this](const player::PlayerState &state) { watch.publish(state); })),
          session(*api, QStringLiteral("test")), playback(*api, *player, watch), queue(*player, watch, clock), sound(*player, {}),
          settings({}, QStringLiteral("https://melody.test")), app({*api, *player, clock}, {session, playback, queue, sound, settings})
    {
    }

    FakeClock clock;
    melody::app::PlayerWatch watch;
    std::unique_ptr<fixtures::FixtureApi> api;
    std::unique_ptr<fixtures::FixturePlayer> player;
    melody::app::SessionViewModel session;
    melody::app::PlaybackViewModel playback;
    melody::app::QueueViewModel queue;
    melody::app::SoundViewModel sound;
    melody::app::SettingsViewModel settings;
    melody::app::AppViewModel app;
};

inline Error offline()
{
    return {ErrorKind::Unavailable, QStringLiteral("offline"), QStringLiteral("No network.")};
}

} // namespace melody::test
