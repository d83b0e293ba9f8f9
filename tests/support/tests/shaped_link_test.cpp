// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/shaped_link.h>
#include <support/test_main.h>

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace melody::test;

class ShapedLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<QTcpServer>();
        QVERIFY(m_server->listen(QHostAddress::LocalHost));
    }
    void bytesArriveUnchangedInBothDirections()
    {
        const auto link = createShapedLink(m_server->serverPort(), {std::chrono::milliseconds(2), 80'000'000});
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, link->port());
        QVERIFY(client.waitForConnected());
        QByteArray sent(700'000, Qt::Uninitialized);
        for (qsizetype i = 0; i < sent.size(); ++i)
            sent[i] = char(i * 31 + i / 251);
        client.write(sent);
        QTRY_VERIFY(m_server->hasPendingConnections());
        const std::unique_ptr<QTcpSocket> peer(m_server->nextPendingConnection());
        QByteArray got;
        QTRY_VERIFY_WITH_TIMEOUT((got += peer->readAll()).size() >= sent.size(), 20'000);
        QCOMPARE(got, sent);
        peer->write("answer");
        peer->disconnectFromHost();
        QByteArray answer;
        QTRY_VERIFY((answer += client.readAll()).size() >= 6 && client.state() == QAbstractSocket::UnconnectedState);
        QCOMPARE(answer, QByteArray("answer"));
    }
    void theLinkIsNeverFasterThanItsShape()
    {
        // 125,000 bytes at 5 Mbit/s take 200 ms, after 60 ms of handshake and 30 ms of travel.
        const auto link = createShapedLink(m_server->serverPort(), {std::chrono::milliseconds(60), 5'000'000});
        QElapsedTimer timer;
        timer.start();
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, link->port());
        QVERIFY(client.waitForConnected());
        client.write(QByteArray(125'000, 'x'));
        QTRY_VERIFY(m_server->hasPendingConnections());
        const std::unique_ptr<QTcpSocket> peer(m_server->nextPendingConnection());
        qsizetype got = 0;
        QTRY_VERIFY_WITH_TIMEOUT((got += peer->readAll().size()) >= 125'000, 20'000);
        QVERIFY2(timer.elapsed() >= 289, qPrintable(QString::number(timer.elapsed())));
    }
    void aCutConnectionIsClosedAndANewOneWorks()
    {
        const auto link = createShapedLink(m_server->serverPort(), {});
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, link->port());
        QVERIFY(client.waitForConnected());
        QTRY_VERIFY(m_server->hasPendingConnections());
        link->cut();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        client.connectToHost(QHostAddress::LocalHost, link->port());
        QVERIFY(client.waitForConnected());
    }

private:
    std::unique_ptr<QTcpServer> m_server;
};

MELODY_TEST(ShapedLinkTest)
#include "shaped_link_test.moc"
