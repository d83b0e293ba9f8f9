// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What travels to the devices of a listener the moment it is committed (GET /v1/live).
#pragma once

#include <db/database.h>
#include <wire/live.h>

namespace melody::live {

// To whom: all devices of `user`, or the one that is signed in as `device`.
struct Notice {
    UserId user;
    std::optional<SignInId> device;
    wire::LiveEvent event;
    bool operator==(const Notice &) const = default;
};

// A device has a stream of its own, through which it is told what is new.
enum class PresenceChange {
    Came,
    Stays, // said again every presenceBeats
    Went,  // at once when its connection ends, with the next beat when it was closed here; not said where the process ends
};
struct Presence {
    UserId user;
    SignInId device;
    QUuid stream; // a device that comes back has another one, maybe at another process, before the end of the old one is noticed
    PresenceChange change = PresenceChange::Came;
    bool operator==(const Presence &) const = default;
};
inline constexpr int presenceBeats = 20;

// Inside the caller's transaction, whatever its role: PostgreSQL tells every process when it commits, and none when it does not.
void publish(db::Transaction &transaction, const Notice &notice);

// As it travels; nothing for what is none.
[[nodiscard]] QJsonObject toJson(const Notice &notice);
[[nodiscard]] std::optional<Notice> parseNotice(QByteArrayView payload);

inline constexpr const char *channel = "melody_live";

} // namespace melody::live
