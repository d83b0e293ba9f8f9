// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a view model stands on in a test: the fixtures as server and player, a clock that stands still.
#pragma once

#include <fixtures/fixture_api.h>
#include <fixtures/fixture_player.h>
#include <fixtures/fixture_reading.h>
#include <viewmodels/app_view_model.h>

namespace melody::test {

struct Stage {
    explicit Stage(const fixtures::FixtureOptions &options = {}, library::Library *library = nullptr,
                   downloads::Downloads *downloads = nullptr)
        : api(fixtures::createFixtureApi(options)), reading(fixtures::createFixtureReading(options)),
          pages(kept::createKeptPages({*reading, nullptr, clock})),
          player(fixtures::createFixturePlayer([this](const player::PlayerState &state) { watch.publish(state); })),
          session(*api, QStringLiteral("test")), playback(*api, *player, watch), queue(*player, watch, clock), sound(*player, {}),
          settings({}, QStringLiteral("https://melody.test")), listening({*api, *player, watch, ticks, session, settings, clock}),
          app({*api, api->federation(), *player, clock, [this](const QUrl &url) { return m_open(url); }, downloads, library, pages.get()},
              {session, playback, queue, sound, settings, listening})
    {
    }

    // Who opens pages; without one every page opens.
    void setOpener(melody::app::OpenUrl open) { m_open = std::move(open); }

    FakeClock clock;
    melody::app::PlayerWatch watch;
    melody::app::TickWatch ticks;
    std::unique_ptr<fixtures::FixtureApi> api;
    std::unique_ptr<fixtures::FixtureReading> reading;
    std::unique_ptr<kept::KeptPages> pages;
    std::unique_ptr<fixtures::FixturePlayer> player;
    melody::app::SessionViewModel session;
    melody::app::PlaybackViewModel playback;
    melody::app::QueueViewModel queue;
    melody::app::SoundViewModel sound;
    melody::app::SettingsViewModel settings;
    melody::app::ListeningViewModel listening;
    melody::app::AppViewModel app;

private:
    melody::app::OpenUrl m_open = [](const QUrl &) { return true; };
};

// One with at least three songs.
inline wire::PlaylistInfo longPlaylist(library::Library &library)
{
    wire::PlaylistInfo found;
    for (const wire::PlaylistInfo &each : library.playlists().value_or(QList<wire::PlaylistInfo>())) {
        if (each.itemCount >= 3)
            found = each;
    }
    return found;
}

inline Error offline()
{
    return {ErrorKind::Unavailable, QStringLiteral("offline"), QStringLiteral("No network.")};
}

} // namespace melody::test
