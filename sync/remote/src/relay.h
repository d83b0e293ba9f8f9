// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brings an answer from the network thread to the thread of whoever asked.
#pragma once

#include <remote/api.h>

namespace melody::remote {

// Qt's signals are the one way to reach an object of another thread that may be going away; so each answer rides on one.
class Relay final : public QObject {
    Q_OBJECT
Q_SIGNALS:
    void arrived();
};

// The same for what may happen many times.
class SignInRelay final : public QObject {
    Q_OBJECT
Q_SIGNALS:
    void changed(melody::remote::SignInState state);
};

// `done` as something that the network thread may call, once. Call this on the thread of `context`.
template<typename T>
[[nodiscard]] Done<T> onThreadOf(QObject *context, Done<T> done)
{
    if (!context)
        return done;
    auto result = std::make_shared<std::optional<Result<T>>>();
    auto relay = std::make_shared<Relay>();
    QObject::connect(
        relay.get(), &Relay::arrived, context, [result, done = std::move(done)] { done(std::move(**result)); }, Qt::QueuedConnection);
    relay->moveToThread(nullptr); // it only sends, and may be destroyed anywhere
    return [result, relay = std::move(relay)](Result<T> value) {
        *result = std::move(value);
        Q_EMIT relay->arrived();
    };
}

} // namespace melody::remote
