// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between versions of Qt, all of it here:
//   6.4  bind() warns when the server does not listen; setMissingHandler(f); headers() is a list of pairs; a socket that
//        disconnected is deleted by QHttpServer.
//   6.5  the handler's responder is QHttpServerResponder&&, as before; socket() is gone (not used here).
//   6.7  headers() is a QHttpHeaders.
//   any  QEventDispatcherUNIX is private; its constructor has not changed up to 6.8.
//   6.8  bind() refuses a server that does not listen; setMissingHandler(context, f); responder by reference.

#include "qt_http.h"

#include <QtHttpServer/QHttpServer>
#include <QtNetwork/QTcpSocket>
#include <private/qeventdispatcher_unix_p.h>

#include <cstring>

namespace melody::http {

// A socket without a network: connected, and holding what give() was given.
class VettedSocket final : public QTcpSocket {
public:
    explicit VettedSocket(const QHostAddress &peer)
    {
        setSocketState(ConnectedState);
        setPeerAddress(peer);
        setOpenMode(ReadWrite);
    }
    // False when QHttpServer gave up on the bytes or left some.
    bool give(QByteArrayView bytes)
    {
        m_bytes = bytes;
        m_refused = false;
        Q_EMIT readyRead();
        const bool allRead = bytesAvailable() == 0;
        m_bytes = {};
        return allRead && !m_refused;
    }
    // QHttpServer lets go of a socket that disconnected, and deletes it.
    void retire()
    {
        setSocketState(UnconnectedState);
        Q_EMIT disconnected();
    }
    // NOLINTNEXTLINE(bugprone-parent-virtual-call): what a socket has waiting does not count here
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() + QIODevice::bytesAvailable(); }
    void disconnectFromHost() override { m_refused = true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qsizetype size = std::min<qsizetype>(maxSize, m_bytes.size());
        std::memcpy(data, m_bytes.data(), size_t(size));
        m_bytes = m_bytes.sliced(size);
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; } // answers go their own way

private:
    QByteArrayView m_bytes;
    bool m_refused = false;
};

namespace {

QHash<QByteArray, QByteArray> headersOf(const QHttpServerRequest &request)
{
    QHash<QByteArray, QByteArray> headers;
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    const QHttpHeaders list = request.headers();
    for (qsizetype i = 0; i < list.size(); ++i) {
        QByteArray &value = headers[QByteArray(list.nameAt(i).data(), list.nameAt(i).size()).toLower()];
        value = value.isNull() ? list.valueAt(i).toByteArray() : value + ", " + list.valueAt(i);
    }
#else
    const auto list = request.headers();
    headers.reserve(list.size());
    for (const auto &[name, text] : list) {
        QByteArray &value = headers[name.toLower()];
        value = value.isNull() ? text : value + ", " + text;
    }
#endif
    return headers;
}

} // namespace

QAbstractEventDispatcher *QtHttp::makeEventDispatcher()
{
    return new QEventDispatcherUNIX;
}

QtHttp::QtHttp(std::unique_ptr<Listener> listener) : m_server(std::make_unique<QHttpServer>()), m_listener(listener.release())
{
    m_server->bind(m_listener);
    const auto take = [this](const QHttpServerRequest &request) {
        ++m_requests;
        m_parsed = ParsedRequest{headersOf(request), request.body()};
    };
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    m_server->setMissingHandler(m_server.get(), [take](const QHttpServerRequest &request, QHttpServerResponder &) { take(request); });
#else
    m_server->setMissingHandler([take](const QHttpServerRequest &request, QHttpServerResponder &&) { take(request); });
#endif
}

QtHttp::~QtHttp() = default;

VettedSocket *QtHttp::open(const QHostAddress &peer)
{
    auto *socket = new VettedSocket(peer);
    m_listener->adopt(socket);
    return socket;
}

void QtHttp::close(VettedSocket *socket)
{
    socket->retire();
}

std::optional<ParsedRequest> QtHttp::parse(VettedSocket &socket, QByteArrayView request, qint64 bodyBytes)
{
    m_requests = 0;
    m_parsed.reset();
    const bool understood = socket.give(request) && m_requests == 1 && m_parsed && m_parsed->body.size() == bodyBytes;
    return understood ? std::exchange(m_parsed, std::nullopt) : std::nullopt;
}

} // namespace melody::http
