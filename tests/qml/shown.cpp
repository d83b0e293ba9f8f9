// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

namespace melody::test {
Shown::Shown(const fixtures::FixtureOptions &options, QSize size, bool serverReachable)
    : watch(std::make_unique<app::PlayerWatch>()), ticks(std::make_unique<app::TickWatch>()), api(fixtures::createFixtureApi(options)),
      player(fixtures::createFixturePlayer([this](const player::PlayerState &state) { watch->publish(state); })),
      downloads(fixtures::createFixtureDownloads(serverReachable)), library(fixtures::createFixtureLibrary(clock)),
      reading(fixtures::createFixtureReading(options)), pages(kept::createKeptPages({*reading, nullptr, clock})),
      gui(std::make_unique<app::Gui>(app::GuiParts{*api,
                                                   api->federation(),
                                                   *player,
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
                                                   pages.get()}))
{
    gui->settings().setReducedMotion(true);
    gui->settings().setLanguage(QStringLiteral("en"));
    gui->settings().setTheme(QStringLiteral("dark"));
    show(size);
}

Shown::~Shown() = default;

bool Shown::homeIsThere()
{
    return find(QStringLiteral("heroPlay")) != nullptr;
}

} // namespace melody::test
