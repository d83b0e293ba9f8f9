// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Brings an answer from the network thread to the thread of whoever asked.
#pragma once

#include <remote/api.h>

#include <mutex>

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

// What travels: written on one thread and read on the other, under a lock of its own, since tools can't see Qt's.
template<typename T>
struct Parcel {
    Done<T> done;
    std::mutex mutex;
    std::optional<Result<T>> result;
};

// `done` as something that the network thread may call, once. Call this on the thread of `context`.
template<typename T>
[[nodiscard]] Done<T> onThreadOf(QObject *context, Done<T> done)
{
    if (!context)
        return done;
    auto parcel = std::make_shared<Parcel<T>>();
    parcel->done = std::move(done);
    auto relay = std::make_shared<Relay>();
    const auto deliver = [parcel] {
        // NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
        const auto mine = parcel; // gone before the connection may be: whoever frees that one comes after
        std::unique_lock lock(mine->mutex);
        Result<T> result = std::move(*mine->result);
        lock.unlock();
        mine->done(std::move(result));
    };
    QObject::connect(relay.get(), &Relay::arrived, context, deliver, Qt::QueuedConnection);
    relay->moveToThread(nullptr); // it only sends, and may be destroyed anywhere
    return [parcel = std::move(parcel), relay = std::move(relay)](Result<T> value) {
        {
            const std::lock_guard lock(parcel->mutex);
            parcel->result = std::move(value);
        }
        Q_EMIT relay->arrived();
    };
}

} // namespace melody::remote
