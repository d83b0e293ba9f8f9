// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps GET /v1/live open: comes back after every end, with backoff and jitter, and says what it has seen. Events are hints to pull
// (docs/sync.md): one may be heard twice, and after each reconnection `hello` says where things stand.
#pragma once

#include <wire/live.h>

#include <QtCore/QUrl>
#include <QtNetwork/QSslConfiguration>

#include <functional>
#include <memory>

namespace melody::live {

struct LiveLimits {
    std::chrono::milliseconds firstBackoff{500}; // doubles up to maxBackoff; a random part of it, so that not all come back at once
    std::chrono::milliseconds maxBackoff{30'000};
    std::chrono::milliseconds silence{45'000}; // three heartbeats: then the connection is dead
};

struct LiveParts {
    QUrl server;
    QSslConfiguration tls;
    // An access token, maybe at once; an error with code "signed_out" ends the listening.
    std::function<void(std::function<void(Result<QByteArray>)>)> token;
    std::function<void(const QByteArray &)> refused; // the server did not take this token
    std::function<void(const wire::LiveEvent &)> heard;
    std::function<void(bool)> connected = {}; // whether the server is heard
    LiveLimits limits = {};
};

// Thread: one with an event loop, the network thread; callbacks come on it, never inside start() but for `token`.
class LiveClient {
public:
    virtual ~LiveClient() = default; // stops
    // Listens from now on; again after it ended by being signed out. No harm when it listens already.
    virtual void start() = 0;
    virtual void stop() = 0;
    // The network is back: tries at once instead of when it would have.
    virtual void hurry() = 0;
};

[[nodiscard]] std::unique_ptr<LiveClient> createLiveClient(LiveParts parts);

} // namespace melody::live
