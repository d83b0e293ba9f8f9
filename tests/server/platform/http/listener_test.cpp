// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listener.h"

#include <support/test_main.h>

#include <QtNetwork/QTcpSocket>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace melody;

class ListenerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aConnectionWhoseOtherEndVanishedEndsAfterHalfAMinute()
    {
        const auto listening = http::openListeningSockets(QHostAddress::LocalHost, 0, 1);
        QVERIFY(listening);
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, http::localPort(listening->front()));
        QVERIFY(client.waitForConnected(10'000));
        const int accepted = ::accept(listening->front(), nullptr, nullptr);
        QVERIFY(accepted >= 0);
        int milliseconds = 0;
        socklen_t size = sizeof milliseconds;
        QCOMPARE(::getsockopt(accepted, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, &size), 0);
        QCOMPARE(milliseconds, 30'000);
        ::close(accepted);
        ::close(listening->front());
    }
};

MELODY_TEST(ListenerTest)
#include "listener_test.moc"
