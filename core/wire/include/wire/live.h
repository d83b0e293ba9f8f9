// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The events of GET /v1/live (text/event-stream). They say that something is new, not what: the device pulls it (GET /v1/sync,
// /v1/me/player, /v1/me/subscription), so an event that is heard twice or late does no harm. Only commands carry what they are about.
#pragma once

#include <wire/player.h>

#include <variant>

namespace melody::wire {

inline constexpr int maxLiveEventBytes = 4096;

// First on every stream: where things stand. Also when the server may have missed something: compare everything.
struct LiveHello {
    qint64 library = 0; // revision
    qint64 player = 0;  // version
    bool operator==(const LiveHello &) const = default;
};
struct LiveLibrary {
    qint64 revision = 0;
    bool operator==(const LiveLibrary &) const = default;
};
struct LivePlayer {
    qint64 version = 0;
    bool operator==(const LivePlayer &) const = default;
};
struct LiveCommand {
    PlayerCommand command; // for this device
    qint64 sequence = 0;   // the event's id: Last-Event-ID with it brings those that came after
    SignInId sender;
    bool operator==(const LiveCommand &) const = default;
};
// The devices that can be handed over to are others than before (GET /v1/me/player/devices).
struct LiveDevices {
    bool operator==(const LiveDevices &) const = default;
};
struct LiveSubscription {
    bool operator==(const LiveSubscription &) const = default;
};
// This device was signed out; the stream ends.
struct LiveSignedOut {
    bool operator==(const LiveSignedOut &) const = default;
};

// `type` in JSON, and the event's name on the stream: "hello", "library", "player", "player_command", "devices", "subscription",
// "signed_out".
using LiveEvent = std::variant<LiveHello, LiveLibrary, LivePlayer, LiveCommand, LiveDevices, LiveSubscription, LiveSignedOut>;

[[nodiscard]] QString liveEventName(const LiveEvent &event);
[[nodiscard]] QJsonObject toJson(const LiveEvent &event);
[[nodiscard]] Result<LiveEvent> parseLiveEvent(const QJsonObject &json);

} // namespace melody::wire
