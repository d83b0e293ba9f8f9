// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many devices on one thread that keep GET /v1/live open, and the moments at which they heard of something.
#pragma once

#include <QtCore/QByteArray>

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace melody::bench {

using Moment = std::chrono::steady_clock::time_point;

// Thread: any; owns one that reads.
class Listeners {
public:
    explicit Listeners(quint16 port) : m_port(port) {}
    ~Listeners();
    // Opens a stream and waits for its first event; aborts when none comes.
    void add(const QByteArray &token);
    void start();
    // When each of the streams [first, first + count) heard of a library at `revision` or later; aborts when one does not.
    [[nodiscard]] std::vector<Moment> heard(int first, int count, qint64 revision);

private:
    struct Stream {
        int socket = -1;
        QByteArray in;
        std::vector<std::pair<qint64, Moment>> events; // revisions, as they came
    };
    void read(Stream &stream);
    void run(const std::stop_token &stop);

    const quint16 m_port;
    std::mutex m_mutex; // guards the events
    std::vector<Stream> m_streams;
    std::jthread m_thread;
};

} // namespace melody::bench
