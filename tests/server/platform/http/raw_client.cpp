// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "raw_client.h"

#include <QtCore/QElapsedTimer>
#include <QtNetwork/QHostAddress>

namespace melody::test {
namespace {

constexpr int patienceMs = 20'000;

}

RawClient::RawClient(quint16 port, bool tls) : m_socket(std::make_unique<QSslSocket>())
{
    m_socket->setPeerVerifyMode(QSslSocket::VerifyNone);
    if (tls) {
        m_socket->connectToHostEncrypted(QHostAddress(QHostAddress::LocalHost).toString(), port);
        m_socket->waitForEncrypted(patienceMs);
    } else {
        m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket->waitForConnected(patienceMs);
    }
}

void RawClient::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    while (isConnected() && m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() > 0) {
        if (!m_socket->waitForBytesWritten(patienceMs))
            return;
    }
}

bool RawClient::fill()
{
    if (m_socket->bytesAvailable() == 0 && (!isConnected() || !m_socket->waitForReadyRead(patienceMs)) && m_socket->bytesAvailable() == 0)
        return false;
    m_in += m_socket->readAll();
    return true;
}

Reply RawClient::receive(bool toHead)
{
    Reply reply;
    qsizetype end = -1;
    while ((end = m_in.indexOf("\r\n\r\n")) < 0) {
        if (!fill())
            return reply;
    }
    const QList<QByteArray> lines = m_in.first(end).split('\n');
    reply.status = lines.first().mid(9, 3).toInt();
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        reply.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    m_in.remove(0, end + 4);
    const qsizetype length = toHead ? 0 : reply.headers.value("content-length").toLongLong();
    while (m_in.size() < length && fill())
        ;
    reply.body = m_in.first(std::min(length, m_in.size()));
    m_in.remove(0, reply.body.size());
    return reply;
}

Reply RawClient::ask(const QByteArray &bytes)
{
    send(bytes);
    return receive(bytes.startsWith("HEAD "));
}

bool RawClient::isClosedByServer()
{
    QElapsedTimer timer;
    timer.start();
    while (isConnected() && timer.elapsed() < patienceMs)
        m_socket->waitForReadyRead(100);
    m_in += m_socket->readAll();
    return !isConnected() && m_in.isEmpty();
}

bool RawClient::isQuiet(int milliseconds)
{
    return m_in.isEmpty() && m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(milliseconds) && isConnected();
}

QByteArray get(const QByteArray &path, const QByteArray &headers)
{
    return "GET " + path + " HTTP/1.1\r\nHost: melody.test\r\n" + headers + "\r\n";
}

QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &headers)
{
    return "POST " + path +
           " HTTP/1.1\r\nHost: melody.test\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + headers + "\r\n" + body;
}

} // namespace melody::test
