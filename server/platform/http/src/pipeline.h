// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happens to a request between its framing and its answer: route, caller, role, rate, body limit, handler, span.
// Knows no socket. Thread: any.
#pragma once

#include "exchange.h"
#include "framing_guard.h"
#include "refusal_watch.h"
#include "router.h"
#include "worker_pool.h"

namespace melody::http {

struct Peer {
    QHostAddress address;
    QByteArray text;
    bool isTrustedProxy = false;
};

// What is known once the head is there, before the body is waited for.
struct Admission {
    const Route *route = nullptr;
    QHash<QString, QString> parameters;
    std::optional<Principal> caller;
    QByteArray remoteAddress;
    TraceContext trace;
    QByteArray parentSpanId;
    std::optional<Response> refusal;
    std::optional<Error> forbidden; // instead of a refusal, when an audited route is closed to the caller
};

class Pipeline {
public:
    Pipeline(Router router, ServerParts parts, const ServerOptions &options);

    [[nodiscard]] Peer peer(const QHostAddress &address) const;
    [[nodiscard]] Admission admit(const RequestHead &head, QByteArrayView bytes, const Peer &peer);
    // Runs the handler here (inline routes) or on the pool, then `sink` hears of it. `exchange->ready` tells that the response is
    // there on return: of an inline route, or the 503 of a server that has too much in flight.
    void dispatch(const ExchangePtr &exchange, ReplySink &sink);
    // Span and metrics of an answer, once it is given to the socket.
    void finish(const Exchange &exchange);
    // Waits for the handlers that run; after this no sink hears of anything.
    void stop() { m_workers.stop(); }
    [[nodiscard]] const Clock &clock() const { return m_parts.clock; }

private:
    struct Names { // of a route, made once
        QString span;
        QByteArray labels;   // up to the status
        QByteArray okLabels; // of status 200
    };
    [[nodiscard]] Result<void> authorize(Admission &admission, QByteArrayView authorization, const Peer &peer, const QHostAddress &address);
    struct Outcome {
        Response response;
        QString code; // of the problem
    };
    [[nodiscard]] Response respond(const Exchange &exchange);
    [[nodiscard]] Outcome run(const Exchange &exchange);
    [[nodiscard]] Response recorded(const Exchange &exchange, Outcome outcome);
    [[nodiscard]] Result<Response> handle(const Exchange &exchange);
    void logAccess(const Exchange &exchange);
    [[nodiscard]] Outcome failure(const Exchange &exchange, const QString &event, const QString &what);

    Router m_router;
    ServerParts m_parts;
    std::vector<Names> m_names; // in the order of the table
    QList<QHostAddress> m_trustedProxies;
    RateLimiter m_limiter;
    RefusalWatch m_refusals;
    const int m_maxInFlight;
    std::atomic<int> m_inFlight = 0;
    WorkerPool m_workers; // last: its threads use the others
};

} // namespace melody::http
