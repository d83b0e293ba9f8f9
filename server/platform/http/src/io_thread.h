// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One I/O thread: its listening socket, its QHttpServer, its connections, its clock tick.
// Thread: constructed, begun, drained and destroyed by the server's owner; everything else happens on the thread itself.
#pragma once

#include "connection.h"

#include <values/mailbox.h>

#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <condition_variable>
#include <unordered_map>

namespace melody::http {

class Listener;

// What the I/O threads of one server share. Thread: any.
class ConnectionCount {
public:
    explicit ConnectionCount(int max) : m_max(max) {}
    [[nodiscard]] bool tryAdd();
    void remove();
    // Until none is left; false when that takes longer than `grace`.
    bool waitForNone(std::chrono::milliseconds grace);

private:
    const int m_max;
    std::mutex m_mutex;
    std::condition_variable m_none;
    int m_count = 0;
};

class IoThread final : public QObject, public ConnectionHost {
public:
    IoThread(const ServerOptions &options, Pipeline &pipeline, ConnectionCount &count);
    // Workers must not hand back anything any more.
    ~IoThread() override;

    // Takes the listening descriptor.
    void begin(int descriptor);
    void stopListening();
    void drain();
    void abortAll();

    void replied(ExchangePtr exchange) override;
    void wake(quint64 connection) override;

private:
    [[nodiscard]] const ConnectionLimits &limits() const override { return m_limits; }
    [[nodiscard]] Pipeline &pipeline() override { return m_pipeline; }
    [[nodiscard]] QtHttp &qtHttp() override { return *m_qtHttp; }
    [[nodiscard]] qint64 tick() const override { return m_tick; }
    [[nodiscard]] QByteArrayView httpDateNow() override;
    void flushSoon(Connection &connection) override;
    void ended(Connection &connection) override;

    void listenOn(int descriptor);
    void accept(qintptr descriptor);
    void onTick();
    void handOut();
    void postHandOut();
    void flushAll();
    void forEachConnection(const std::function<void(Connection &)> &visit);

    QThread m_thread;
    Mailbox m_inbox; // of m_thread
    const std::optional<QSslConfiguration> m_tls;
    Pipeline &m_pipeline;
    ConnectionCount &m_count;
    std::chrono::milliseconds m_tickEvery;
    ConnectionLimits m_limits;

    std::unique_ptr<QtHttp> m_qtHttp;
    std::unique_ptr<QTimer> m_timer;
    std::unordered_map<quint64, Connection *> m_connections;
    std::vector<quint64> m_toFlush;
    quint64 m_nextId = 1;
    qint64 m_tick = 1;
    bool m_draining = false;
    qint64 m_dateSecond = -1;
    QByteArray m_date;

    std::mutex m_mailMutex;
    std::vector<ExchangePtr> m_mail; // ready, on their way from the workers
    std::vector<quint64> m_awake;    // connections whose streams were written to
};

} // namespace melody::http
