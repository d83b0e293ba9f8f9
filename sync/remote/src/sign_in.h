// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is signed in on this device: keeps the tokens, renews the access token, one renewal at a time however many wait for it.
#pragma once

#include "caller.h"

#include <remote/api.h>
#include <remote/secret_store.h>

#include <QtCore/QTimer>

#include <atomic>

namespace melody::remote {

// Thread: the network thread, but for state().
class SignIn final : public TokenSource {
public:
    using Changed = std::function<void(SignInState)>;

    SignIn(SecretStore &secrets, const QUrl &server, const Clock &clock);

    // The one to ask with; it must not ask for tokens itself.
    void use(Caller &caller) { m_caller = &caller; }
    [[nodiscard]] SignInState state() const { return m_state; }
    void observe(Changed changed);

    void token(TokenDone done) override;
    void refused(const QByteArray &token) override;
    void signedIn(const wire::SignedIn &answer);
    // A fresh proof takes the place of the access token.
    void proved(const wire::Proof &proof);
    // What the access token says is no longer so: the next request gets a new one.
    void outdate() { m_accessToken.clear(); }
    void forget(SignInState state = SignInState::SignedOut);

private:
    void renew();
    void renewed(const Result<HttpAnswer> &answer);
    void accept(const wire::SignedIn &answer);
    void keep(const QString &refreshToken);
    void useAccessToken(const QString &token, qint64 expiresInMs);
    void setState(SignInState state);
    void answerWaiting(const Result<QByteArray> &token);

    SecretStore &m_secrets;
    const QUrl m_server;
    const Clock &m_clock;
    Caller *m_caller = nullptr;
    std::atomic<SignInState> m_state{SignInState::SignedOut};
    Changed m_changed;
    QString m_refreshToken;
    QString m_attempt; // names the next renewal; on the disk beside the token
    QByteArray m_accessToken;
    std::chrono::nanoseconds m_accessUntil{0}; // monotonic
    std::vector<TokenDone> m_waiting;
    std::optional<Caller::CallId> m_renewing;
    QTimer m_renewSoon;
};

} // namespace melody::remote
