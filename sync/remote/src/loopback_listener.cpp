// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "loopback_listener.h"

#include <QtCore/QTimer>

#include <chrono>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxConnections = 8;
constexpr std::chrono::seconds patience{10}; // with one connection

} // namespace

bool LoopbackListener::listen()
{
    m_server.setMaxPendingConnections(maxConnections);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    return m_server.listen(QHostAddress::LocalHost);
}

QString LoopbackListener::redirectUri() const
{
    return u"http://127.0.0.1:%1/callback"_s.arg(m_server.serverPort());
}

void LoopbackListener::expect(const QString &state, const QString &language, Came came)
{
    m_state = state;
    m_language = language;
    m_came = std::move(came);
}

void LoopbackListener::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_server.findChildren<QTcpSocket *>().size() > maxConnections) {
            delete socket;
            continue;
        }
        socket->setReadBufferSize(maxRedirectBytes + 1);
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        QTimer::singleShot(patience, socket, [socket] { socket->abort(); });
    }
}

void LoopbackListener::read(QTcpSocket *socket)
{
    const QByteArray got = socket->peek(maxRedirectBytes + 1);
    const qsizetype end = got.indexOf("\r\n\r\n");
    if (end < 0 && got.size() <= maxRedirectBytes)
        return; // more to come
    QObject::disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
    const auto redirect = end < 0
                              ? std::nullopt
                              : parseRedirect(QByteArrayView(got).first(end + 4), "127.0.0.1:" + QByteArray::number(m_server.serverPort()));
    if (!redirect || m_state.isEmpty() || redirect->state != m_state) {
        answer(socket, RedirectPage::NotFound);
        return;
    }
    answer(socket, redirect->error.isEmpty() ? RedirectPage::Done : RedirectPage::Denied);
    m_state.clear();
    if (const Came came = std::exchange(m_came, {}))
        came(*redirect);
}

void LoopbackListener::answer(QTcpSocket *socket, RedirectPage page)
{
    socket->write(redirectPage(page, m_language));
    socket->disconnectFromHost();
}

} // namespace melody::remote
