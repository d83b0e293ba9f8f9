// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small HTTP/1.1 server on the loopback that does what a test tells it, bad manners included. Plain or TLS.
#pragma once

#include <values/mailbox.h>

#include <QtCore/QHash>
#include <QtCore/QMutex>
#include <QtCore/QThread>
#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QTcpServer>

#include <functional>

namespace melody::test {

struct HttpRequestSeen {
    QByteArray method;
    QString path; // without the query
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

struct HttpReply {
    int status = 200;
    QByteArray body = {};
    QByteArray contentType = "application/json";
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    int cutAfter = -1;   // bytes of the body, then the connection is dropped
    bool silent = false; // never answered
};

class HttpTestServer {
public:
    using Handler = std::function<HttpReply(const HttpRequestSeen &)>; // on the server's thread

    // With a certificate: TLS.
    explicit HttpTestServer(Handler handler, const QSslConfiguration &tls = {});
    ~HttpTestServer();
    HttpTestServer(const HttpTestServer &) = delete;
    HttpTestServer &operator=(const HttpTestServer &) = delete;

    [[nodiscard]] QUrl url() const { return m_url; }
    [[nodiscard]] QList<HttpRequestSeen> seen() const;
    [[nodiscard]] QList<HttpRequestSeen> seen(const QByteArray &method, const QString &path) const;
    [[nodiscard]] int connections() const;     // ever
    [[nodiscard]] int openConnections() const; // now

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const HttpRequestSeen &request);

    const Handler m_handler;
    QUrl m_url;
    QThread m_thread;
    Mailbox m_onThread;
    QTcpServer *m_server = nullptr; // child of m_onThread
    QHash<QTcpSocket *, QByteArray> m_buffers;
    mutable QMutex m_mutex; // guards the next three
    QList<HttpRequestSeen> m_seen;
    int m_connections = 0;
    int m_open = 0;
};

// An authority and a certificate that it signed for 127.0.0.1 and localhost, made with the openssl command in `folder`.
struct TestAuthority {
    QString caFile;
    QSslConfiguration server;
};
[[nodiscard]] TestAuthority makeAuthority(const QString &folder, const QString &name);

} // namespace melody::test
