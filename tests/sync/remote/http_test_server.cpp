// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "http_test_server.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslServer>
#include <QtNetwork/QTcpSocket>

namespace melody::test {

HttpTestServer::HttpTestServer(Handler handler, const QSslConfiguration &tls) : m_handler(std::move(handler))
{
    m_onThread.moveToThread(&m_thread);
    m_thread.start();
    const auto start = [this, tls] {
        const bool secure = !tls.localCertificate().isNull();
        if (secure) {
            auto *server = new QSslServer(&m_onThread);
            server->setSslConfiguration(tls);
            m_server = server;
        } else {
            m_server = new QTcpServer(&m_onThread);
        }
        QObject::connect(m_server, &QTcpServer::pendingConnectionAvailable, &m_onThread, [this] { accept(); });
        if (!m_server->listen(QHostAddress::LocalHost))
            qFatal("test server: %s", qPrintable(m_server->errorString()));
        m_url = QUrl(
            QStringLiteral("%1://127.0.0.1:%2").arg(secure ? QStringLiteral("https") : QStringLiteral("http")).arg(m_server->serverPort()));
    };
    m_onThread.run(start);
}

HttpTestServer::~HttpTestServer()
{
    const auto stop = [this] {
        for (QTcpSocket *socket : m_buffers.keys())
            socket->abort();
        delete m_server;
    };
    m_onThread.run(stop);
    m_thread.quit();
    m_thread.wait();
}

QList<HttpRequestSeen> HttpTestServer::seen() const
{
    const QMutexLocker lock(&m_mutex);
    return m_seen;
}

QList<HttpRequestSeen> HttpTestServer::seen(const QByteArray &method, const QString &path) const
{
    QList<HttpRequestSeen> matching;
    for (const HttpRequestSeen &request : seen()) {
        if (request.method == method && request.path == path)
            matching.append(request);
    }
    return matching;
}

int HttpTestServer::connections() const
{
    const QMutexLocker lock(&m_mutex);
    return m_connections;
}

int HttpTestServer::openConnections() const
{
    const QMutexLocker lock(&m_mutex);
    return m_open;
}

void HttpTestServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        {
            const QMutexLocker lock(&m_mutex);
            ++m_connections;
            ++m_open;
        }
        m_buffers.insert(socket, {});
        QObject::connect(socket, &QTcpSocket::readyRead, &m_onThread, [this, socket] { read(socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, &m_onThread, [this, socket] {
            m_buffers.remove(socket);
            const QMutexLocker lock(&m_mutex);
            --m_open;
            socket->deleteLater();
        });
        read(socket);
    }
}

void HttpTestServer::read(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    HttpRequestSeen request;
    const QList<QByteArray> lines = buffer.first(headEnd).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        request.headers.insert(lines[i].first(colon).trimmed().toLower(), lines[i].mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length", "0").toLongLong();
    if (buffer.size() < headEnd + 4 + length)
        return;
    const QUrl url = QUrl::fromEncoded(words.value(1));
    request.method = words.first();
    request.path = url.path();
    request.query = QUrlQuery(url);
    request.body = buffer.mid(headEnd + 4, length);
    buffer.remove(0, headEnd + 4 + length);
    {
        const QMutexLocker lock(&m_mutex);
        m_seen.append(request);
    }
    answer(socket, request);
}

void HttpTestServer::answer(QTcpSocket *socket, const HttpRequestSeen &request)
{
    const HttpReply reply = m_handler(request);
    if (reply.silent)
        return;
    QByteArray out =
        "HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    if (!reply.contentType.isEmpty())
        out += "Content-Type: " + reply.contentType + "\r\n";
    for (const auto &[name, value] : reply.headers)
        out += name + ": " + value + "\r\n";
    socket->write(out + "\r\n" + (reply.cutAfter < 0 ? reply.body : reply.body.left(reply.cutAfter)));
    if (reply.cutAfter >= 0)
        socket->disconnectFromHost();
}

namespace {

void openssl(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl: %s", process.readAllStandardError().constData());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("can't read %s", qPrintable(path));
    return file.readAll();
}

} // namespace

TestAuthority makeAuthority(const QString &folder, const QString &name)
{
    const QDir dir(folder);
    const auto file = [&](const char *suffix) { return dir.filePath(name + QLatin1String(suffix)); };
    const auto newKey = [](const QString &key) {
        return QStringList{QStringLiteral("-newkey"),
                           QStringLiteral("ec"),
                           QStringLiteral("-pkeyopt"),
                           QStringLiteral("ec_paramgen_curve:P-256"),
                           QStringLiteral("-nodes"),
                           QStringLiteral("-keyout"),
                           key,
                           QStringLiteral("-days"),
                           QStringLiteral("2")};
    };
    openssl(folder, QStringList{QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-subj"), QStringLiteral("/CN=") + name,
                                QStringLiteral("-out"), file(".ca")} +
                        newKey(file(".cakey")));
    openssl(folder, QStringList{QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-subj"), QStringLiteral("/CN=127.0.0.1"),
                                QStringLiteral("-addext"), QStringLiteral("subjectAltName=IP:127.0.0.1,DNS:localhost"),
                                QStringLiteral("-addext"), QStringLiteral("basicConstraints=critical,CA:FALSE"), QStringLiteral("-CA"),
                                file(".ca"), QStringLiteral("-CAkey"), file(".cakey"), QStringLiteral("-out"), file(".crt")} +
                        newKey(file(".key")));
    QSslConfiguration server = QSslConfiguration::defaultConfiguration();
    server.setProtocol(QSsl::TlsV1_3OrLater);
    server.setLocalCertificate(QSslCertificate(contentOf(file(".crt"))));
    server.setPrivateKey(QSslKey(contentOf(file(".key")), QSsl::Ec));
    return {file(".ca"), server};
}

} // namespace melody::test
