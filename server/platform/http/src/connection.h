// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One client's connection: bytes in, past the guard, through QtHttp and the pipeline, answers out in the order of the requests.
// Thread: its I/O thread. Invariants: at most Limits::maxPipelined requests are under way and at most one response's worth over
// `highWater` bytes is unsent before the next request is looked at; after a closing answer nothing is read but to be thrown away.
#pragma once

#include "pipeline.h"

#include <QtCore/QObject>

#include <deque>

class QSslSocket;
class QTcpSocket;

namespace melody::http {

class Connection;
class QtHttp;
class VettedSocket;

// Time-outs in ticks of the I/O thread's timer, so that a thread that was held up does not blame its clients.
struct ConnectionLimits {
    GuardLimits guard;
    int maxPipelined = 16;
    qint64 handshakeTicks = 0;
    qint64 headerTicks = 0;
    qint64 bodyTicks = 0;
    qint64 idleTicks = 0;
    qint64 lingerTicks = 0;
};

// What a connection needs of the I/O thread it lives on.
class ConnectionHost : public ReplySink {
public:
    [[nodiscard]] virtual const ConnectionLimits &limits() const = 0;
    [[nodiscard]] virtual Pipeline &pipeline() = 0;
    [[nodiscard]] virtual QtHttp &qtHttp() = 0;
    [[nodiscard]] virtual qint64 tick() const = 0;
    [[nodiscard]] virtual QByteArrayView httpDateNow() = 0;
    // Calls connection.flush() once what is ready on the thread's other connections was looked at: one system call a reply, and
    // clients are woken together.
    virtual void flushSoon(Connection &connection) = 0;
    // Calls pump() of that connection soon, if it is still there. Thread: any.
    virtual void wake(quint64 connection) = 0;
    // The connection is over; the host deletes it later.
    virtual void ended(Connection &connection) = 0;
};

class Connection final : public QObject {
public:
    // Takes the connected socket; a QSslSocket has begun its handshake.
    Connection(ConnectionHost &host, quint64 id, std::unique_ptr<QTcpSocket> transport);
    ~Connection() override;

    [[nodiscard]] quint64 id() const { return m_id; }
    // One of its exchanges is ready.
    void replied();
    void onTick();
    // Gives the replies to the socket and goes on with the next requests.
    void flush();
    // Something was written to the stream that it sends.
    void pump();
    // Answers what is there, says `Connection: close` with the last answer, and ends.
    void drain();
    void abort();

private:
    enum class Phase { Handshake, Idle, Head, Body, Busy, Lingering };
    struct Held { // memory that the socket still reads from
        qint64 until = 0;
        std::shared_ptr<const void> owner;
    };

    void advance();
    bool mayStart() const;
    bool step();
    bool receive(qint64 atLeast);
    void await(Phase phase);
    void take();
    void refuse(int status, const Error &error);
    void refuse(Response response, const Admission &admission);
    void enqueue(ExchangePtr exchange);
    ExchangePtr makeExchange(Admission admission) const;
    bool sendReady();
    void send(Exchange &exchange, bool close);
    void beginStream(Exchange &exchange);
    void write(const QByteArray &bytes, std::shared_ptr<const void> owner);
    void releaseWritten();
    void onWritten();
    void finish();
    void discard();
    void end();
    [[nodiscard]] QByteArrayView unread() const { return QByteArrayView(m_in).sliced(m_consumed); }
    [[nodiscard]] qint64 backlog() const;

    ConnectionHost &m_host;
    const quint64 m_id;
    std::unique_ptr<QTcpSocket> m_transport;
    QSslSocket *const m_tls; // m_transport, or null
    VettedSocket *m_vetted = nullptr;
    Peer m_peer;

    QByteArray m_in;
    qsizetype m_consumed = 0; // of m_in
    FramingGuard m_guard;
    std::optional<Admission> m_admission; // the head is complete, the body is awaited
    bool m_continueDue = false;

    std::deque<ExchangePtr> m_queue;
    std::shared_ptr<Stream> m_stream; // the answer that goes on; nothing is read any more
    QByteArray m_out;                 // not given to the socket yet
    std::deque<Held> m_held;
    qint64 m_given = 0;

    Phase m_phase = Phase::Idle;
    qint64 m_deadline = 0;  // tick
    qint64 m_stalledAt = 0; // tick at which a client that reads nothing is given up
    qint64 m_discarded = 0;
    int m_budget = 0; // requests left for this turn of the event loop
    bool m_advancing = false;
    bool m_unflushed = false;
    bool m_flushDue = false;
    bool m_draining = false;
    bool m_inputClosed = false; // a closing answer is queued
    bool m_closing = false;     // a closing answer was sent
    bool m_linger = false;      // the client may be sending still: read on before closing, so that it sees the answer
    bool m_ended = false;
};

} // namespace melody::http
