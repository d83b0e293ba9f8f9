// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The only file that knows QHttpServer. It never sees the network: it parses, one at a time, requests that the framing guard has
// measured, from a socket of ours that holds exactly those bytes (docs/decisions/0002-http.md).
#pragma once

#include "listener.h"

#include <QtCore/QHash>

class QAbstractEventDispatcher;
class QHttpServer;

namespace melody::http {

class VettedSocket;

struct ParsedRequest {
    QHash<QByteArray, QByteArray> headers; // names in lower case; repeated ones joined with ", "
    QByteArray body;
};

// Thread: the I/O thread that made it.
class QtHttp {
public:
    // For a thread that serves sockets: the one of glib, Qt's choice on Linux, makes two system calls whenever a socket begins or ends
    // to wait for room to write. The thread owns it.
    [[nodiscard]] static QAbstractEventDispatcher *makeEventDispatcher();
    // Takes the listening server over, as QHttpServer::bind() does.
    explicit QtHttp(std::unique_ptr<Listener> listener);
    ~QtHttp();

    // One for each connection, for as long as that lives.
    [[nodiscard]] VettedSocket *open(const QHostAddress &peer);
    void close(VettedSocket *socket);
    // `request`: one whole request, its body being the last `bodyBytes`. Nothing when QHttpServer understood something else.
    [[nodiscard]] std::optional<ParsedRequest> parse(VettedSocket &socket, QByteArrayView request, qint64 bodyBytes);
    [[nodiscard]] Listener &listener() { return *m_listener; }

private:
    std::unique_ptr<QHttpServer> m_server;
    Listener *m_listener; // of m_server
    std::optional<ParsedRequest> m_parsed;
    int m_requests = 0; // since parse() began
};

} // namespace melody::http
