// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "io_thread.h"

#include "qt_http.h"
#include "response_head.h"

#include <QtNetwork/QSslSocket>

#include <sys/socket.h>
#include <unistd.h>

namespace melody::http {
using namespace Qt::StringLiterals;
namespace {

constexpr std::chrono::milliseconds handshakeTimeout{3'000};
constexpr std::chrono::milliseconds lingerTimeout{2'000};
constexpr std::chrono::milliseconds slowestTick{250};
constexpr qint64 readBufferBytes = 1024 * 1024;
constexpr int maxHeadersOfQt = 100; // QHttpServer drops all headers, and so the body's length, when there are more

std::chrono::milliseconds tickFor(const Limits &limits)
{
    const auto shortest = std::min({limits.headerTimeout, limits.bodyTimeout, limits.idleTimeout});
    return std::clamp(shortest / 8, std::chrono::milliseconds(5), slowestTick);
}

// A client above the limit hears why, if it can read plain text, and is let go.
void turnAway(int descriptor, bool plain)
{
    static constexpr std::string_view answer =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\nConnection: close\r\n\r\n";
    if (plain)
        (void)!::send(descriptor, answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::close(descriptor);
}

} // namespace

bool ConnectionCount::tryAdd()
{
    const std::lock_guard lock(m_mutex);
    if (m_count >= m_max)
        return false;
    ++m_count;
    return true;
}

void ConnectionCount::remove()
{
    const std::lock_guard lock(m_mutex);
    if (--m_count == 0)
        m_none.notify_all();
}

bool ConnectionCount::waitForNone(std::chrono::milliseconds grace)
{
    std::unique_lock lock(m_mutex);
    return m_none.wait_for(lock, grace, [this] { return m_count == 0; });
}

IoThread::IoThread(const ServerOptions &options, Pipeline &pipeline, ConnectionCount &count)
    : m_tls(options.tls), m_pipeline(pipeline), m_count(count), m_tickEvery(tickFor(options.limits))
{
    const auto ticks = [this](std::chrono::milliseconds duration) { return duration / m_tickEvery + 1; };
    m_limits.guard.maxHeadBytes = options.limits.maxHeaderBytes;
    m_limits.guard.maxHeaders = std::min(options.limits.maxHeaders, maxHeadersOfQt);
    m_limits.maxPipelined = options.limits.maxPipelined;
    m_limits.handshakeTicks = ticks(std::min(handshakeTimeout, options.limits.headerTimeout));
    m_limits.headerTicks = ticks(options.limits.headerTimeout);
    m_limits.bodyTicks = ticks(options.limits.bodyTimeout);
    m_limits.idleTicks = ticks(options.limits.idleTimeout);
    m_limits.lingerTicks = ticks(std::min(lingerTimeout, options.limits.bodyTimeout));
}

IoThread::~IoThread()
{
    if (!m_thread.isRunning())
        return;
    m_inbox.run([this] {
        forEachConnection([](Connection &connection) { connection.abort(); });
        for (QObject *connection : QList<QObject *>(children()))
            delete connection;
        m_timer.reset();
        m_qtHttp.reset();
        moveToThread(nullptr);
    });
    m_thread.quit();
    m_thread.wait();
}

void IoThread::begin(int descriptor)
{
    m_thread.setObjectName(u"http-io"_s);
    m_thread.setEventDispatcher(QtHttp::makeEventDispatcher());
    moveToThread(&m_thread);
    m_inbox.moveToThread(&m_thread);
    m_thread.start();
    m_inbox.run([this, descriptor] { listenOn(descriptor); });
}

void IoThread::listenOn(int descriptor)
{
    auto listener = std::make_unique<Listener>([this](qintptr client) { accept(client); });
    listener->setSocketDescriptor(descriptor);
    m_qtHttp = std::make_unique<QtHttp>(std::move(listener));
    m_timer = std::make_unique<QTimer>();
    connect(m_timer.get(), &QTimer::timeout, this, &IoThread::onTick);
    m_timer->start(m_tickEvery);
}

void IoThread::accept(qintptr descriptor)
{
    if (m_draining || !m_count.tryAdd()) {
        turnAway(int(descriptor), !m_tls);
        return;
    }
    std::unique_ptr<QTcpSocket> socket;
    if (m_tls) {
        auto secure = std::make_unique<QSslSocket>();
        secure->setSslConfiguration(*m_tls);
        socket = std::move(secure);
    } else {
        socket = std::make_unique<QTcpSocket>();
    }
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(int(descriptor));
        m_count.remove();
        return;
    }
    socket->setReadBufferSize(readBufferBytes);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (auto *secure = qobject_cast<QSslSocket *>(socket.get()))
        secure->startServerEncryption();
    auto *connection = new Connection(*this, m_nextId++, std::move(socket));
    connection->setParent(this);
    m_connections.emplace(connection->id(), connection);
}

void IoThread::ended(Connection &connection)
{
    if (m_connections.erase(connection.id()) == 0)
        return;
    connection.deleteLater();
    m_count.remove();
}

void IoThread::flushSoon(Connection &connection)
{
    m_toFlush.push_back(connection.id());
    if (m_toFlush.size() == 1)
        QMetaObject::invokeMethod(this, &IoThread::flushAll, Qt::QueuedConnection);
}

void IoThread::flushAll()
{
    for (const quint64 id : std::exchange(m_toFlush, {})) {
        if (const auto found = m_connections.find(id); found != m_connections.end())
            found->second->flush();
    }
}

void IoThread::forEachConnection(const std::function<void(Connection &)> &visit)
{
    std::vector<Connection *> now; // visiting may end some; those live until the event loop turns
    now.reserve(m_connections.size());
    for (const auto &[id, connection] : m_connections)
        now.push_back(connection);
    for (Connection *connection : now)
        visit(*connection);
}

void IoThread::onTick()
{
    ++m_tick;
    forEachConnection([](Connection &connection) { connection.onTick(); });
}

void IoThread::stopListening()
{
    m_inbox.run([this] {
        m_draining = true;
        m_qtHttp->listener().close();
    });
}

void IoThread::drain()
{
    m_inbox.run([this] { forEachConnection([](Connection &connection) { connection.drain(); }); });
}

void IoThread::abortAll()
{
    m_inbox.run([this] { forEachConnection([](Connection &connection) { connection.abort(); }); });
}

void IoThread::replied(ExchangePtr exchange)
{
    const std::lock_guard lock(m_mailMutex);
    postHandOut();
    m_mail.push_back(std::move(exchange));
}

void IoThread::wake(quint64 connection)
{
    const std::lock_guard lock(m_mailMutex);
    postHandOut();
    m_awake.push_back(connection);
}

void IoThread::postHandOut()
{
    if (m_mail.empty() && m_awake.empty())
        m_inbox.post([this] { handOut(); });
}

void IoThread::handOut()
{
    std::vector<ExchangePtr> mail;
    std::vector<quint64> awake;
    {
        const std::lock_guard lock(m_mailMutex);
        mail.swap(m_mail);
        awake.swap(m_awake);
    }
    for (const quint64 id : awake) {
        if (const auto found = m_connections.find(id); found != m_connections.end())
            found->second->pump();
    }
    for (const ExchangePtr &exchange : mail) {
        const auto found = m_connections.find(exchange->connection);
        if (found == m_connections.end())
            continue; // the client left
        exchange->ready = true;
        found->second->replied();
    }
}

QByteArrayView IoThread::httpDateNow()
{
    const TimePoint now = m_pipeline.clock().now();
    const qint64 second = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    if (std::exchange(m_dateSecond, second) != second)
        m_date = httpDate(now);
    return m_date;
}

} // namespace melody::http
