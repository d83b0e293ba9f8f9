// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Builds the client side of the server: one network thread, one connection pool, and the two faces that use them.
#pragma once

#include <ports/licence_source.h>
#include <remote/api.h>
#include <remote/federated_sign_in.h>
#include <remote/library_api.h>
#include <remote/player_api.h>
#include <remote/reading_api.h>
#include <remote/secret_store.h>
#include <wire/live.h>

#include <QtCore/QUrl>

#include <memory>

namespace melody::remote {

struct RemoteOptions {
    QUrl baseUrl;                              // "https://host:port"; http only makes sense in tests
    QString caFile;                            // PEM; with it no other authority is trusted. Empty: the system's
    QString cacheFolder;                       // of images; empty: memory only
    qint64 imageCacheBytes = 64 * 1024 * 1024; // on disk; an eighth of it in memory
    // Chunk 0 of this rung is asked for inside the session. Nothing: no inline chunk.
    std::optional<media::Rung> firstRung = media::Rung::Opus64;
    std::chrono::milliseconds timeout{10'000};   // of silence on a connection
    std::chrono::milliseconds firstBackoff{200}; // doubles up to maxBackoff, with jitter
    std::chrono::milliseconds maxBackoff{5'000};
    int maxTries = 5;
};

// Called on the network thread.
struct LiveObserver {
    std::function<void(const wire::LiveEvent &)> heard;
    std::function<void(bool)> connected; // whether news come
};

// Thread: as its faces.
class Remote {
public:
    // Cancels what is under way (`done` gets "cancelled") and joins the thread.
    virtual ~Remote() = default;
    [[nodiscard]] virtual Api &api() = 0;
    [[nodiscard]] virtual FederatedSignIn &federatedSignIn() = 0;
    [[nodiscard]] virtual LibraryApi &library() = 0;
    [[nodiscard]] virtual ReadingApi &reading() = 0;
    [[nodiscard]] virtual PlayerApi &player() = 0;
    // Keeps GET /v1/live open until somebody signs out; to be asked for again when somebody has signed in. The observer of before goes.
    virtual void listen(LiveObserver observer) = 0;
    // When it returns, the observer is not called any more.
    virtual void stopListening() = 0;
    // The network is back: what waits to connect again does so now.
    virtual void hurry() = 0;
    // Opens sessions, unseals the content key with the device's key, brings chunks from the edges in their order.
    [[nodiscard]] virtual ports::StreamSource &streams() = 0;
    [[nodiscard]] virtual ports::LicenceSource &licences() = 0;
};

// `secrets` and `clock` must outlive it. Fails when the CA file or the device key can't be used.
[[nodiscard]] Result<std::unique_ptr<Remote>> createRemote(const RemoteOptions &options, SecretStore &secrets, const Clock &clock);

} // namespace melody::remote
