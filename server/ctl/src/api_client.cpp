// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "api_client.h"

#include <crypto/sealed_key.h>
#include <wire/playback.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QJsonDocument>
#include <QtCore/QSysInfo>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslConfiguration>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr int requestTimeoutMs = 60'000;
constexpr qint64 patienceMs = 120'000;
constexpr qsizetype maxAnswerBytes = 16 * 1024 * 1024;

void sleepFor(qint64 ms)
{
    QEventLoop loop;
    QTimer::singleShot(int(ms), &loop, &QEventLoop::quit);
    loop.exec();
}

bool mayPass(const Error &error)
{
    return error.kind == ErrorKind::Unavailable || error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Timeout;
}

} // namespace

Result<std::unique_ptr<ApiClient>> ApiClient::create(const QUrl &server, const QString &caFile)
{
    if (!server.isValid() || server.host().isEmpty() || (server.scheme() != u"https" && server.scheme() != u"http"))
        return fail(ErrorKind::Invalid, u"server"_s, u"The server must be an origin such as https://127.0.0.1:8443."_s);
    std::unique_ptr<ApiClient> client(new ApiClient);
    client->m_server = server;
    client->m_network.setTransferTimeout(requestTimeoutMs);
    if (!caFile.isEmpty()) {
        const auto authorities = QSslCertificate::fromPath(caFile, QSsl::Pem);
        if (authorities.isEmpty())
            return fail(ErrorKind::Invalid, u"ca_file"_s, caFile + u": holds no certificate"_s);
        client->m_tls = QSslConfiguration::defaultConfiguration();
        client->m_tls->setCaCertificates(authorities);
    }
    return client;
}

Result<void> ApiClient::takeTokens(const Result<QJsonObject> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    auto tokens = wire::parseSignedIn(*answer);
    if (!tokens)
        return tl::unexpected(tokens.error());
    m_signedIn = std::move(*tokens);
    return {};
}

Result<void> ApiClient::signIn(const QString &email, const QString &password)
{
    const QString device = u"melodyctl on "_s + QSysInfo::machineHostName().left(60);
    const wire::SignInRequest request{email, password, device, crypto::DeviceKeyPair::generate().publicKey};
    return takeTokens(call("POST", u"/v1/sessions"_s, wire::toJson(request)));
}

Result<void> ApiClient::signOut()
{
    const auto answer = send({"DELETE", u"/v1/sessions/current"_s});
    m_signedIn.reset();
    if (!answer)
        return tl::unexpected(answer.error());
    return {};
}

Result<QJsonObject> ApiClient::call(const QByteArray &method, const QString &path, const QJsonObject &body,
                                    const QByteArray &idempotencyKey)
{
    ApiRequest request{method, path};
    if (method != "GET") {
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        request.contentType = "application/json";
    }
    if (!idempotencyKey.isEmpty())
        request.headers = {{"Idempotency-Key", idempotencyKey}};
    return send(request);
}

Result<QJsonObject> ApiClient::send(const ApiRequest &request)
{
    QElapsedTimer since;
    since.start();
    qint64 pause = 250;
    bool refreshed = false;
    for (;;) {
        auto answer = once(request);
        if (answer)
            return answer;
        const Error &error = answer.error();
        if (error.code == u"token_expired" && m_signedIn && !refreshed) {
            refreshed = true;
            const QJsonObject refresh{{u"refresh_token"_s, m_signedIn->refreshToken},
                                      {u"attempt"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)}};
            m_signedIn.reset();
            if (const auto taken = takeTokens(call("POST", u"/v1/sessions/refresh"_s, refresh)); !taken)
                return tl::unexpected(taken.error());
            continue;
        }
        if (!mayPass(error) || since.elapsed() + pause > patienceMs)
            return answer;
        sleepFor(std::max(pause, error.retryAfterMs.value_or(0)));
        pause = std::min<qint64>(pause * 2, 8'000);
    }
}

Result<QJsonObject> ApiClient::once(const ApiRequest &request)
{
    QUrl url = m_server;
    url.setPath(request.path.section(u'?', 0, 0));
    QNetworkRequest network(url);
    if (m_tls)
        network.setSslConfiguration(*m_tls);
    if (m_signedIn)
        network.setRawHeader("Authorization", "Bearer " + m_signedIn->accessToken.toLatin1());
    if (!request.contentType.isEmpty())
        network.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
    for (const auto &[name, value] : request.headers)
        network.setRawHeader(name, value);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(network, request.method, request.body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();

    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply->error() == QNetworkReply::SslHandshakeFailedError)
        return fail(ErrorKind::Forbidden, u"untrusted_server"_s,
                    u"The server's certificate is not to be believed: %1"_s.arg(reply->errorString()));
    if (status == 0)
        return fail(ErrorKind::Unavailable, u"unreachable"_s, u"The server can't be reached: %1"_s.arg(reply->errorString()));
    const QByteArray body = reply->read(maxAnswerBytes);
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    if (status >= 400) {
        Error error = wire::parseProblem(json, status);
        const qint64 retryAfter = reply->rawHeader("Retry-After").toLongLong() * 1000;
        if (retryAfter > 0 && !error.retryAfterMs)
            error.retryAfterMs = retryAfter;
        return tl::unexpected(error);
    }
    return json;
}

} // namespace melody::ctl
