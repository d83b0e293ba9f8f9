// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The server, as the app sees it. Answers come as Result<T>; the codes of Error that do not come from the server are:
//   offline            Unavailable   no network, or the name can't be resolved
//   server_down        Unavailable   nobody answers at that address, or 502/503/504 to the last try
//   timeout            Unavailable   it did not answer in time
//   untrusted_server   Forbidden     its certificate is not signed by the pinned authority
//   bad_answer         Internal      it answered something that is not what was asked
//   signed_out         Unauthenticated   nobody is signed in, or the sign-in was revoked
//   cancelled          Unavailable   the Remote is being destroyed
#pragma once

#include <remote/account_api.h>
#include <remote/billing_api.h>
#include <remote/staff_api.h>
#include <wire/catalog.h>
#include <wire/playback.h>
#include <wire/shows.h>

#include <QtCore/QObject>

namespace melody::remote {

// ForcedOut: signed out by the server, because somebody used a copy of this device's refresh token.
enum class SignInState { SignedOut, SignedIn, ForcedOut };

// Thread: every method from any thread. `done` runs on the thread of `context`, through its event loop, and not at all if
// `context` is gone by then; with a null context it runs on the network thread. Exactly once otherwise.
// Reads are tried again (backoff with jitter); so are writes, which carry an Idempotency-Key or are idempotent by nature.
// An expired access token is renewed without anyone noticing; many callers share one renewal.
class Api {
public:
    virtual ~Api() = default;

    // Who one is, and the account. Lives as long as this.
    [[nodiscard]] virtual AccountApi &account() = 0;

    // Opens the connection (TCP and TLS), so that the next request does not wait for it.
    virtual void preconnect() = 0;

    [[nodiscard]] virtual SignInState signInState() const = 0;
    // Called at once with the present state and at every change; replaces the former observer. Same rules as `done`.
    virtual void observeSignIn(QObject *context, std::function<void(SignInState)> changed) = 0;

    virtual void signUp(const wire::SignUpRequest &request, QObject *context, Done<void> done) = 0;
    // Remembers the sign-in until signOut(); the device's public key is added here. "second_factor_required" has the challenge for
    // AccountApi::finishSignIn().
    virtual void signIn(const QString &email, const QString &password, const QString &deviceName, QObject *context, Done<UserId> done) = 0;
    virtual void signOut(QObject *context, Done<void> done) = 0;
    virtual void me(QObject *context, Done<wire::Profile> done) = 0;

    virtual void home(QObject *context, Done<wire::Home> done) = 0;
    virtual void album(const ContentId &id, QObject *context, Done<wire::AlbumInfo> done) = 0;
    virtual void artist(const ContentId &id, QObject *context, Done<wire::ArtistInfo> done) = 0;
    virtual void track(const ContentId &id, QObject *context, Done<wire::TrackInfo> done) = 0;
    virtual void show(const ContentId &id, QObject *context, Done<wire::ShowInfo> done) = 0;
    // `cursor` as the page before said; limit 1..100.
    virtual void episodes(const ContentId &show, const QString &cursor, int limit, QObject *context, Done<wire::EpisodePage> done) = 0;
    virtual void episode(const ContentId &id, QObject *context, Done<wire::EpisodeInfo> done) = 0;
    // One page of a list: `path` is "/v1/contents" or what a shelf names; `cursor` empty for the first page; limit 1..100.
    virtual void contents(const QString &path, const QString &cursor, int limit, QObject *context, Done<wire::ContentPage> done) = 0;
    // Encoded bytes (JPEG, PNG or WebP). `size` is 64, 160, 320, 640 or 1280. Cached in memory and on disk.
    virtual void image(const ImageId &id, int size, QObject *context, Done<QByteArray> done) = 0;
    // The same of a person's picture; `size` is at most 640.
    virtual void avatar(const ImageId &id, int size, QObject *context, Done<QByteArray> done) = 0;

    virtual void sendTicks(const PlaybackId &session, const wire::TickBatch &batch, QObject *context, Done<wire::TickAnswer> done) = 0;

    // Its other faces; they live as long as it does.
    [[nodiscard]] virtual BillingApi &billing() = 0;
    [[nodiscard]] virtual StaffApi &staff() = 0;
};

} // namespace melody::remote
