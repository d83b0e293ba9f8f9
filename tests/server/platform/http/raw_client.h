// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client that sends exactly the bytes it is told to, over plain TCP or TLS. Blocks; generous limits.
#pragma once

#include <QtCore/QHash>
#include <QtNetwork/QSslSocket>

namespace melody::test {

struct Reply {
    int status = 0;                        // 0: none came
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
};

class RawClient {
public:
    RawClient(quint16 port, bool tls);
    void send(const QByteArray &bytes);
    // The next reply; `toHead`: it has no body, whatever its length says.
    [[nodiscard]] Reply receive(bool toHead = false);
    [[nodiscard]] Reply ask(const QByteArray &bytes);
    // True once the server has closed and nothing is left to read.
    [[nodiscard]] bool isClosedByServer();
    // Nothing came, and the connection is there still.
    [[nodiscard]] bool isQuiet(int milliseconds);
    void abort() { m_socket->abort(); }
    [[nodiscard]] bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    [[nodiscard]] QSslSocket &socket() { return *m_socket; }

private:
    bool fill();

    std::unique_ptr<QSslSocket> m_socket;
    QByteArray m_in;
};

// "GET <path> HTTP/1.1" with Host and what `headers` adds (each ending in CR LF).
[[nodiscard]] QByteArray get(const QByteArray &path, const QByteArray &headers = {});
[[nodiscard]] QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers = {});

} // namespace melody::test
