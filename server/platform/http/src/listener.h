// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The listening socket of one I/O thread.
#pragma once

#include <values/result.h>

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpServer>

#include <functional>

namespace melody::http {

// `count` descriptors that share one address and port (SO_REUSEPORT; port 0: any free one), listening, owned by the caller.
// Unavailable ("address_unavailable") with the system's words, also when another process listens there.
[[nodiscard]] Result<std::vector<int>> openListeningSockets(const QHostAddress &address, quint16 port, int count);
[[nodiscard]] quint16 localPort(int descriptor);

// One class for plain and TLS: QSslServer counts handshakes as pending connections, so that silent clients stop it from accepting,
// and gives them a fresh time-out at their first byte. Thread: its I/O thread.
class Listener final : public QTcpServer {
public:
    // `accept` owns the descriptor of a new connection.
    explicit Listener(std::function<void(qintptr)> accept);
    // Hands `socket` to whom this server is bound to.
    void adopt(QTcpSocket *socket) { addPendingConnection(socket); }

protected:
    void incomingConnection(qintptr descriptor) override { m_accept(descriptor); }

private:
    std::function<void(qintptr)> m_accept;
};

} // namespace melody::http
