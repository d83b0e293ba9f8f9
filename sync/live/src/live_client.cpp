// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <live/live_client.h>

#include "event_parser.h"
#include "reconnect_plan.h"

#include <QtCore/QPointer>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkCookieJar>
#include <QtNetwork/QNetworkReply>

namespace melody::live {

using namespace Qt::StringLiterals;

namespace {

class StreamClient final : public QObject, public LiveClient {
public:
    explicit StreamClient(LiveParts parts) : m_parts(std::move(parts))
    {
        m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_retry.setSingleShot(true);
        m_silence.setSingleShot(true);
        connect(&m_retry, &QTimer::timeout, this, &StreamClient::begin);
        connect(&m_silence, &QTimer::timeout, this, [this] { ended({}); });
    }
    ~StreamClient() override { stop(); }

    void start() override
    {
        if (std::exchange(m_wanted, true))
            return;
        m_failures = 0;
        m_tokenRenewed = false;
        m_lastId.clear(); // may be of somebody else
        begin();
    }
    void stop() override
    {
        m_wanted = false;
        m_retry.stop();
        dropReply();
    }
    void hurry() override
    {
        if (m_wanted && m_retry.isActive()) {
            m_retry.stop();
            begin();
        }
    }

private:
    void begin();
    void send(const QByteArray &token);
    void read();
    void finished();
    void ended(std::optional<qint64> retryAfterMs);
    void dropReply();
    void setConnected(bool connected);

    const LiveParts m_parts;
    QNetworkAccessManager m_manager;
    QPointer<QNetworkReply> m_reply;
    QTimer m_retry;
    QTimer m_silence;
    EventParser m_parser;
    QByteArray m_lastId;
    QByteArray m_token;
    int m_failures = 0;
    quint64 m_attempt = 0; // what an earlier one was asked for is not wanted any more
    bool m_wanted = false;
    bool m_connected = false;
    bool m_tokenRenewed = false;
};

void StreamClient::begin()
{
    const quint64 attempt = ++m_attempt;
    m_parts.token([self = QPointer(this), attempt](const Result<QByteArray> &token) {
        if (!self || !self->m_wanted || self->m_attempt != attempt)
            return;
        if (token)
            self->send(*token);
        else if (token.error().code == u"signed_out")
            self->stop();
        else
            self->ended(token.error().retryAfterMs);
    });
}

void StreamClient::send(const QByteArray &token)
{
    QUrl url = m_parts.server;
    url.setPath(u"/v1/live"_s);
    QNetworkRequest request(url);
    request.setSslConfiguration(m_parts.tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Authorization", "Bearer " + token);
    if (!m_lastId.isEmpty())
        request.setRawHeader("Last-Event-ID", m_lastId);
    m_token = token;
    m_parser = {};
    m_reply = m_manager.get(request);
    connect(m_reply, &QNetworkReply::readyRead, this, &StreamClient::read);
    connect(m_reply, &QNetworkReply::finished, this, &StreamClient::finished);
    m_silence.start(m_parts.limits.silence);
}

void StreamClient::read()
{
    if (m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200 ||
        !m_reply->rawHeader("Content-Type").startsWith("text/event-stream"))
        return; // a problem, or nobody of ours: finished() sees to it
    m_silence.start(m_parts.limits.silence);
    const auto events = m_parser.take(m_reply->readAll());
    m_lastId = m_parser.lastId().isEmpty() ? m_lastId : m_parser.lastId();
    const QPointer alive(this);
    for (const wire::LiveEvent &event : events) {
        m_failures = 0;
        m_tokenRenewed = false;
        setConnected(true);
        if (std::holds_alternative<wire::LiveSignedOut>(event))
            stop();
        m_parts.heard(event);
        if (!alive || !m_wanted)
            return;
    }
    if (m_parser.isBroken()) {
        ++m_failures;
        ended({});
    }
}

void StreamClient::finished()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    bool isNumber = false;
    const qint64 seconds = m_reply->rawHeader("Retry-After").toLongLong(&isNumber);
    if (status == 401 && !std::exchange(m_tokenRenewed, true)) {
        m_parts.refused(m_token);
        dropReply();
        begin();
        return;
    }
    ended(isNumber && seconds >= 0 && seconds < 86'400 ? std::optional(seconds * 1000) : std::nullopt);
}

// The stream, or the attempt to have one, is over.
void StreamClient::ended(std::optional<qint64> retryAfterMs)
{
    const bool worked = m_connected;
    dropReply();
    m_failures += worked ? 0 : 1;
    m_retry.start(reconnectDelay(m_failures, retryAfterMs, m_parts.limits, QRandomGenerator::global()->generateDouble()));
}

void StreamClient::dropReply()
{
    ++m_attempt;
    m_silence.stop();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply = nullptr;
    }
    setConnected(false);
}

void StreamClient::setConnected(bool connected)
{
    if (std::exchange(m_connected, connected) != connected && m_parts.connected)
        m_parts.connected(connected);
}

} // namespace

std::unique_ptr<LiveClient> createLiveClient(LiveParts parts)
{
    return std::make_unique<StreamClient>(std::move(parts));
}

} // namespace melody::live
