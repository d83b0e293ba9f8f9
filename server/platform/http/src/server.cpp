// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <http/server.h>

#include "io_thread.h"
#include "listener.h"

namespace melody::http {
using namespace Qt::StringLiterals;
namespace {

class ThreadedServer final : public Server {
public:
    ThreadedServer(ServerOptions options, ServerParts parts)
        : m_options(std::move(options)), m_parts(std::move(parts)), m_connections(m_options.limits.maxConnections)
    {
        if (m_options.tls) {
            m_options.tls->setProtocol(QSsl::TlsV1_3OrLater);
            m_options.tls->setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
        }
    }
    ~ThreadedServer() override
    {
        drain({});
        if (m_pipeline)
            m_pipeline->stop(); // while the threads are there to hear of the last answers
    }

    Result<quint16> listen() override
    {
        if (const auto checked = checkParts(); !checked)
            return tl::unexpected(checked.error());
        Result<Router> router = Router::compile(std::move(m_parts.routes));
        if (!router)
            return tl::unexpected(router.error());
        const int threads = m_options.ioThreads > 0 ? m_options.ioThreads : std::max(1, QThread::idealThreadCount());
        const auto descriptors = openListeningSockets(m_options.address, m_options.port, threads);
        if (!descriptors)
            return tl::unexpected(descriptors.error());
        m_port = localPort(descriptors->front());
        m_pipeline = std::make_unique<Pipeline>(*std::move(router), std::move(m_parts), m_options);
        for (const int descriptor : *descriptors)
            m_threads.emplace_back(std::make_unique<IoThread>(m_options, *m_pipeline, m_connections))->begin(descriptor);
        return m_port;
    }

    [[nodiscard]] quint16 port() const override { return m_port; }

    void drain(std::chrono::milliseconds grace) override
    {
        const std::lock_guard lock(m_drainMutex);
        if (std::exchange(m_drained, true))
            return;
        for (const auto &thread : m_threads)
            thread->stopListening();
        for (const auto &thread : m_threads)
            thread->drain();
        if (!m_connections.waitForNone(grace)) {
            for (const auto &thread : m_threads)
                thread->abortAll();
        }
    }

private:
    [[nodiscard]] Result<void> checkParts() const
    {
        for (const Route &route : m_parts.routes) {
            const bool needsCaller = !route.roles.testFlag(Role::Anonymous);
            if ((route.idempotent && !m_parts.idempotency) || (needsCaller && !m_parts.authenticate) || (route.audited && !m_parts.audit))
                return fail(ErrorKind::Internal, u"bad_route_table"_s,
                            QString::fromLatin1(route.operation) + u" needs an idempotency store, an authenticator or an audit trail"_s);
        }
        return {};
    }

    ServerOptions m_options;
    ServerParts m_parts;
    ConnectionCount m_connections;
    quint16 m_port = 0;
    std::mutex m_drainMutex;
    bool m_drained = false;
    std::unique_ptr<Pipeline> m_pipeline;
    std::vector<std::unique_ptr<IoThread>> m_threads; // use the pipeline
};

} // namespace

std::unique_ptr<Server> createServer(ServerOptions options, ServerParts parts)
{
    return std::make_unique<ThreadedServer>(std::move(options), std::move(parts));
}

} // namespace melody::http
