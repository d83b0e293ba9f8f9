// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "redirect_request.h"

#include <QtCore/QTimer>

#include <chrono>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxConnections = 8;
constexpr std::chrono::seconds patience{10}; // with one connection

} // namespace

bool isForTheBrowser(const QUrl &url)
{
    const bool loopback = url.host() == u"127.0.0.1" || url.host() == u"localhost" || url.host() == u"::1";
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || (url.scheme() == u"http" && loopback));
}

LoopbackListener::LoopbackListener()
{
    m_server.setMaxPendingConnections(maxConnections);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
}

bool LoopbackListener::listen()
{
    stop();
    return m_server.listen(QHostAddress::LocalHost);
}

QString LoopbackListener::address(const QString &path) const
{
    return u"http://127.0.0.1:%1%2"_s.arg(m_server.serverPort()).arg(path);
}

void LoopbackListener::expect(Judge judge, const QString &language, Came came)
{
    m_judge = std::move(judge);
    m_language = language;
    m_came = std::move(came);
}

void LoopbackListener::stop()
{
    m_server.close();
    m_judge = {};
    m_came = {};
}

void LoopbackListener::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_server.findChildren<QTcpSocket *>().size() > maxConnections) {
            delete socket;
            continue;
        }
        socket->setReadBufferSize(maxVisitBytes + 1);
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        QTimer::singleShot(patience, socket, [socket] { socket->abort(); });
    }
}

void LoopbackListener::read(QTcpSocket *socket)
{
    const QByteArray got = socket->peek(maxVisitBytes + 1);
    const qsizetype end = got.indexOf("\r\n\r\n");
    if (end < 0 && got.size() <= maxVisitBytes)
        return; // more to come
    QObject::disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
    const auto visit =
        end < 0 ? std::nullopt : parseVisit(QByteArrayView(got).first(end + 4), "127.0.0.1:" + QByteArray::number(socket->localPort()));
    const ReturnPage page = visit && m_judge ? m_judge(*visit) : ReturnPage::NotFound;
    socket->write(returnPage(page, m_language));
    socket->disconnectFromHost();
    if (page == ReturnPage::NotFound)
        return;
    m_judge = {};
    if (const Came came = std::exchange(m_came, {}))
        came();
}

} // namespace melody::remote
