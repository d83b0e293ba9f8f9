// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/browser_visit.h>

#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtGui/QDesktopServices>
#include <QtNetwork/QTcpSocket>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxConnections = 8;
constexpr qint64 maxRequestBytes = 8 * 1024;
constexpr int patienceMs = 5'000;

QByteArray answer(const QByteArray &status, const QString &text)
{
    const QByteArray body = u"<!doctype html><meta charset=utf-8><title>Melody</title><p>%1</p>"_s.arg(text.toHtmlEscaped()).toUtf8();
    return "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\nContent-Security-Policy: default-src 'none'\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n" + body;
}

} // namespace

bool openOnDesktop(const QUrl &url)
{
    return QDesktopServices::openUrl(url);
}

bool mayBeOpened(const QUrl &url)
{
    const bool loopback = url.host() == u"127.0.0.1" || url.host() == u"localhost" || url.host() == u"::1";
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || (url.scheme() == u"http" && loopback));
}

BrowserVisit::BrowserVisit()
{
    m_server.setMaxPendingConnections(maxConnections);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            take(socket);
    });
}

QString BrowserVisit::begin()
{
    end();
    if (!m_server.listen(QHostAddress::LocalHost))
        return {};
    m_path = '/' + QUuid::createUuid().toByteArray(QUuid::Id128);
    return u"http://127.0.0.1:%1%2"_s.arg(m_server.serverPort()).arg(QString::fromLatin1(m_path));
}

void BrowserVisit::end()
{
    m_server.close();
    m_path.clear();
}

void BrowserVisit::take(QTcpSocket *socket)
{
    socket->setReadBufferSize(maxRequestBytes);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(patienceMs, socket, &QTcpSocket::abort);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
        if (!socket->canReadLine()) {
            if (socket->bytesAvailable() >= maxRequestBytes)
                socket->abort();
            return;
        }
        const QList<QByteArray> words = socket->readLine(maxRequestBytes).simplified().split(' ');
        socket->readAll();
        const bool ours = words.size() == 3 && words[0] == "GET" && !m_path.isEmpty() && words[1].split('?').first() == m_path;
        socket->write(ours ? answer("200 OK", tr("That's it. You can close this page and go back to Melody."))
                           : answer("404 Not Found", {}));
        socket->disconnectFromHost();
        if (ours)
            Q_EMIT cameBack();
    });
}

} // namespace melody::app
