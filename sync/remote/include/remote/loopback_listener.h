// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A visit to somebody else's page in the system's browser, that comes back: the page is given an address on this machine's loopback to
// go to when it is finished (RFC 8252, 7.3).
#pragma once

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <functional>

namespace melody::remote {

// https, or http on the loopback: nothing else is handed to the desktop, whatever a server says.
[[nodiscard]] bool isForTheBrowser(const QUrl &url);

// What a browser asks the listener for.
struct LoopbackVisit {
    QByteArray path; // as sent: "/callback"
    QUrlQuery query;
};

enum class ReturnPage { Done, Denied, NotFound };

// Thread: the one that made it. Anybody on this machine can connect: requests that are not what is waited for are answered and
// forgotten, and what a visit says is not to be trusted further than `judge` can tell.
class LoopbackListener {
public:
    // Which page a visit gets; NotFound says that it is not the one that is waited for.
    using Judge = std::function<ReturnPage(const LoopbackVisit &)>;
    using Came = std::function<void()>;

    LoopbackListener();
    // On a random port. False when there is none.
    [[nodiscard]] bool listen();
    // "http://127.0.0.1:PORT" and the path.
    [[nodiscard]] QString address(const QString &path) const;
    // `came` is called once, for the first visit that finds its page, which is in `language` ("es", else English). It may destroy the
    // listener, but the page is lost then: better stop().
    void expect(Judge judge, const QString &language, Came came);
    // Nobody is waited for any more; pages that are on their way arrive.
    void stop();

private:
    void accept();
    void read(QTcpSocket *socket);

    Judge m_judge;
    QString m_language;
    Came m_came;
    QTcpServer m_server; // and its sockets: before all else to go
};

} // namespace melody::remote
