// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/shaped_link.h>

#include <QtCore/QByteArray>

#include <array>
#include <atomic>
#include <deque>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace melody::test {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Instant = SteadyClock::time_point;

constexpr qsizetype queueLimit = 256 * 1024; // what may be under way in one direction of one connection

struct Packet {
    Instant due;
    QByteArray bytes;
};

// One direction of one connection: reads from `from`, holds, writes to `to`.
struct Flow {
    int from = -1;
    int to = -1;
    std::deque<Packet> underWay;
    qsizetype queued = 0;
    bool sourceEnded = false;
    bool closed = false;
};

struct Connection {
    int client = -1;
    int server = -1;
    Instant established; // when the handshake would have been over
    std::array<Flow, 2> flows;
    bool broken = false;
};

class PollingLink final : public ShapedLink {
public:
    PollingLink(int listener, quint16 port, quint16 target, const LinkShape &shape)
        : m_listener(listener), m_port(port), m_target(target), m_shape(shape)
    {
        m_thread = std::thread([this] { run(); });
    }
    ~PollingLink() override
    {
        m_stop = true;
        m_thread.join();
        for (Connection &connection : m_connections)
            closeBoth(connection);
        ::close(m_listener);
    }
    quint16 port() const override { return m_port; }
    void reshape(const LinkShape &shape) override
    {
        const std::lock_guard lock(m_mutex);
        m_shape = shape;
    }
    void cut() override { m_cut = true; }
    void setDown(bool down) override
    {
        m_down = down;
        m_cut = m_cut || down;
    }

private:
    static void closeBoth(Connection &connection)
    {
        ::close(connection.client);
        ::close(connection.server);
    }

    void run()
    {
        while (!m_stop) {
            std::vector<pollfd> waiting{{m_listener, POLLIN, 0}};
            const Instant now = SteadyClock::now();
            Instant wake = now + std::chrono::milliseconds(20);
            for (const Connection &connection : m_connections) {
                for (const Flow &flow : connection.flows) {
                    if (!flow.sourceEnded && flow.queued < queueLimit)
                        waiting.push_back({flow.from, POLLIN, 0});
                    if (!flow.underWay.empty() && flow.underWay.front().due <= now)
                        waiting.push_back({flow.to, POLLOUT, 0});
                    else if (!flow.underWay.empty())
                        wake = std::min(wake, flow.underWay.front().due);
                }
            }
            const auto pause = std::chrono::duration_cast<std::chrono::nanoseconds>(std::max(wake - now, SteadyClock::duration::zero()));
            const timespec timeout{time_t(pause.count() / 1'000'000'000), long(pause.count() % 1'000'000'000)};
            ::ppoll(waiting.data(), waiting.size(), &timeout, nullptr);
            if (waiting.front().revents & POLLIN)
                accept();
            if (m_cut.exchange(false)) {
                m_lineFree = {};
                for (Connection &connection : m_connections)
                    connection.broken = true;
            }
            for (Connection &connection : m_connections)
                for (size_t i = 0; i < connection.flows.size(); ++i)
                    move(connection, connection.flows[i], m_lineFree[i]);
            m_connections.remove_if([](Connection &connection) {
                const bool over = connection.broken || (connection.flows[0].closed && connection.flows[1].closed);
                if (over)
                    closeBoth(connection);
                return over;
            });
        }
    }

    void accept()
    {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (client < 0)
            return;
        if (m_down) {
            ::close(client);
            return;
        }
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_target);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (server < 0 || ::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
            ::close(client);
            if (server >= 0)
                ::close(server);
            return;
        }
        const int yes = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        Connection connection;
        connection.client = client;
        connection.server = server;
        connection.established = SteadyClock::now() + shape().roundTrip;
        connection.flows[0].from = connection.flows[1].to = client;
        connection.flows[0].to = connection.flows[1].from = server;
        m_connections.push_back(std::move(connection));
    }

    void move(Connection &connection, Flow &flow, Instant &lineFree)
    {
        take(connection, flow, lineFree);
        give(connection, flow);
    }

    void take(Connection &connection, Flow &flow, Instant &lineFree)
    {
        if (flow.sourceEnded || flow.queued >= queueLimit)
            return;
        std::array<char, 1460> buffer{}; // a packet's payload
        for (;;) {
            const ssize_t got = ::recv(flow.from, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (got > 0) {
                const LinkShape now = shape();
                const Instant sent = std::max({SteadyClock::now(), connection.established, lineFree});
                lineFree = sent + (now.bitsPerSecond > 0 ? std::chrono::nanoseconds(got * 8 * 1'000'000'000 / now.bitsPerSecond)
                                                         : std::chrono::nanoseconds(0));
                flow.underWay.push_back({lineFree + now.roundTrip / 2, QByteArray(buffer.data(), got)});
                flow.queued += got;
                if (flow.queued >= queueLimit)
                    return;
                continue;
            }
            if (got == 0)
                flow.sourceEnded = true;
            else if (errno != EAGAIN && errno != EINTR)
                connection.broken = true;
            return;
        }
    }

    static void give(Connection &connection, Flow &flow)
    {
        const Instant now = SteadyClock::now();
        while (!flow.underWay.empty() && flow.underWay.front().due <= now) {
            QByteArray &bytes = flow.underWay.front().bytes;
            const ssize_t put = ::send(flow.to, bytes.constData(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (put < 0) {
                if (errno != EAGAIN && errno != EINTR)
                    connection.broken = true;
                return;
            }
            flow.queued -= put;
            if (put < bytes.size()) {
                bytes.remove(0, put);
                return;
            }
            flow.underWay.pop_front();
        }
        if (flow.sourceEnded && flow.underWay.empty() && !flow.closed) {
            ::shutdown(flow.to, SHUT_WR);
            flow.closed = true;
        }
    }

    LinkShape shape()
    {
        const std::lock_guard lock(m_mutex);
        return m_shape;
    }

    int m_listener;
    quint16 m_port;
    quint16 m_target;
    std::mutex m_mutex;
    LinkShape m_shape;
    std::array<Instant, 2> m_lineFree{}; // of the shared line, up and down
    std::list<Connection> m_connections;
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_cut = false;
    std::atomic<bool> m_down = false;
    std::thread m_thread;
};

} // namespace

std::unique_ptr<ShapedLink> createShapedLink(quint16 targetPort, const LinkShape &shape)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (listener < 0 || ::bind(listener, reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::listen(listener, 128) != 0 ||
        ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) != 0) {
        if (listener >= 0)
            ::close(listener);
        return nullptr;
    }
    return std::make_unique<PollingLink>(listener, ntohs(address.sin_port), targetPort, shape);
}

} // namespace melody::test
