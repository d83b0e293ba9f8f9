// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A visit to a page of somebody else's, in the system's browser, that comes back: the page is given an address on this machine's
// loopback to go to when it is finished (RFC 8252, 7.3). What that address is asked for is not trusted; it only means "have a look".
#pragma once

#include <QtCore/QObject>
#include <QtNetwork/QTcpServer>

#include <functional>

namespace melody::app {

using OpenUrl = std::function<bool(const QUrl &)>;

// Opens it with what the desktop has for it.
[[nodiscard]] bool openOnDesktop(const QUrl &url);
// https, or http on the loopback: nothing else is handed to the desktop.
[[nodiscard]] bool mayBeOpened(const QUrl &url);

// Thread: the GUI's.
class BrowserVisit : public QObject {
    Q_OBJECT
public:
    BrowserVisit();
    // "http://127.0.0.1:PORT/RANDOM"; listens from now on, until end(). Empty when it can't.
    [[nodiscard]] QString begin();
    void end();

Q_SIGNALS:
    void cameBack();

private:
    void take(QTcpSocket *socket);

    QTcpServer m_server;
    QByteArray m_path;
};

} // namespace melody::app
