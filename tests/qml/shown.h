// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window over fixtures, and a hand and eyes for it: finds things by their object name, clicks and types.
#pragma once

#include <fixtures/fixture_api.h>
#include <fixtures/fixture_downloads.h>
#include <fixtures/fixture_player.h>
#include <main/gui.h>
#include <viewmodels/playback_view_model.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>

#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <support/test_main.h>

namespace melody::test {

inline constexpr QSize desktop{1280, 800};
inline constexpr QSize phone{390, 844};

class Shown {
public:
    explicit Shown(fixtures::FixtureOptions options = {}, QSize size = desktop, bool serverReachable = true);
    ~Shown();

    // Visible and of that object name; waits for it, null if it does not come.
    [[nodiscard]] QQuickItem *find(const QString &name);
    // Visible text, anywhere.
    [[nodiscard]] bool says(const QString &text);
    [[nodiscard]] std::vector<QQuickItem *> everything() const;
    bool click(const QString &name);
    void clickAt(const QQuickItem &item, double fraction);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    [[nodiscard]] QQuickItem *focused() const { return window().activeFocusItem(); }
    // Signed in and Home is there.
    [[nodiscard]] bool homeIsThere();

    [[nodiscard]] QQuickWindow &window() const { return *gui->window(); }
    [[nodiscard]] app::PlaybackViewModel &playback() const { return gui->playback(); }

    FakeClock clock;
    std::unique_ptr<app::PlayerWatch> watch;
    std::unique_ptr<fixtures::FixtureApi> api;
    std::unique_ptr<fixtures::FixturePlayer> player;
    std::unique_ptr<downloads::Downloads> downloads;
    std::unique_ptr<app::Gui> gui;
};

} // namespace melody::test
