// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Waits on 127.0.0.1 for the browser that comes back (RFC 8252, 7.3).
#pragma once

#include "redirect_request.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <functional>

namespace melody::remote {

// Thread: the one that made it. Anybody on this machine can connect: requests that are no redirect, or not of this sign-in, are
// answered and forgotten.
class LoopbackListener {
public:
    using Came = std::function<void(const Redirect &)>;

    // On a random port.
    [[nodiscard]] bool listen();
    [[nodiscard]] QString redirectUri() const;
    // `came` is called once, for a redirect with this state; the browser gets its page. It may destroy the listener.
    void expect(const QString &state, const QString &language, Came came);

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, RedirectPage page);

    QString m_state;
    QString m_language;
    Came m_came;
    QTcpServer m_server; // and its sockets: before all else to go
};

} // namespace melody::remote
