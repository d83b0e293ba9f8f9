// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "caller.h"

#include <wire/json.h>
#include <wire/playback.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

// Start of "bytes 100-199/200".
std::optional<qint64> rangeStart(const QByteArray &contentRange)
{
    if (!contentRange.startsWith("bytes "))
        return {};
    bool ok = false;
    const qint64 start = contentRange.mid(6, contentRange.indexOf('-') - 6).toLongLong(&ok);
    return ok ? std::optional(start) : std::nullopt;
}

bool isOriginsFault(const Error &error)
{
    return error.kind == ErrorKind::Unavailable || error.code == u"untrusted_server";
}

} // namespace

Error problemOf(const HttpAnswer &answer)
{
    const bool isProblem = answer.contentType.startsWith("application/problem+json");
    const auto json = isProblem ? wire::parseObject(answer.body) : Result<QJsonObject>(QJsonObject());
    Error error = wire::parseProblem(json.value_or(QJsonObject()), answer.status);
    if (error.kind == ErrorKind::Unavailable && !isProblem)
        error.code = u"server_down"_s; // a proxy in front of it spoke
    if (!error.retryAfterMs)
        error.retryAfterMs = answer.retryAfterMs;
    return error;
}

Caller::Caller(HttpClient &http, TokenSource *tokens, const RetryLimits &limits, const Clock &clock)
    : m_http(http), m_tokens(tokens), m_limits(limits), m_clock(clock)
{
}

Caller::~Caller()
{
    cancelAll();
}

Caller::CallId Caller::call(Call call)
{
    const CallId id = ++m_lastId;
    Active &active = m_active[id];
    active.call = std::move(call);
    attempt(id);
    return id;
}

void Caller::cancel(CallId id)
{
    const auto found = m_active.find(id);
    if (found == m_active.end())
        return;
    m_http.giveUp(found->second.reply);
    m_active.erase(found);
}

void Caller::cancelAll()
{
    while (!m_active.empty()) {
        const CallId id = m_active.begin()->first;
        m_http.giveUp(m_active.begin()->second.reply);
        finish(id, fail(ErrorKind::Unavailable, u"cancelled"_s, u"The program is closing."_s));
    }
}

void Caller::attempt(CallId id)
{
    const auto found = m_active.find(id);
    if (found == m_active.end())
        return;
    Active &active = found->second;
    ++active.tries;
    const std::vector<EdgeHealth> health = healthOf(active.call);
    std::vector<bool> asked(health.size());
    for (const int origin : active.asked)
        asked[size_t(origin)] = true;
    active.origin = chooseEdge(health, asked, m_clock.monotonic());
    active.asked.insert(active.origin);
    if (!found->second.call.authorised || !m_tokens) {
        send(id);
        return;
    }
    m_tokens->token([self = QPointer(this), id](const Result<QByteArray> &token) {
        if (!self)
            return;
        const auto waiting = self->m_active.find(id);
        if (waiting == self->m_active.end())
            return;
        if (!token) {
            self->failed(id, token.error(), false);
            return;
        }
        waiting->second.token = *token;
        self->send(id);
    });
}

HttpRequest Caller::requestOf(const Active &active) const
{
    const Call &call = active.call;
    HttpRequest request;
    request.method = call.method;
    request.url = QUrl(call.origins[active.origin].toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment) + call.path);
    request.maxBytes = call.maxBytes;
    request.priority = call.priority;
    request.headers.emplace_back("traceparent", call.trace.child().toTraceparent());
    if (call.body) {
        request.body = QJsonDocument(*call.body).toJson(QJsonDocument::Compact);
        request.headers.emplace_back("Content-Type", "application/json");
    } else if (!call.bytes.isEmpty()) {
        request.body = call.bytes;
        request.headers.emplace_back("Content-Type", call.contentType);
    }
    if (!active.token.isEmpty())
        request.headers.emplace_back("Authorization", "Bearer " + active.token);
    if (!call.idempotencyKey.isEmpty())
        request.headers.emplace_back("Idempotency-Key", call.idempotencyKey);
    if (!call.ifMatch.isEmpty())
        request.headers.emplace_back("If-Match", call.ifMatch);
    if (call.refresh)
        request.headers.emplace_back("Cache-Control", "no-cache");
    if (!active.received.isEmpty())
        request.headers.emplace_back("Range", "bytes=" + QByteArray::number(active.received.size()) + '-');
    return request;
}

void Caller::send(CallId id)
{
    Active &active = m_active.at(id);
    active.arrived = 0;
    ++active.attempt;
    HttpRequest request = requestOf(active);
    request.progress = [this, id](qint64 bytes) {
        const auto found = m_active.find(id);
        if (found == m_active.end())
            return;
        found->second.arrived = bytes;
        if (found->second.call.progress)
            found->second.call.progress(found->second.received.size() + bytes);
    };
    active.reply = m_http.send(request, [this, id](const HttpAnswer &answer) { answered(id, answer); });
    if (active.call.repeatable && active.asked.size() < size_t(active.call.origins.size()))
        watchStart(id);
}

// While there is an origin that was not asked yet, one that does not begin to answer is not waited for.
void Caller::watchStart(CallId id)
{
    QTimer::singleShot(slowStart, this, [this, id, attempt = m_active.at(id).attempt] {
        const auto found = m_active.find(id);
        if (found == m_active.end() || found->second.attempt != attempt || !found->second.reply || found->second.arrived > 0)
            return;
        m_http.giveUp(found->second.reply);
        failed(id, {ErrorKind::Unavailable, u"timeout"_s, u"The server did not answer in time."_s}, false);
    });
}

void Caller::answered(CallId id, const HttpAnswer &answer)
{
    const auto found = m_active.find(id);
    if (found == m_active.end())
        return;
    Active &active = found->second;
    HttpAnswer whole = answer;
    if (answer.status / 100 == 2 && active.call.resumable) {
        const bool progressed = !answer.body.isEmpty();
        if (!resumed(active, whole) || whole.body.size() > active.call.maxBytes) {
            failed(id, {ErrorKind::Internal, u"bad_answer"_s, u"Another part than the one asked for."_s}, false);
            return;
        }
        if (answer.failure) { // broken off: keep what came
            active.received = whole.body;
            failed(id, *answer.failure, progressed);
            return;
        }
    }
    if (answer.failure) {
        failed(id, *answer.failure, false);
        return;
    }
    if (answer.status == 401 && active.call.authorised && m_tokens && !std::exchange(active.tokenRenewed, true)) {
        m_tokens->refused(active.token);
        --active.tries;
        attempt(id);
        return;
    }
    if (answer.status == 416 && !active.received.isEmpty()) { // there is no such part: begin again
        active.received.clear();
        failed(id, {ErrorKind::Unavailable, u"bad_answer"_s, u"The rest of the answer is not to be had."_s}, false);
        return;
    }
    if (answer.status / 100 != 2) {
        Error problem = problemOf(answer);
        if (answer.status == 503 && active.call.tellOverload)
            problem.code = u"overloaded"_s;
        failed(id, problem, false);
        return;
    }
    m_health.remove(active.call.origins[active.origin]);
    finish(id, std::move(whole));
}

// Puts what came now behind what came before. False: it does not fit.
bool Caller::resumed(Active &active, HttpAnswer &answer) const
{
    if (active.received.isEmpty())
        return answer.status != 206;
    if (answer.status != 206) { // the server does not know ranges and sends all of it again
        active.received.clear();
        return true;
    }
    if (rangeStart(answer.contentRange) != active.received.size())
        return false;
    answer.body.prepend(active.received);
    return true;
}

void Caller::failed(CallId id, const Error &error, bool progressed)
{
    Active &active = m_active.at(id);
    active.reply = nullptr;
    const bool repeatable = active.call.repeatable || !active.call.idempotencyKey.isEmpty();
    ++active.attempt; // whoever watches the old one is too late
    if (isOriginsFault(error) && active.call.origins.size() > 1) {
        EdgeHealth &health = m_health[active.call.origins[active.origin]];
        health = afterFailure(health, m_clock.monotonic());
        if (repeatable && active.asked.size() < size_t(active.call.origins.size())) { // another one may work right now
            attempt(id);
            return;
        }
    }
    active.asked.clear();
    if (active.call.tellOverload && error.code == u"overloaded") {
        finish(id, tl::unexpected(error));
        return;
    }
    if (progressed) // as long as it moves on, it is worth another try
        active.tries = std::min(active.tries, 1);
    const int rounds = 1 + (active.tries - 1) / int(active.call.origins.size());
    const auto delay = repeatable ? retryDelay(error, rounds, m_limits, QRandomGenerator::global()->generateDouble()) : std::nullopt;
    if (!delay) {
        finish(id, tl::unexpected(error));
        return;
    }
    QTimer::singleShot(*delay, this, [this, id] { attempt(id); });
}

void Caller::finish(CallId id, Result<HttpAnswer> result)
{
    const auto found = m_active.find(id);
    const auto done = std::move(found->second.call.done);
    m_active.erase(found);
    done(std::move(result));
}

std::vector<EdgeHealth> Caller::healthOf(const Call &call) const
{
    std::vector<EdgeHealth> health;
    for (const QUrl &origin : call.origins)
        health.push_back(m_health.value(origin));
    return health;
}

} // namespace melody::remote
