// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connection.h"

#include "problem.h"
#include "qt_http.h"
#include "response_head.h"

#include <QtNetwork/QSslSocket>

#include <sys/socket.h>

namespace melody::http {
using namespace Qt::StringLiterals;
namespace {

constexpr qint64 highWater = 1024 * 1024;
constexpr qint64 receiveStep = 16 * 1024;
constexpr qint64 streamHighWater = 32 * 1024;
constexpr qsizetype copyBelow = 16 * 1024; // smaller bodies travel with their heads
constexpr qint64 maxDiscarded = 6 * 1024 * 1024;
constexpr int requestsPerTurn = 64; // then the thread's other connections have their turn

Error timedOut(const char *detail)
{
    return {ErrorKind::Timeout, u"request_timeout"_s, QString::fromLatin1(detail)};
}

} // namespace

Connection::Connection(ConnectionHost &host, quint64 id, std::unique_ptr<QTcpSocket> transport)
    : m_host(host), m_id(id), m_transport(std::move(transport)), m_tls(qobject_cast<QSslSocket *>(m_transport.get())),
      m_vetted(host.qtHttp().open(m_transport->peerAddress())), m_peer(host.pipeline().peer(m_transport->peerAddress())),
      m_guard(host.limits().guard)
{
    connect(m_transport.get(), &QTcpSocket::readyRead, this, &Connection::advance);
    connect(m_transport.get(), &QTcpSocket::disconnected, this, &Connection::end);
    if (m_tls) {
        connect(m_tls, &QSslSocket::encrypted, this, &Connection::advance);
        // bytesWritten comes while what was encrypted is in no buffer that we can see.
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, &Connection::onWritten);
    } else {
        connect(m_transport.get(), &QTcpSocket::bytesWritten, this, &Connection::onWritten);
    }
    m_stalledAt = host.tick() + host.limits().idleTicks;
    await(m_tls ? Phase::Handshake : Phase::Idle);
}

Connection::~Connection()
{
    m_transport->disconnect(this);
    m_transport.reset(); // before the memory that it may still point to
    m_host.qtHttp().close(m_vetted);
}

void Connection::advance()
{
    if (m_ended || m_phase == Phase::Lingering || (m_tls && !m_tls->isEncrypted())) {
        discard();
        return;
    }
    if (m_stream) {
        pump();
        return;
    }
    if (m_advancing)
        return;
    m_advancing = true;
    m_budget = requestsPerTurn;
    while (!m_ended && (sendReady() || (mayStart() && step())))
        ;
    m_advancing = false;
    if ((m_unflushed || m_budget == 0) && !std::exchange(m_flushDue, true))
        m_host.flushSoon(*this);
    finish();
}

void Connection::flush()
{
    m_flushDue = m_unflushed = false;
    if (m_ended)
        return;
    if (!m_out.isEmpty())
        write(std::exchange(m_out, {}), {});
    m_transport->flush();
    releaseWritten();
    advance();
}

bool Connection::mayStart() const
{
    return !m_inputClosed && !m_closing && m_budget > 0 && int(m_queue.size()) < m_host.limits().maxPipelined && backlog() < highWater;
}

// Towards the next request; false when that needs bytes that are not there.
bool Connection::step()
{
    if (!m_admission) {
        switch (m_guard.inspect(unread())) {
        case Verdict::NeedMore:
            if (receive(receiveStep))
                return true;
            await(!unread().isEmpty() ? Phase::Head : m_queue.empty() ? Phase::Idle : Phase::Busy);
            return false;
        case Verdict::Refused: {
            const Refusal &refusal = m_guard.refusal();
            refuse(refusal.status, {ErrorKind::Malformed, QString::fromLatin1(refusal.code), QString::fromLatin1(refusal.detail)});
            return true;
        }
        case Verdict::Complete:
            m_admission = m_host.pipeline().admit(m_guard.head(), unread(), m_peer);
            m_continueDue = m_guard.head().expectsContinue;
        }
    }
    const RequestHead &head = m_guard.head();
    const qint64 missing = head.bytes + head.contentLength - unread().size();
    if (missing <= 0) {
        take();
        return true;
    }
    if (m_admission->refusal) { // why wait for a body that nobody reads
        const Admission admission = *std::move(m_admission);
        m_admission.reset();
        refuse(*admission.refusal, admission);
        return true;
    }
    if (receive(missing))
        return true;
    if (m_continueDue && m_queue.empty()) {
        m_out.append("HTTP/1.1 100 Continue\r\n\r\n");
        m_unflushed = true;
        m_continueDue = false;
    }
    await(Phase::Body);
    return false;
}

bool Connection::receive(qint64 atLeast)
{
    const qint64 size = std::min(m_transport->bytesAvailable(), std::max(atLeast, receiveStep));
    if (size <= 0)
        return false;
    if (m_consumed > 0) {
        m_in.remove(0, m_consumed);
        m_consumed = 0;
    }
    const qsizetype before = m_in.size();
    if (atLeast > receiveStep)
        m_in.reserve(before + atLeast);
    m_in.resize(before + size);
    const qint64 got = m_transport->read(m_in.data() + before, size);
    m_in.truncate(before + std::max<qint64>(0, got));
    return got > 0;
}

void Connection::await(Phase phase)
{
    if (m_phase == phase && m_deadline != 0)
        return;
    m_phase = phase;
    const ConnectionLimits &limits = m_host.limits();
    qint64 ticks = 0;
    switch (phase) {
    case Phase::Handshake:
        ticks = limits.handshakeTicks;
        break;
    case Phase::Idle:
        ticks = limits.idleTicks;
        break;
    case Phase::Head:
        ticks = limits.headerTicks;
        break;
    case Phase::Body:
        ticks = limits.bodyTicks;
        break;
    case Phase::Lingering:
        ticks = limits.lingerTicks;
        break;
    case Phase::Busy:
        break;
    }
    m_deadline = ticks > 0 ? m_host.tick() + ticks : 0;
}

ExchangePtr Connection::makeExchange(Admission admission) const
{
    auto exchange = std::make_shared<Exchange>();
    const Clock &clock = m_host.pipeline().clock();
    exchange->connection = m_id;
    exchange->started = clock.monotonic();
    exchange->startedAt = clock.now();
    exchange->route = admission.route;
    exchange->parentSpanId = std::move(admission.parentSpanId);
    exchange->forbidden = std::move(admission.forbidden);
    exchange->request.trace = std::move(admission.trace);
    exchange->request.parameters = std::move(admission.parameters);
    exchange->request.caller = admission.caller;
    exchange->request.remoteAddress = std::move(admission.remoteAddress);
    return exchange;
}

// The request that is complete at the front of the input.
void Connection::take()
{
    Admission admission = *std::move(m_admission);
    m_admission.reset();
    std::optional<Response> refusal = std::exchange(admission.refusal, std::nullopt);
    const ExchangePtr exchange = makeExchange(std::move(admission));
    const RequestHead &head = m_guard.head();
    const qsizetype size = head.bytes + head.contentLength;
    exchange->request.method = head.method;
    exchange->close = !head.keepAlive;
    if (refusal) {
        exchange->response = *std::move(refusal);
        exchange->ready = true;
    } else if (auto parsed = m_host.qtHttp().parse(*m_vetted, unread().first(size).sliced(head.startsAt), head.contentLength)) {
        exchange->request.headers = std::move(parsed->headers);
        exchange->request.body = std::move(parsed->body);
        const QByteArrayView target = head.target.in(unread());
        const qsizetype query = target.indexOf('?');
        exchange->request.path = (query < 0 ? target : target.first(query)).toByteArray();
        if (query >= 0)
            exchange->request.query = QUrlQuery(QString::fromLatin1(target.sliced(query + 1)));
        m_host.pipeline().dispatch(exchange, m_host);
    } else {
        exchange->response =
            problem({ErrorKind::Malformed, u"malformed_request"_s, u"The request can't be read."_s}, exchange->request.trace.traceId);
        exchange->ready = exchange->close = m_linger = true;
    }
    m_consumed += size;
    if (m_consumed == m_in.size()) {
        m_consumed = 0;
        if (m_in.capacity() > receiveStep)
            m_in.clear();
        else
            m_in.resize(0);
    }
    m_guard.reset();
    m_phase = Phase::Busy;
    m_deadline = 0;
    --m_budget;
    enqueue(exchange);
}

void Connection::enqueue(ExchangePtr exchange)
{
    m_inputClosed |= exchange->close;
    m_queue.push_back(std::move(exchange));
}

// Answers, after what is under way, a request whose end can't be known, and ends the connection.
void Connection::refuse(int status, const Error &error)
{
    Admission admission;
    admission.trace = TraceContext::create();
    admission.remoteAddress = m_peer.text;
    refuse(problem(error, status, admission.trace.traceId), admission);
}

void Connection::refuse(Response response, const Admission &admission)
{
    const ExchangePtr exchange = makeExchange(admission);
    exchange->request.method = m_guard.head().method; // GET as long as it is not known
    exchange->response = std::move(response);
    exchange->ready = exchange->close = true;
    m_linger = true;
    m_phase = Phase::Busy;
    m_deadline = 0;
    enqueue(exchange);
}

bool Connection::sendReady()
{
    bool sent = false;
    while (!m_closing && !m_stream && !m_queue.empty() && m_queue.front()->ready) {
        const ExchangePtr exchange = std::move(m_queue.front());
        m_queue.pop_front();
        send(*exchange, exchange->close || exchange->response.stream || (m_draining && m_queue.empty()));
        sent = true;
    }
    return sent;
}

void Connection::send(Exchange &exchange, bool close)
{
    const ResponseFrame frame{exchange.request.method == Method::Head, close, m_tls != nullptr, m_host.httpDateNow(),
                              exchange.request.trace};
    const Response &response = exchange.response;
    if (m_out.isEmpty())
        m_out.reserve(512 + (response.body.size() < copyBelow ? response.body.size() : 0));
    m_unflushed = true;
    appendHead(m_out, response, frame);
    if (hasBody(response, frame)) {
        if (response.body.size() < copyBelow) {
            m_out.append(response.body);
        } else {
            write(std::exchange(m_out, {}), {});
            write(response.body, response.bodyOwner);
        }
    }
    m_host.pipeline().finish(exchange);
    if (response.stream && !frame.headRequest) {
        beginStream(exchange);
    } else if (close) {
        m_closing = true;
        m_linger |= !unread().isEmpty() || m_transport->bytesAvailable() > 0;
        for (const ExchangePtr &other : m_queue)
            other->abandoned = true;
        m_queue.clear();
    }
}

// From now on the connection only sends what is written to the stream.
void Connection::beginStream(Exchange &exchange)
{
    m_stream = std::move(exchange.response.stream);
    for (const ExchangePtr &other : m_queue)
        other->abandoned = true;
    m_queue.clear();
    m_inputClosed = true;
    m_phase = Phase::Busy;
    m_deadline = 0;
    m_stream->attach([&host = m_host, id = m_id] { host.wake(id); });
    if (m_draining)
        m_stream->close();
    m_host.wake(m_id); // for what was written before
}

void Connection::pump()
{
    if (!m_stream || m_ended)
        return;
    m_transport->skip(m_transport->bytesAvailable());
    while (m_stream && backlog() < streamHighWater) {
        const Stream::Piece piece = m_stream->take();
        if (piece.cut) {
            abort();
            return;
        }
        if (piece.closed) {
            m_stream->end();
            m_stream.reset();
            m_closing = true;
        }
        if (piece.bytes.isEmpty())
            break;
        m_out.append(piece.bytes);
        m_unflushed = true;
    }
    if (m_unflushed && !std::exchange(m_flushDue, true))
        m_host.flushSoon(*this);
    finish();
}

// Large blocks are shared with the socket's buffer, not copied; `owner` lives until they are written.
void Connection::write(const QByteArray &bytes, std::shared_ptr<const void> owner)
{
    if (backlog() == 0)
        m_stalledAt = m_host.tick() + m_host.limits().idleTicks;
    m_given += bytes.size();
    if (owner)
        m_held.push_back({m_given, std::move(owner)});
    m_transport->write(bytes);
}

void Connection::releaseWritten()
{
    const qint64 written = m_given - m_transport->bytesToWrite();
    while (!m_held.empty() && m_held.front().until <= written)
        m_held.pop_front();
}

qint64 Connection::backlog() const
{
    return m_out.size() + m_transport->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

void Connection::onWritten()
{
    releaseWritten();
    m_stalledAt = m_host.tick() + m_host.limits().idleTicks;
    if (backlog() < highWater)
        advance();
}

// After a closing answer, or when a drained connection has nothing more to say.
void Connection::finish()
{
    m_closing |= m_draining && m_phase == Phase::Idle;
    if (m_ended || !m_closing || m_phase == Phase::Lingering)
        return;
    if (!m_linger) {
        m_phase = Phase::Lingering;
        m_deadline = 0; // a client that reads nothing is given up as a stalled one
        if (!m_out.isEmpty())
            write(std::exchange(m_out, {}), {});
        m_transport->disconnectFromHost();
    } else if (backlog() == 0) {
        await(Phase::Lingering);
        ::shutdown(int(m_transport->socketDescriptor()), SHUT_WR);
        discard();
    }
}

void Connection::discard()
{
    if (m_ended || m_phase != Phase::Lingering)
        return;
    const qint64 size = m_transport->bytesAvailable();
    m_discarded += size;
    m_transport->skip(size);
    if (m_discarded > maxDiscarded)
        abort();
}

void Connection::replied()
{
    advance();
}

void Connection::onTick()
{
    const qint64 now = m_host.tick();
    if (backlog() > 0 && now >= m_stalledAt) {
        abort();
        return;
    }
    if (m_deadline == 0 || now < m_deadline)
        return;
    switch (m_phase) {
    case Phase::Head:
        refuse(408, timedOut("The request's headers took too long."));
        advance();
        break;
    case Phase::Body:
        refuse(408, timedOut("The request's body took too long."));
        advance();
        break;
    case Phase::Idle:
        m_closing = true;
        finish();
        break;
    case Phase::Handshake:
    case Phase::Lingering:
        abort();
        break;
    case Phase::Busy:
        break;
    }
}

void Connection::drain()
{
    m_draining = true;
    if (m_stream)
        m_stream->close();
    if (m_phase == Phase::Handshake)
        abort();
    else
        advance();
}

void Connection::abort()
{
    m_transport->abort();
    end();
}

void Connection::end()
{
    if (std::exchange(m_ended, true))
        return;
    for (const ExchangePtr &exchange : m_queue)
        exchange->abandoned = true;
    m_queue.clear();
    if (m_stream)
        m_stream->end();
    m_host.ended(*this);
}

} // namespace melody::http
