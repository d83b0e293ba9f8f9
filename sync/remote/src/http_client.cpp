// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http_client.h"

#include <QtNetwork/QNetworkCookieJar>
#include <QtNetwork/QSslCertificate>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

Error networkError(const QNetworkReply &reply)
{
    const QString detail = reply.errorString();
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError: // among others: network is unreachable
        return {ErrorKind::Unavailable, u"offline"_s, detail};
    case QNetworkReply::OperationCanceledError: // only the transfer timeout cancels here
    case QNetworkReply::TimeoutError:
        return {ErrorKind::Unavailable, u"timeout"_s, u"The server did not answer in time."_s};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorKind::Forbidden, u"untrusted_server"_s, detail};
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::RemoteHostClosedError:
        return {ErrorKind::Unavailable, u"server_down"_s, detail};
    default:
        return {ErrorKind::Internal, u"bad_answer"_s, detail};
    }
}

std::optional<qint64> retryAfter(const QNetworkReply &reply)
{
    bool ok = false;
    const qint64 seconds = reply.rawHeader("Retry-After").toLongLong(&ok);
    return ok && seconds >= 0 && seconds < 86'400 ? std::optional(seconds * 1000) : std::nullopt;
}

// Collects the answer of one reply; lives and dies with it.
struct Collected {
    HttpAnswer answer;
    qint64 maxBytes = 0;
    std::function<void(qint64)> progress;
    HttpClient::Done done;

    void take(QNetworkReply *reply)
    {
        if (answer.failure || !reply->isOpen())
            return;
        answer.body += reply->readAll();
        if (progress)
            progress(answer.body.size());
        if (answer.body.size() > maxBytes) {
            answer.failure = Error{ErrorKind::Internal, u"bad_answer"_s, u"The answer is longer than it may be."_s};
            reply->abort();
        }
    }

    void finish(QNetworkReply *reply)
    {
        take(reply);
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.contentType = reply->rawHeader("Content-Type");
        answer.contentRange = reply->rawHeader("Content-Range");
        answer.retryAfterMs = retryAfter(*reply);
        // A status of 400 and more is an answer, not a failure; Qt reports it as an error above 200.
        const bool spoke = answer.status >= 400 && int(reply->error()) > 200;
        if (!answer.failure && reply->error() != QNetworkReply::NoError && !spoke)
            answer.failure = networkError(*reply);
        // Qt 6.4 does not always notice that the connection was closed in the middle of the body.
        const QVariant length = reply->header(QNetworkRequest::ContentLengthHeader);
        if (!answer.failure && length.isValid() && length.toLongLong() != answer.body.size())
            answer.failure = Error{ErrorKind::Unavailable, u"server_down"_s, u"The answer broke off."_s};
        if (answer.failure && length.isValid() && answer.body.size() > length.toLongLong())
            answer.body.clear(); // not a part of it
    }
};

} // namespace

HttpClient::HttpClient(const QSslConfiguration &tls, std::chrono::milliseconds timeout) : m_tls(tls), m_timeout(timeout)
{
    m_manager.setAutoDeleteReplies(true);
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QPointer<QNetworkReply> HttpClient::send(const HttpRequest &request, Done done)
{
    QNetworkRequest out(request.url);
    out.setSslConfiguration(m_tls);
    out.setTransferTimeout(int(m_timeout.count()));
    out.setPriority(request.priority);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setHeader(QNetworkRequest::UserAgentHeader, u"melody/" MELODY_VERSION ""_s);
    out.setRawHeader("Accept-Encoding", "identity");
    for (const auto &[name, value] : request.headers)
        out.setRawHeader(name, value);
    QNetworkReply *reply = request.method == "GET" ? m_manager.get(out) : m_manager.sendCustomRequest(out, request.method, request.body);
    auto collected = std::make_shared<Collected>();
    collected->maxBytes = request.maxBytes;
    collected->progress = request.progress;
    collected->done = std::move(done);
    connect(reply, &QNetworkReply::readyRead, this, [collected, reply] { collected->take(reply); });
    connect(reply, &QNetworkReply::finished, this, [collected, reply] {
        collected->finish(reply);
        collected->done(collected->answer);
    });
    return reply;
}

void HttpClient::giveUp(QNetworkReply *reply) const
{
    if (!reply)
        return;
    QObject::disconnect(reply, nullptr, this, nullptr); // not Qt's own connections: by them it ends the transfer
    reply->abort();
    reply->deleteLater();
}

void HttpClient::preconnect(const QUrl &origin)
{
    if (origin.scheme() == u"https")
        m_manager.connectToHostEncrypted(origin.host(), quint16(origin.port(443)), m_tls);
    else
        m_manager.connectToHost(origin.host(), quint16(origin.port(80)));
}

Result<QSslConfiguration> tlsConfiguration(const QString &caFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (caFile.isEmpty())
        return tls;
    const QList<QSslCertificate> authorities = QSslCertificate::fromPath(caFile);
    if (authorities.isEmpty())
        return fail(ErrorKind::Invalid, u"bad_ca_file"_s, u"There is no certificate in %1."_s.arg(caFile));
    tls.setCaCertificates(authorities);
    return tls;
}

} // namespace melody::remote
