// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "api_client.h"

#include <crypto/sealed_key.h>
#include <values/trace.h>
#include <wire/accounts.h>
#include <wire/playback.h>

#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QThread>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslCertificate>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxTries = 10;
constexpr int timeoutMs = 60'000;
constexpr qint64 longestPauseMs = 10'000;

} // namespace

Result<std::unique_ptr<ApiClient>> ApiClient::create(const QUrl &server, const QString &caFile)
{
    if (!server.isValid() || server.host().isEmpty())
        return failField(u"--server"_s, u"not_a_url"_s, u"must be a URL such as https://127.0.0.1:8443"_s);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (!caFile.isEmpty()) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromPath(caFile);
        if (authorities.isEmpty())
            return failField(u"--ca-file"_s, u"no_certificate"_s, u"%1 holds no certificate"_s.arg(caFile));
        tls.setCaCertificates(authorities);
    }
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    return std::unique_ptr<ApiClient>(new ApiClient(server, std::move(tls)));
}

ApiClient::ApiClient(QUrl server, QSslConfiguration tls) : m_server(std::move(server)), m_tls(std::move(tls))
{
}

Result<void> ApiClient::signIn(const QString &email, const QString &password)
{
    m_email = email;
    m_password = password;
    return renewSignIn();
}

Result<void> ApiClient::renewSignIn()
{
    m_accessToken.clear();
    const wire::SignInRequest request{.email = m_email,
                                      .password = m_password,
                                      .deviceName = u"melodyctl"_s,
                                      .devicePublicKey = crypto::DeviceKeyPair::generate().publicKey};
    const QByteArray body = QJsonDocument(wire::toJson(request)).toJson(QJsonDocument::Compact);
    const auto answer = perform({"POST", u"/v1/sessions"_s, "application/json", body});
    if (!answer)
        return tl::unexpected(answer.error());
    const auto signedIn = wire::parseSignedIn(*answer);
    if (!signedIn)
        return tl::unexpected(signedIn.error());
    m_accessToken = signedIn->accessToken.toLatin1();
    return {};
}

Result<QJsonObject> ApiClient::get(const QString &path)
{
    return perform({"GET", path, {}, {}});
}

Result<QJsonObject> ApiClient::post(const QString &path, const QJsonObject &body, const QByteArray &idempotencyKey)
{
    Call call{"POST", path, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact)};
    if (!idempotencyKey.isEmpty())
        call.headers.append({"Idempotency-Key", idempotencyKey});
    return perform(call);
}

Result<QJsonObject> ApiClient::patch(const QString &path, const QByteArray &bytes, qint64 uploadOffset)
{
    return perform({"PATCH", path, "application/offset+octet-stream", bytes, {{"Upload-Offset", QByteArray::number(uploadOffset)}}});
}

Result<QJsonObject> ApiClient::perform(const Call &call)
{
    qint64 pauseMs = 200;
    bool renewed = false;
    for (int attempt = 1;; ++attempt) {
        auto answer = tryOnce(call);
        if (answer)
            return answer;
        const Error &error = answer.error();
        if (error.kind == ErrorKind::Unauthenticated && !m_accessToken.isEmpty() && !renewed) {
            renewed = true;
            if (const auto again = renewSignIn(); !again)
                return tl::unexpected(again.error());
            continue;
        }
        const bool mayPass =
            error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Timeout;
        if (!mayPass || attempt == maxTries)
            return answer;
        QThread::msleep(quint64(std::clamp(error.retryAfterMs.value_or(pauseMs), qint64(50), longestPauseMs)));
        pauseMs *= 2;
    }
}

Result<QJsonObject> ApiClient::tryOnce(const Call &call)
{
    QNetworkRequest request(m_server.resolved(QUrl(call.path)));
    request.setSslConfiguration(m_tls);
    request.setTransferTimeout(timeoutMs);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("traceparent", TraceContext::create().toTraceparent());
    if (!call.contentType.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, call.contentType);
    if (!m_accessToken.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_accessToken);
    for (const auto &[name, value] : call.headers)
        request.setRawHeader(name, value);

    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, call.verb, call.body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();

    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply->readAll();
    if (status == 0) {
        if (reply->error() == QNetworkReply::SslHandshakeFailedError)
            return fail(ErrorKind::Forbidden, u"untrusted_server"_s, u"The server's certificate is not signed by the authority given."_s);
        return fail(ErrorKind::Unavailable, u"server_down"_s, u"%1 can't be reached: %2"_s.arg(m_server.toString(), reply->errorString()));
    }
    const auto json = body.isEmpty() ? Result<QJsonObject>(QJsonObject()) : wire::parseObject(body, 16 * 1024 * 1024);
    if (status >= 200 && status < 300)
        return json;
    Error error = wire::parseProblem(json.value_or(QJsonObject()), status);
    if (const QByteArray after = reply->rawHeader("Retry-After"); !after.isEmpty())
        error.retryAfterMs = after.toLongLong() * 1000;
    return tl::unexpected(std::move(error));
}

} // namespace melody::ctl
