// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sign_in.h"

#include "answers.h"

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

const QString secretName = u"refresh_token"_s;
// The token is renewed this long before it ends, so that no request waits for that.
constexpr std::chrono::milliseconds early{30'000};

Error signedOut()
{
    return {ErrorKind::Unauthenticated, u"signed_out"_s, u"Nobody is signed in."_s};
}

bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Unauthenticated || error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::Invalid;
}

} // namespace

SignIn::SignIn(SecretStore &secrets, const QUrl &server, const Clock &clock) : m_secrets(secrets), m_server(server), m_clock(clock)
{
    if (const auto token = m_secrets.read(secretName); token && !token->isEmpty()) {
        const QByteArrayList words = token->split(' ');
        m_refreshToken = QString::fromUtf8(words[0]);
        m_attempt = QString::fromUtf8(words.value(1));
        if (m_attempt.isEmpty())
            keep(m_refreshToken);
        m_state = SignInState::SignedIn;
    }
    m_renewSoon.setSingleShot(true);
    QObject::connect(&m_renewSoon, &QTimer::timeout, &m_renewSoon, [this] { renew(); });
}

void SignIn::observe(Changed changed)
{
    m_changed = std::move(changed);
    if (m_changed)
        m_changed(m_state);
}

void SignIn::token(TokenDone done)
{
    if (m_refreshToken.isEmpty()) {
        done(tl::unexpected(signedOut()));
        return;
    }
    if (!m_accessToken.isEmpty() && m_clock.monotonic() < m_accessUntil) {
        done(m_accessToken);
        return;
    }
    m_waiting.push_back(std::move(done));
    renew();
}

void SignIn::refused(const QByteArray &token)
{
    if (token == m_accessToken) // another may have renewed it meanwhile
        m_accessToken.clear();
}

void SignIn::renew()
{
    if (m_renewing || m_refreshToken.isEmpty())
        return;
    Call call;
    call.method = "POST";
    call.origins = {m_server};
    call.path = u"/v1/sessions/refresh"_s;
    // A refresh token is good for one use; a repetition, even after a new start of the program, is known by its attempt.
    call.body = QJsonObject{{u"refresh_token"_s, m_refreshToken}, {u"attempt"_s, m_attempt}};
    call.authorised = false;
    call.repeatable = true;
    call.priority = QNetworkRequest::HighPriority;
    call.done = [this](const Result<HttpAnswer> &answer) { renewed(answer); };
    m_renewing = 0; // until the call has a number: it may answer at once
    if (const Caller::CallId id = m_caller->call(std::move(call)); m_renewing)
        m_renewing = id;
}

void SignIn::renewed(const Result<HttpAnswer> &answer)
{
    m_renewing.reset();
    const auto parsed =
        answer.and_then([](const HttpAnswer &got) { return wire::parseObject(got.body); }).and_then([](const QJsonObject &json) {
            return wire::parseSignedIn(json);
        });
    if (parsed) {
        accept(*parsed);
        answerWaiting(m_accessToken);
        return;
    }
    if (!answer && isRefusal(answer.error()) && answer.error().code != u"untrusted_server") {
        forget(answer.error().code == u"refresh_reused" ? SignInState::ForcedOut : SignInState::SignedOut);
        return;
    }
    answerWaiting(tl::unexpected(answer ? Error{ErrorKind::Internal, u"bad_answer"_s, parsed.error().detail} : answer.error()));
}

void SignIn::signedIn(const wire::SignedIn &answer)
{
    if (m_renewing)
        m_caller->cancel(*std::exchange(m_renewing, {}));
    accept(answer);
    answerWaiting(m_accessToken);
    setState(SignInState::SignedIn);
}

void SignIn::keep(const QString &refreshToken)
{
    m_refreshToken = refreshToken;
    m_attempt = QString::fromLatin1(newIdempotencyKey());
    if (const auto written = m_secrets.write(secretName, (m_refreshToken + u' ' + m_attempt).toUtf8()); !written)
        qWarning("the sign-in can't be kept: %s", qUtf8Printable(written.error().detail));
}

void SignIn::accept(const wire::SignedIn &answer)
{
    keep(answer.refreshToken);
    useAccessToken(answer.accessToken, answer.accessExpiresInMs);
}

void SignIn::proved(const wire::Proof &proof)
{
    if (m_refreshToken.isEmpty()) // signed out meanwhile
        return;
    useAccessToken(proof.accessToken, proof.accessExpiresInMs);
}

void SignIn::useAccessToken(const QString &token, qint64 expiresInMs)
{
    m_accessToken = token.toUtf8();
    const std::chrono::milliseconds life(std::max(qint64(0), expiresInMs));
    const auto useful = std::max(life - early, life / 2);
    m_accessUntil = m_clock.monotonic() + useful;
    m_renewSoon.start(std::min<std::chrono::milliseconds>(useful, std::chrono::hours(24)));
}

void SignIn::forget(SignInState state)
{
    if (m_renewing)
        m_caller->cancel(*std::exchange(m_renewing, {}));
    m_renewSoon.stop();
    m_refreshToken.clear();
    m_attempt.clear();
    m_accessToken.clear();
    m_secrets.remove(secretName);
    answerWaiting(tl::unexpected(signedOut()));
    setState(state);
}

void SignIn::setState(SignInState state)
{
    if (m_state.exchange(state) != state && m_changed)
        m_changed(state);
}

void SignIn::answerWaiting(const Result<QByteArray> &token)
{
    for (const TokenDone &done : std::exchange(m_waiting, {}))
        done(token);
}

} // namespace melody::remote
