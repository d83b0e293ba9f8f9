// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET PUT /v1/me/player: what plays, on which of the listener's devices; and POST /v1/me/player/commands.
#pragma once

#include <wire/catalog.h>

namespace melody::wire {

inline constexpr int maxPlayerQueue = 1000;

// The state that all devices of a listener share. The server keeps it and counts its versions: PUT wants If-Match with the version it
// was made from (0: nothing was ever played) and answers 409 ("player_moved_on", with the newer state as `player`) when it is not that.
struct PlayerState {
    SignInId device; // that plays, or played last
    bool playing = false;
    QList<ContentId> queue;                 // at most 1000, around what plays
    int index = 0;                          // in `queue` of what plays; 0 when it is empty
    qint64 positionMs = 0;                  // at the time of the PUT; while it plays it runs on
    ContentId context;                      // album, playlist, … it was begun from; null: none
    QString repeat = QStringLiteral("off"); // "off", "all", "one"
    bool shuffle = false;
    int volumePercent = 100; // of the device
    bool operator==(const PlayerState &) const = default;
};

// The answer to GET (204 before anything was played) and PUT.
struct PlayerSnapshot {
    qint64 version = 0;
    TimePoint changedAt{};
    TimePoint now{}; // the server's clock: position now = positionMs + (now - changedAt) while it plays
    PlayerState state;
    bool operator==(const PlayerSnapshot &) const = default;
};

// What a device asks another one of the same listener to do; it travels over GET /v1/live to `target`.
// "play", "pause", "next", "previous", "seek" (position_ms), "volume" (volume_percent), "take_over": play on where the state says.
struct PlayerCommand {
    CommandId id; // of the sender's making; a POST that is repeated sends nothing twice
    SignInId target;
    QString command;
    qint64 positionMs = 0;
    int volumePercent = 100;
    bool operator==(const PlayerCommand &) const = default;
};

// GET /v1/me/player/devices: those that can be handed over to, the asking one first, then the last that came.
struct PlayerDevice {
    SignInId id;
    QString name;
    bool current = false; // the one that asks
    bool operator==(const PlayerDevice &) const = default;
};
struct PlayerDevices {
    QList<PlayerDevice> items; // at most 51
    bool operator==(const PlayerDevices &) const = default;
};

[[nodiscard]] QJsonObject toJson(const PlayerState &state);
[[nodiscard]] QJsonObject toJson(const PlayerSnapshot &snapshot);
[[nodiscard]] QJsonObject toJson(const PlayerCommand &command);
[[nodiscard]] QJsonObject toJson(const PlayerDevice &device);
[[nodiscard]] QJsonObject toJson(const PlayerDevices &devices);
[[nodiscard]] Result<PlayerState> parsePlayerState(const QJsonObject &json);
[[nodiscard]] Result<PlayerSnapshot> parsePlayerSnapshot(const QJsonObject &json);
[[nodiscard]] Result<PlayerCommand> parsePlayerCommand(const QJsonObject &json);
[[nodiscard]] Result<PlayerDevices> parsePlayerDevices(const QJsonObject &json);

} // namespace melody::wire
