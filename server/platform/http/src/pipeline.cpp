// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pipeline.h"

#include "problem.h"

#include <telemetry/telemetry.h>

namespace melody::http {
using namespace Qt::StringLiterals;
namespace {

constexpr qint64 overloadedRetryMs = 1000;
constexpr qsizetype maxIdempotencyKey = 255;

Error overloaded()
{
    Error error{ErrorKind::Unavailable, u"overloaded"_s, u"Too much is going on. Try again shortly."_s};
    error.retryAfterMs = overloadedRetryMs;
    return error;
}

// The token of "Bearer <token>" (RFC 6750); empty when it is something else.
QByteArrayView bearerToken(QByteArrayView authorization)
{
    static constexpr QByteArrayView scheme = "bearer ";
    if (authorization.size() <= scheme.size() || authorization.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0)
        return {};
    return authorization.sliced(scheme.size()).trimmed();
}

QJsonObject statusAttribute(int status)
{
    return {{u"http.response.status_code"_s, status}};
}

// Takes the roles of staff from who has not shown a second factor today, before anything looks at them; those that were taken.
Roles takeDormant(Principal &caller, TimePoint now)
{
    const bool shown = caller.secondFactor && now < caller.proved + staffProofLifetime;
    const Roles dormant = shown ? Roles() : caller.roles & staffRoles;
    caller.roles &= ~dormant;
    return dormant;
}

// What a route asks of its caller beyond a role.
Result<void> checkCaller(const Route &route, const Principal &caller, TimePoint now)
{
    if (route.adultsOnly && caller.child)
        return fail(ErrorKind::Forbidden, u"not_for_children"_s, u"Ask who manages your family."_s);
    if (route.stepUp && caller.proved + proofLifetime <= now)
        return fail(ErrorKind::Forbidden, u"step_up_required"_s, u"Prove again that it is you."_s);
    return {};
}

bool isVisibleAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

} // namespace

Pipeline::Pipeline(Router router, ServerParts parts, const ServerOptions &options)
    : m_router(std::move(router)), m_parts(std::move(parts)), m_trustedProxies(options.trustedProxies),
      m_limiter(m_parts.clock, options.limits.rates), m_refusals(m_parts.clock, m_parts.telemetry, options.limits.unusual),
      m_maxInFlight(options.limits.maxInFlight), m_workers(options.workerThreads, size_t(std::max(1, options.limits.maxInFlight)))
{
    for (const Route &route : m_router.routes()) {
        m_names.push_back({QString::fromLatin1(methodName(route.method)) + u' ' + QString::fromLatin1(route.path),
                           "route=\"" + route.operation + "\",status=\"", "route=\"" + route.operation + "\",status=\"200\""});
    }
}

Peer Pipeline::peer(const QHostAddress &address) const
{
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4); // also of ::ffff:192.0.2.1
    const QHostAddress plain = isIpv4 ? QHostAddress(ipv4) : address;
    return {plain, plain.toString().toLatin1(), m_trustedProxies.contains(plain)};
}

Admission Pipeline::admit(const RequestHead &head, QByteArrayView bytes, const Peer &peer)
{
    Admission admission;
    if (const auto caller = TraceContext::parse(head.header(bytes, "traceparent"))) {
        admission.trace = caller->child();
        admission.parentSpanId = caller->spanId;
    } else {
        admission.trace = TraceContext::create();
    }
    QHostAddress address = peer.address;
    admission.remoteAddress = peer.text;
    if (peer.isTrustedProxy) {
        const QByteArrayView forwarded = head.header(bytes, "x-forwarded-for");
        const QByteArrayView last = forwarded.sliced(forwarded.lastIndexOf(',') + 1).trimmed();
        if (const QHostAddress behind(QString::fromLatin1(last)); !behind.isNull()) {
            address = behind;
            admission.remoteAddress = behind.toString().toLatin1();
        }
    }

    const QByteArrayView target = head.target.in(bytes);
    const qsizetype query = target.indexOf('?');
    Router::Match match = m_router.match(head.method, query < 0 ? target : target.first(query));
    admission.route = match.route;
    admission.parameters = std::move(match.parameters);
    Result<void> allowed = authorize(admission, head.header(bytes, "authorization"), peer, address);
    if (allowed && !match.route) {
        allowed = match.allow.isEmpty() ? fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s)
                                        : fail(ErrorKind::MethodNotAllowed, u"method_not_allowed"_s, u"This can't be done here."_s);
    } else if (allowed && head.contentLength > match.route->maxBodyBytes) {
        allowed = fail(ErrorKind::TooLarge, u"body_too_large"_s, u"The body may have %1 bytes at most."_s.arg(match.route->maxBodyBytes));
    }
    if (!allowed && match.route && match.route->audited && allowed.error().kind == ErrorKind::Forbidden) {
        admission.forbidden = allowed.error();
    } else if (!allowed) {
        admission.refusal = problem(allowed.error(), admission.trace.traceId);
        if (allowed.error().kind == ErrorKind::MethodNotAllowed)
            admission.refusal->headers.emplaceBack("Allow", match.allow);
    }
    return admission;
}

Result<void> Pipeline::authorize(Admission &admission, QByteArrayView authorization, const Peer &peer, const QHostAddress &address)
{
    const Route *route = admission.route;
    const bool anonymousOnly = !route || route->roles == Roles(Role::Anonymous);
    Result<void> outcome;
    if (!anonymousOnly && !authorization.isEmpty() && m_parts.authenticate) {
        if (const Result<Principal> caller = m_parts.authenticate(bearerToken(authorization)))
            admission.caller = *caller;
        else
            outcome = tl::unexpected(caller.error());
    } else if (!anonymousOnly && !route->roles.testFlag(Role::Anonymous)) {
        outcome = fail(ErrorKind::Unauthenticated, u"unauthenticated"_s, u"Sign in first."_s);
    }
    // Also who fails to sign in is counted, so that nobody can try tokens without end.
    const RateKey key = admission.caller ? RateKey::ofUser(admission.caller->user) : RateKey::ofAddress(address);
    if (const auto wait = m_limiter.take(key, route ? route->rate : RateClass::Read)) {
        Error error{ErrorKind::RateLimited, u"rate_limited"_s, u"Slow down."_s};
        error.retryAfterMs = wait->count();
        return tl::unexpected(std::move(error));
    }
    const Roles dormant = admission.caller ? takeDormant(*admission.caller, m_parts.clock.now()) : Roles();
    if (outcome && admission.caller && !((admission.caller->roles | Role::Listener) & route->roles)) {
        return dormant & route->roles
                   ? fail(ErrorKind::Forbidden, u"second_factor_missing"_s, u"This wants a second factor: set one up, or give its code."_s)
                   : fail(ErrorKind::Forbidden, u"role_missing"_s, u"Your account may not do this."_s);
    }
    if (outcome && route && admission.caller)
        outcome = checkCaller(*route, *admission.caller, m_parts.clock.now());
    return outcome;
}

void Pipeline::dispatch(const ExchangePtr &exchange, ReplySink &sink)
{
    const Route &route = *exchange->route;
    if (route.execution == Execution::Inline && (!route.isWarm || route.isWarm(exchange->request))) {
        exchange->response = respond(*exchange);
        exchange->ready = true;
        return;
    }
    const bool fits = m_inFlight.fetch_add(1, std::memory_order_relaxed) < m_maxInFlight;
    const bool started = fits && m_workers.tryRun([this, exchange, &sink] {
        if (!exchange->abandoned.load(std::memory_order_relaxed))
            exchange->response = respond(*exchange);
        m_inFlight.fetch_sub(1, std::memory_order_relaxed);
        sink.replied(exchange);
    });
    if (!started) {
        m_inFlight.fetch_sub(1, std::memory_order_relaxed);
        exchange->response = problem(overloaded(), exchange->request.trace.traceId);
        exchange->ready = true;
    }
}

Response Pipeline::respond(const Exchange &exchange)
{
    const telemetry::CurrentTrace current(exchange.request.trace);
    Outcome outcome = run(exchange);
    return exchange.route->audited ? recorded(exchange, std::move(outcome)) : std::move(outcome.response);
}

Pipeline::Outcome Pipeline::run(const Exchange &exchange)
{
    try {
        Result<Response> result = handle(exchange);
        if (result)
            return {*std::move(result), {}};
        if (result.error().kind == ErrorKind::Internal)
            return failure(exchange, u"http.handler_failed"_s, result.error().code + u": "_s + result.error().detail);
        return {problem(result.error(), exchange.request.trace.traceId), result.error().code};
    } catch (const std::exception &exception) {
        return failure(exchange, u"http.handler_threw"_s, QString::fromUtf8(exception.what()));
    } catch (...) {
        return failure(exchange, u"http.handler_threw"_s, u"not a std::exception"_s);
    }
}

// The answer, once the audit log has it.
Response Pipeline::recorded(const Exchange &exchange, Outcome outcome)
{
    const Route &route = *exchange.route;
    AuditedCall call{route, exchange.request, std::nullopt, outcome.response.status, outcome.code};
    const Roles held = exchange.request.caller ? exchange.request.caller->roles | Role::Listener : Roles(Role::Anonymous);
    // The role with the fewest rights that opens the route.
    for (quint16 role = 1; role != 0 && !call.role && !exchange.forbidden; role = quint16(role << 1)) {
        if ((held & route.roles).testFlag(Role(role)))
            call.role = Role(role);
    }
    QString why;
    try {
        const Result<void> written = m_parts.audit->record(call);
        if (written)
            return std::move(outcome.response);
        why = written.error().code + u": "_s + written.error().detail;
    } catch (const std::exception &exception) {
        why = QString::fromUtf8(exception.what());
    }
    m_parts.telemetry.log(telemetry::Level::Error, u"http.audit_failed"_s,
                          {{u"operation"_s, QString::fromLatin1(route.operation)}, {u"what"_s, why}}, exchange.request.trace.traceId);
    Error error{ErrorKind::Unavailable, u"audit_unavailable"_s, u"This can't be put on record right now. Try again shortly."_s};
    error.retryAfterMs = overloadedRetryMs;
    return problem(error, exchange.request.trace.traceId);
}

Result<Response> Pipeline::handle(const Exchange &exchange)
{
    const Route &route = *exchange.route;
    const Request &request = exchange.request;
    if (exchange.forbidden)
        return tl::unexpected(*exchange.forbidden);
    const auto key = route.idempotent ? request.headers.constFind("idempotency-key") : request.headers.constEnd();
    if (key == request.headers.constEnd())
        return route.handler(request);
    if (key->isEmpty() || key->size() > maxIdempotencyKey || !isVisibleAscii(*key))
        return fail(ErrorKind::Malformed, u"malformed_idempotency_key"_s, u"Idempotency-Key has 1 to 255 visible ASCII characters."_s);
    return m_parts.idempotency->once(request, route.operation, [&] { return route.handler(request); });
}

// Our bug: the log says what, the caller gets the trace id only.
Pipeline::Outcome Pipeline::failure(const Exchange &exchange, const QString &event, const QString &what)
{
    m_parts.telemetry.log(telemetry::Level::Error, event,
                          {{u"operation"_s, QString::fromLatin1(exchange.route->operation)}, {u"what"_s, what}},
                          exchange.request.trace.traceId);
    const Error error{ErrorKind::Internal, u"internal"_s, u"Something went wrong on our side."_s};
    return {problem(error, exchange.request.trace.traceId), error.code};
}

// Who proved who they are, and who was refused: what an inquiry wants to know first. Neither bodies nor tokens nor addresses.
void Pipeline::logAccess(const Exchange &exchange)
{
    const int status = exchange.response.status;
    const bool refused = status == 401 || status == 403;
    const bool proving = exchange.route && exchange.route->rate == RateClass::SignIn && status < 500 && status != 429;
    if (!proving && !refused && status != 429)
        return;
    const Request &request = exchange.request;
    const QString operation = exchange.route ? QString::fromLatin1(exchange.route->operation) : QString();
    const QString user = request.caller ? request.caller->user.toString() : QString();
    if (refused || status == 429)
        m_refusals.refused(request.caller ? RateKey::ofUser(request.caller->user)
                                          : RateKey::ofAddress(QHostAddress(QString::fromLatin1(request.remoteAddress))),
                           user, operation);
    if (status == 429)
        return;
    QJsonObject fields{{u"operation"_s, operation}, {u"status"_s, status}};
    if (request.caller)
        fields.insert(u"user"_s, user);
    m_parts.telemetry.log(telemetry::Level::Info, status < 400 ? u"http.access_proved"_s : u"http.access_refused"_s, fields,
                          exchange.request.trace.traceId);
}

void Pipeline::finish(const Exchange &exchange)
{
    const auto duration = m_parts.clock.monotonic() - exchange.started;
    const Names *names = exchange.route ? &m_names[size_t(exchange.route - m_router.routes().data())] : nullptr;
    const int status = exchange.response.status;
    const QByteArray labels =
        names && status == 200 ? names->okLabels
                               : (names ? names->labels : QByteArrayLiteral("route=\"none\",status=\"")) + QByteArray::number(status) + '"';
    m_parts.telemetry.observe(QByteArrayLiteral("melody_http_request_seconds"), std::chrono::duration<double>(duration).count(), labels);
    logAccess(exchange);
    if (!exchange.request.trace.sampled)
        return;
    telemetry::Span span;
    span.context = exchange.request.trace;
    span.parentSpanId = exchange.parentSpanId;
    span.name = names ? names->span : QStringLiteral("HTTP refused");
    span.start = exchange.startedAt;
    span.duration = std::chrono::duration_cast<std::chrono::microseconds>(duration);
    span.ok = status < 500;
    static const QJsonObject okAttributes = statusAttribute(200);
    span.attributes = status == 200 ? okAttributes : statusAttribute(status);
    m_parts.telemetry.span(std::move(span));
}

} // namespace melody::http
