// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

namespace melody::test {
Shown::Shown(const fixtures::FixtureOptions &options, QSize size, bool serverReachable, const fixtures::PlayerPose &pose)
    : watch(std::make_unique<app::PlayerWatch>()), ticks(std::make_unique<app::TickWatch>()), api(fixtures::createFixtureApi(options)),
      player(fixtures::createFixturePlayer(
          [this](const player::PlayerState &state) {
              if (handOver)
                  handOver->playerChanged(state);
          },
          pose)),
      device(std::make_unique<fixtures::PlayerServer::Device>(playerServer, QStringLiteral("Desk"))),
      downloads(fixtures::createFixtureDownloads(serverReachable, QStringLiteral("disk_full"),
                                                 pose.lead ? QStringLiteral("plan_required") : QString())),
      library(fixtures::createFixtureLibrary(clock)), reading(fixtures::createFixtureReading(options)),
      pages(kept::createKeptPages({*reading, nullptr, clock})), handOver(handover::createHandOver({*player, *device, *api, systemClock})),
      gui(std::make_unique<app::Gui>(app::GuiParts{*api,
                                                   api->federation(),
                                                   handOver->player(),
                                                   *watch,
                                                   *ticks,
                                                   clock,
                                                   {},
                                                   QStringLiteral("https://melody.test"),
                                                   [this](const QUrl &url) {
                                                       opened.append(url);
                                                       return true;
                                                   },
                                                   downloads.get(),
                                                   &library->library(),
                                                   pages.get(),
                                                   handOver.get()}))
{
    gui->settings().setReducedMotion(true);
    gui->settings().setLanguage(QStringLiteral("en"));
    gui->settings().setTheme(QStringLiteral("dark"));
    show(size);
}

Shown::~Shown()
{
    device->stopListening();
}

void Shown::addSpeaker()
{
    speaker = std::make_unique<fixtures::PlayingDevice>(playerServer, *api, systemClock, QStringLiteral("Kitchen"));
    handOver->setUser(UserId(QUuid(9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9)));
    device->listen([this](const wire::LiveEvent &event) { handOver->hear(event); });
}

bool Shown::homeIsThere()
{
    return find(QStringLiteral("heroPlay")) != nullptr;
}

} // namespace melody::test
