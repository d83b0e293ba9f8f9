// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "federated_flow.h"

#include "api_client.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype verifierBytes = 32;

QByteArray randomVerifier()
{
    QByteArray bytes(verifierBytes, '\0');
    for (char &byte : bytes)
        byte = char(QRandomGenerator::system()->generate());
    return bytes;
}

} // namespace

FederatedFlow::FederatedFlow(Parts parts) : m_parts(std::move(parts))
{
    m_timeout.setSingleShot(true);
    QObject::connect(&m_timeout, &QTimer::timeout, &m_timeout,
                     [this] { finish(fail(ErrorKind::Unavailable, u"authorization_timeout"_s, u"Nobody came back from the browser."_s)); });
}

void FederatedFlow::begin(const FederatedRequest &request, std::function<void(QUrl)> openBrowser, Done<FederatedOutcome> done)
{
    cancel();
    m_request = request;
    m_openBrowser = std::move(openBrowser);
    m_done = std::move(done);
    if (!m_listener.listen()) {
        finish(fail(ErrorKind::Unavailable, u"no_loopback"_s, u"This device has no place for the browser to come back to."_s));
        return;
    }
    m_timeout.start(request.timeout);
    m_verifier = randomVerifier();
    const wire::AuthorizationRequest body{m_listener.address(QString::fromLatin1(redirectPath)),
                                          QCryptographicHash::hash(m_verifier, QCryptographicHash::Sha256)};
    ask(u"authorizations"_s, wire::toJson(body), [this](const Result<HttpAnswer> &answer) { begun(answer); });
}

void FederatedFlow::ask(const QString &path, const QJsonObject &body, std::function<void(Result<HttpAnswer>)> answered)
{
    Call call;
    call.method = "POST";
    call.origins = {m_parts.server};
    call.path = u"/v1/identity-providers/%1/%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(m_request.providerId)), path);
    call.body = body;
    call.authorised = false;
    call.repeatable = false; // a code is good once
    call.done = [this, answered = std::move(answered)](const Result<HttpAnswer> &answer) {
        m_call.reset();
        answered(answer);
    };
    m_call = 0; // until the call has a number: it may answer at once
    if (const Caller::CallId id = m_parts.caller.call(std::move(call)); m_call)
        m_call = id;
}

void FederatedFlow::begun(const Result<HttpAnswer> &answer)
{
    const auto authorization = parsed(answer, &wire::parseAuthorization);
    if (!authorization) {
        finish(tl::unexpected(authorization.error()));
        return;
    }
    const QUrl url(authorization->url, QUrl::StrictMode);
    if (!isForTheBrowser(url)) {
        finish(fail(ErrorKind::Internal, u"bad_answer"_s, u"The server named no web page to sign in on."_s));
        return;
    }
    const auto redirect = std::make_shared<Redirect>();
    const auto judge = [redirect, state = authorization->state](const LoopbackVisit &visit) {
        const auto found = redirectOf(visit);
        if (!found || found->state != state)
            return ReturnPage::NotFound;
        *redirect = *found;
        return found->error.isEmpty() ? ReturnPage::Done : ReturnPage::Denied;
    };
    m_listener.expect(judge, m_request.language, [this, redirect] { cameBack(*redirect); });
    m_openBrowser(url);
}

void FederatedFlow::cameBack(const Redirect &redirect)
{
    if (!redirect.error.isEmpty()) {
        finish(fail(ErrorKind::Unauthenticated, u"authorization_denied"_s, u"The sign-in was refused there."_s));
        return;
    }
    const wire::AuthorizationCallback body{redirect.code,        redirect.state,          redirect.issuer,    m_verifier,
                                           m_request.deviceName, m_parts.devicePublicKey, m_request.language, m_request.link};
    ask(u"callbacks"_s, wire::toJson(body), [this](const Result<HttpAnswer> &answer) { finished(answer); });
}

void FederatedFlow::finished(const Result<HttpAnswer> &answer)
{
    const auto outcome = parsed(answer, &wire::parseFederatedSignIn);
    if (!outcome) {
        finish(tl::unexpected(outcome.error()));
        return;
    }
    if (const auto *link = std::get_if<wire::LinkRequired>(&*outcome)) {
        finish(FederatedOutcome(*link));
        return;
    }
    const auto &session = std::get<wire::SignedIn>(*outcome);
    m_parts.signIn.signedIn(session);
    finish(FederatedOutcome(session.user));
}

void FederatedFlow::finish(Result<FederatedOutcome> outcome)
{
    m_timeout.stop();
    if (m_call)
        m_parts.caller.cancel(*std::exchange(m_call, {})); // its answer would sign in when nobody expects it
    m_verifier.clear();
    m_openBrowser = {};
    m_listener.stop();
    if (const auto done = std::exchange(m_done, {}))
        done(std::move(outcome));
}

void FederatedFlow::cancel()
{
    if (m_done)
        finish(fail(ErrorKind::Unavailable, u"cancelled"_s, u"The sign-in was given up."_s));
}

} // namespace melody::remote
