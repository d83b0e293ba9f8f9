// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Server, link, client and player, composed as the app composes them.
#pragma once

#include "judge.h"

#include <engine/capture_output.h>
#include <journey/keeper.h>
#include <support/shaped_link.h>
#include <values/fast_clock.h>

namespace melody::soak {

// A link that carries everything at this speed, and what one is in the time of the hurried output.
inline constexpr test::LinkShape wholeLink{std::chrono::milliseconds(1), 400'000'000};

struct Room {
    explicit Room(const Options &options);
    ~Room();
    Room(const Room &) = delete;
    Room &operator=(const Room &) = delete;

    test::Stack stack;
    std::unique_ptr<test::ShapedLink> link;
    QList<player::QueueItem> rows;
    QTemporaryDir folder;
    SystemClock clock;
    std::unique_ptr<test::Keeper> device;
    FastClock fast{player::hurriedSpeed};
    Judge judge;
    std::unique_ptr<ports::PlayerShelf> shelf;
    std::unique_ptr<player::CaptureOutput> output;
    std::unique_ptr<player::Player> player;
};

} // namespace melody::soak
