// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// LISTEN: what other transactions, of whichever process, said with pg_notify() when they committed.
#pragma once

#include <db/database.h>

namespace melody::db {

struct NotificationOptions {
    std::string connection; // libpq connection string
    std::string channel;    // a plain identifier
    // Each payload, in the order of the commits. On the thread of the notifications; must not wait.
    std::function<void(QByteArrayView)> hear;
    // It listens, for the first time or again: what was said before may have been missed.
    std::function<void()> restored;
};

// Thread: owns one, and one connection beside the pool's. Connects again, with growing pauses, for as long as it runs.
class Notifications {
public:
    virtual ~Notifications() = default; // stops
    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual bool isListening() const = 0;
};

[[nodiscard]] std::unique_ptr<Notifications> createNotifications(NotificationOptions options, telemetry::Telemetry &telemetry);

} // namespace melody::db
