// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listener.h"

#include <QtCore/QTimer>

#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace melody::http {
using namespace Qt::StringLiterals;
namespace {

constexpr int backlog = 1024;
constexpr int maxPending = 1024;
constexpr std::chrono::milliseconds resumeAfter{100};
// What was sent and is not acknowledged by then ends a connection, which inherits it: a device whose network vanished without a word is
// noticed after the next heartbeat of a stream, not when TCP gives up after a quarter of an hour.
constexpr int unansweredMs = 30'000;

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
    [[nodiscard]] const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&storage); }
};

SocketAddress socketAddress(const QHostAddress &address, quint16 port)
{
    SocketAddress result;
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    if (isIpv4 && address.protocol() != QAbstractSocket::AnyIPProtocol) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        in.sin_addr.s_addr = htonl(ipv4);
        result.size = sizeof in;
        std::memcpy(&result.storage, &in, sizeof in);
        return result;
    }
    const Q_IPV6ADDR ipv6 = address.toIPv6Address();
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    std::memcpy(&in.sin6_addr, &ipv6, sizeof in.sin6_addr);
    result.size = sizeof in;
    std::memcpy(&result.storage, &in, sizeof in);
    return result;
}

class Descriptor {
public:
    explicit Descriptor(int family) : m_descriptor(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {}
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(Descriptor &&other) noexcept : m_descriptor(other.release()) {}
    Descriptor &operator=(Descriptor &&) = delete;
    [[nodiscard]] bool set(int option, int level = SOL_SOCKET, int value = 1) const
    {
        return ::setsockopt(m_descriptor, level, option, &value, sizeof value) == 0;
    }
    [[nodiscard]] bool bind(const SocketAddress &where) const { return ::bind(m_descriptor, where.get(), where.size) == 0; }
    [[nodiscard]] int get() const { return m_descriptor; }
    [[nodiscard]] int release() { return std::exchange(m_descriptor, -1); }

private:
    int m_descriptor;
};

tl::unexpected<Error> unavailable(const QHostAddress &address, quint16 port)
{
    return fail(ErrorKind::Unavailable, u"address_unavailable"_s,
                u"Can't listen on %1 port %2: %3"_s.arg(address.toString()).arg(port).arg(QString::fromLocal8Bit(std::strerror(errno))));
}

} // namespace

Result<std::vector<int>> openListeningSockets(const QHostAddress &address, quint16 port, int count)
{
    // SO_REUSEPORT would share the port with another process without a word, so a first try goes without.
    if (SocketAddress where = socketAddress(address, port); port != 0) {
        const Descriptor probe(where.storage.ss_family);
        if (!probe.set(SO_REUSEADDR) || !probe.bind(where))
            return unavailable(address, port);
    }
    std::vector<Descriptor> descriptors;
    for (int i = 0; i < count; ++i) {
        const SocketAddress where = socketAddress(address, i == 0 ? port : localPort(descriptors[0].get()));
        Descriptor &descriptor = descriptors.emplace_back(where.storage.ss_family);
        if (!descriptor.set(SO_REUSEADDR) || !descriptor.set(SO_REUSEPORT) ||
            !descriptor.set(TCP_USER_TIMEOUT, IPPROTO_TCP, unansweredMs) || !descriptor.bind(where) ||
            ::listen(descriptor.get(), backlog) != 0)
            return unavailable(address, port);
    }
    std::vector<int> result;
    result.reserve(descriptors.size());
    for (Descriptor &descriptor : descriptors)
        result.push_back(descriptor.release());
    return result;
}

quint16 localPort(int descriptor)
{
    SocketAddress where;
    where.size = sizeof where.storage;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr *>(&where.storage), &where.size) != 0)
        return 0;
    // The port stands at the same place for both families.
    return ntohs(reinterpret_cast<const sockaddr_in *>(&where.storage)->sin_port);
}

Listener::Listener(std::function<void(qintptr)> accept) : m_accept(std::move(accept))
{
    setMaxPendingConnections(maxPending);
    // Out of descriptors: QTcpServer stops accepting for good unless it is told to go on.
    connect(this, &QTcpServer::acceptError, this, [this] { QTimer::singleShot(resumeAfter, this, &QTcpServer::resumeAccepting); });
}

} // namespace melody::http
