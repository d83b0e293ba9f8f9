// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listeners.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace melody::bench {

namespace {

constexpr auto patience = std::chrono::seconds(30);

int connectTo(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (socket < 0 || ::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        qFatal("no connection to port %d", int(port));
    return socket;
}

qint64 numberAfter(const QByteArray &text, const QByteArray &word)
{
    const qsizetype at = text.indexOf(word);
    if (at < 0)
        return -1;
    qsizetype end = at + word.size();
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
        ++end;
    return text.mid(at + word.size(), end - at - word.size()).toLongLong();
}

} // namespace

Listeners::~Listeners()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
    for (const Stream &stream : m_streams)
        ::close(stream.socket);
}

void Listeners::add(const QByteArray &token)
{
    Stream stream;
    stream.socket = connectTo(m_port);
    const QByteArray request = "GET /v1/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    if (::send(stream.socket, request.constData(), size_t(request.size()), MSG_NOSIGNAL) != request.size())
        qFatal("a stream was not asked for");
    while (!stream.in.contains("event: hello") || !stream.in.endsWith("\n\n")) {
        std::array<char, 4096> bytes{};
        const ssize_t got = ::recv(stream.socket, bytes.data(), bytes.size(), 0);
        if (got <= 0)
            qFatal("a stream was not opened: %s", stream.in.constData());
        stream.in.append(bytes.data(), got);
    }
    stream.in.clear();
    m_streams.push_back(std::move(stream));
}

void Listeners::start()
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void Listeners::read(Stream &stream)
{
    std::array<char, 4096> bytes{};
    const ssize_t got = ::recv(stream.socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
    const Moment now = std::chrono::steady_clock::now();
    if (got <= 0)
        return;
    stream.in.append(bytes.data(), got);
    for (qsizetype end = stream.in.indexOf("\n\n"); end >= 0; end = stream.in.indexOf("\n\n")) {
        const QByteArray event = stream.in.first(end);
        stream.in.remove(0, end + 2);
        if (!event.startsWith("event: library"))
            continue;
        const std::lock_guard lock(m_mutex);
        stream.events.emplace_back(numberAfter(event, "\"revision\":"), now);
    }
}

void Listeners::run(const std::stop_token &stop)
{
    const int ready = ::epoll_create1(EPOLL_CLOEXEC);
    for (size_t i = 0; i < m_streams.size(); ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(ready, EPOLL_CTL_ADD, m_streams[i].socket, &event);
    }
    while (!stop.stop_requested()) {
        std::array<epoll_event, 64> events{};
        const int count = ::epoll_wait(ready, events.data(), int(events.size()), 100);
        for (int i = 0; i < count; ++i)
            read(m_streams[events[size_t(i)].data.u64]);
    }
    ::close(ready);
}

std::vector<Moment> Listeners::heard(int first, int count, qint64 revision)
{
    std::vector<Moment> moments;
    const Moment end = std::chrono::steady_clock::now() + patience;
    for (int i = first; i < first + count; ++i) {
        bool found = false;
        while (!found) {
            {
                const std::lock_guard lock(m_mutex);
                for (const auto &[seen, moment] : m_streams[size_t(i)].events) {
                    if (!found && seen >= revision) {
                        moments.push_back(moment);
                        found = true;
                    }
                }
            }
            if (!found && std::chrono::steady_clock::now() > end)
                qFatal("stream %d did not hear of revision %lld", i, revision);
            if (!found)
                std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
    }
    return moments;
}

} // namespace melody::bench
