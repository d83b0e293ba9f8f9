// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The route table: one visible row a route, with who may call it. A test holds it against resources/openapi/melody.yaml.
#pragma once

#include <http/message.h>

#include <functional>
#include <vector>

namespace melody::http {

// Token buckets per caller (user, else address). Figures in src/rate_limiter.cpp, to be changed in Limits.
enum class RateClass { Read, Write, SignIn, Stream, Upload, Probe };
inline constexpr size_t rateClassCount = 6;

// How long a proof of identity is fresh enough for a route with `stepUp`.
inline constexpr std::chrono::minutes proofLifetime{10};

// How long staff work after a proof before they give another one.
inline constexpr std::chrono::hours staffProofLifetime{12};

// Pool: on the bounded worker pool, may wait for the database. Inline: on the I/O thread, touches memory only.
enum class Execution { Pool, Inline };

using Handler = std::function<Result<Response>(const Request &)>;

struct Route {
    Method method = Method::Get;
    QByteArray path;      // "/v1/albums/{id}"
    QByteArray operation; // operationId in the OpenAPI file
    // Opened by any of them; those of staff want a second factor shown within staffProofLifetime, else 403 "second_factor_missing".
    Roles roles = Role::Listener;
    RateClass rate = RateClass::Read;
    Handler handler;
    Execution execution = Execution::Pool;
    qsizetype maxBodyBytes = 64 * 1024;
    bool idempotent = false; // POST that creates or counts: honours Idempotency-Key
    // For an Inline route that may have to wait once, such as a chunk whose asset isn't in memory yet: when it says no, this one
    // request runs on the pool. Called on the I/O thread, touches memory only. Empty: always warm.
    std::function<bool(const Request &)> isWarm = {};
    // Wants a proof of identity younger than proofLifetime (password or second factor), else 403 "step_up_required".
    bool stepUp = false;
    // The platform itself writes who called, and how it ended, to the audit log, refusals for the lack of a role included: a handler
    // can't forget. Such a route runs on the pool.
    bool audited = false;
    // Closed to child accounts: 403 "not_for_children".
    bool adultsOnly = false;
};

using RouteTable = std::vector<Route>;

// Turns a bearer token into a caller. Implemented by accounts; called on the I/O thread, must touch memory only.
using Authenticator = std::function<Result<Principal>(QByteArrayView bearerToken)>;

// Remembers first answers by (caller, operation, key). Implemented over PostgreSQL in platform/idempotency; a replay gives the first
// answer, the same key with another body is Conflict ("idempotency_key_reused").
class IdempotencyStore {
public:
    virtual ~IdempotencyStore() = default;
    // Runs `work` unless an answer is remembered. Safe against two processes at once.
    virtual Result<Response> once(const Request &request, const QByteArray &operation, const std::function<Result<Response>()> &work) = 0;
};

// A request to an `audited` route, as it is about to be answered.
struct AuditedCall {
    const Route &route;
    const Request &request;
    std::optional<Role> role; // that opens the route to the caller; none: it is closed to them
    int status = 0;
    QString code; // of the problem; empty: it went well
};

// Where audited routes leave their traces. Implemented by compliance.
class AuditTrail {
public:
    virtual ~AuditTrail() = default;
    // On the pool. An answer leaves only after this succeeded, else the caller gets 503 ("audit_unavailable").
    virtual Result<void> record(const AuditedCall &call) = 0;
};

} // namespace melody::http
