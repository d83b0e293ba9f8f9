// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One HTTP request, once. Knows QNetworkAccessManager; nothing else here does.
#pragma once

#include <values/result.h>

#include <QtCore/QPointer>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>

#include <chrono>
#include <functional>

namespace melody::remote {

struct HttpRequest {
    QByteArray method = "GET";
    QUrl url;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    qint64 maxBytes = 4 * 1024 * 1024;
    QNetworkRequest::Priority priority = QNetworkRequest::NormalPriority;
    std::function<void(qint64)> progress = {}; // bytes of the body so far
};

struct HttpAnswer {
    int status = 0;  // 0: no answer came
    QByteArray body; // as far as it came
    QByteArray contentType;
    QByteArray contentRange;
    std::optional<qint64> retryAfterMs;
    std::optional<Error> failure; // of the network; codes as in remote/api.h
};

// Thread: the network thread. Keep-alive connections, HTTP/1.1, no cookies, no redirects, no cache.
class HttpClient final : public QObject {
public:
    using Done = std::function<void(const HttpAnswer &)>;

    HttpClient(const QSslConfiguration &tls, std::chrono::milliseconds timeout);

    // Drop the reply with giveUp() and `done` is not called; otherwise once, later.
    QPointer<QNetworkReply> send(const HttpRequest &request, Done done);
    void giveUp(QNetworkReply *reply) const;
    void preconnect(const QUrl &origin);

private:
    QSslConfiguration m_tls;
    std::chrono::milliseconds m_timeout;
    QNetworkAccessManager m_manager;
};

// Only `caFile`'s authorities are trusted, or the system's when it is empty; TLS 1.3 at least. "bad_ca_file".
[[nodiscard]] Result<QSslConfiguration> tlsConfiguration(const QString &caFile);

} // namespace melody::remote
