// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One request on its way to its answer. Belongs to its connection's I/O thread, except while a worker runs its handler.
#pragma once

#include <http/route.h>
#include <http/stream.h>

#include <atomic>

namespace melody::http {

struct Exchange {
    Exchange() = default;
    Exchange(const Exchange &) = delete;
    Exchange &operator=(const Exchange &) = delete;
    // Whoever writes to a stream that no connection took over must learn that nobody reads.
    ~Exchange()
    {
        if (response.stream)
            response.stream->end();
    }

    Request request;
    const Route *route = nullptr; // null: refused before a route was found
    QByteArray parentSpanId;
    TimePoint startedAt{};
    std::chrono::nanoseconds started{0}; // of the monotonic clock
    quint64 connection = 0;
    bool close = false;             // the connection ends with this answer
    bool ready = false;             // `response` is there
    std::optional<Error> forbidden; // of an audited route: the pool answers with it, once it is recorded
    Response response;
    std::atomic<bool> abandoned = false; // the client left: don't start what has not started
};

using ExchangePtr = std::shared_ptr<Exchange>;

// Where a worker hands back an exchange whose response is there. Thread: any.
class ReplySink {
public:
    virtual ~ReplySink() = default;
    virtual void replied(ExchangePtr exchange) = 0;
};

} // namespace melody::http
