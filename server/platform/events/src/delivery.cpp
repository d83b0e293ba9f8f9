// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "delivery.h"

#include <events/sql.h>

#include <telemetry/telemetry.h>

namespace melody::events {
using namespace Qt::StringLiterals;
namespace {

constexpr std::chrono::milliseconds shortestPause{100};
constexpr std::chrono::milliseconds longestPause{60'000};

// Positions travel as text: PostgreSQL makes an xid8 of nothing else.
QString text(qint64 number)
{
    return QString::number(number);
}

Position positionOf(const db::Row &row)
{
    return {row.get<qint64>("xid"), row.get<qint64>("sequence")};
}

Event eventOf(const db::Row &row)
{
    return {row.get<EventId>("id"),
            row.get<QString>("type"),
            row.get<QString>("subject"),
            row.get<QJsonObject>("payload"),
            row.get<std::optional<QString>>("trace_id").value_or(QString()).toLatin1(),
            row.get<TimePoint>("at")};
}

// The trace of who published goes on in the handler.
TraceContext traceOf(const Event &event)
{
    TraceContext trace = TraceContext::create();
    if (!event.traceId.isEmpty())
        trace.traceId = event.traceId;
    return trace;
}

// The database's trouble, not the event's.
bool isPassing(const Error &error)
{
    static const QStringList codes{u"database_unreachable"_s, u"database_busy"_s, u"database_contention"_s, u"commit_unknown"_s};
    return error.kind == ErrorKind::Unavailable && codes.contains(error.code);
}

std::chrono::milliseconds pauseAfter(int failures)
{
    return std::min(shortestPause * (1 << std::min(failures - 1, 16)), longestPause);
}

QString storable(QString text)
{
    return text.remove(QChar(u'\0')).left(2'000);
}

} // namespace

Result<Delivery::Outcome> Delivery::deliver(Position latest)
{
    std::optional<Next> first;
    const auto outcome = attempt(latest, batchSize, first);
    return outcome || isPassing(outcome.error()) ? outcome : deliverSingly(latest);
}

// After a batch failed: what comes before the event that fails is stored, and the failure has a name.
Result<Delivery::Outcome> Delivery::deliverSingly(Position latest)
{
    Outcome total;
    for (int i = 0; i < batchSize; ++i) {
        std::optional<Next> next;
        auto outcome = attempt(latest, 1, next);
        if (!outcome && next && !isPassing(outcome.error()))
            outcome = noteFailure(*next, outcome.error());
        if (!outcome)
            return total.moved ? total : outcome;
        total.handled += outcome->handled;
        total.moved |= outcome->moved;
        if (!outcome->handled)
            break;
    }
    return total;
}

Result<Delivery::Outcome> Delivery::attempt(Position latest, int limit, std::optional<Next> &first)
{
    return m_database.run(eventsActor, [&](db::Transaction &transaction) -> Result<Outcome> {
        const auto held = transaction.exec(sql::holdConsumer, {m_consumer.name, m_clock.now()}).first();
        if (!held)
            return Outcome();
        const Position from = positionOf(*held);
        if (!(from < latest))
            return Outcome(); // another process came further meanwhile; an offset never goes back
        const db::Rows rows =
            transaction.exec(sql::nextEvents, {text(from.xid), from.sequence, text(latest.xid), latest.sequence, m_consumer.types, limit});
        Position reached = latest;
        for (const db::Row row : rows) {
            const Event event = eventOf(row);
            const Position position = positionOf(row);
            first = first.value_or(Next{event, position});
            const db::RoleScope scope(transaction, m_consumer.role);
            if (const auto handled = handle(transaction, event); !handled)
                return tl::unexpected(handled.error());
            if (rows.size() == limit)
                reached = position; // there may be more before `latest`
        }
        transaction.exec(sql::moveOffset, {m_consumer.name, text(reached.xid), reached.sequence});
        return Outcome{rows.size(), true};
    });
}

Result<void> Delivery::handle(db::Transaction &transaction, const Event &event) const
{
    const TraceContext trace = traceOf(event);
    const telemetry::CurrentTrace current(trace);
    const TimePoint start = m_clock.now();
    const auto from = m_clock.monotonic();
    Result<void> handled;
    try {
        handled = m_consumer.handle(transaction, event);
    } catch (const db::Failure &) {
        throw; // run() knows which of them pass
    } catch (const std::exception &exception) {
        handled = fail(ErrorKind::Internal, u"handler_threw"_s, QString::fromUtf8(exception.what()));
    }
    if (m_telemetry)
        m_telemetry->span({trace,
                           {},
                           u"event %1 -> %2"_s.arg(event.type, m_consumer.name),
                           start,
                           std::chrono::duration_cast<std::chrono::microseconds>(m_clock.monotonic() - from),
                           handled.has_value(),
                           {{u"event.id"_s, event.id.toString()}}});
    return handled;
}

// Counts the failure of the event that is next, and pauses; after too many sets the event aside and moves on.
Result<Delivery::Outcome> Delivery::noteFailure(const Next &next, const Error &error)
{
    bool isDead = false;
    const auto noted = m_database.run(eventsActor, [&](db::Transaction &transaction) -> Result<bool> {
        const auto held = transaction.exec(sql::holdConsumer, {m_consumer.name, m_clock.now()}).first();
        if (!held || !(positionOf(*held) < next.position))
            return false; // another process was faster
        const int failures = held->get<int>("failures") + 1;
        isDead = failures >= maxFailures;
        const Event &event = next.event;
        if (!isDead) {
            transaction.exec(sql::noteFailure, {m_consumer.name, failures, m_clock.now() + pauseAfter(failures),
                                                storable(error.code + u": "_s + error.detail)});
            return true;
        }
        transaction.exec(sql::setAside, {m_consumer.name, event.id, event.type, event.subject, event.payload,
                                         event.traceId.isEmpty() ? std::nullopt : std::optional(QString::fromLatin1(event.traceId)),
                                         event.at, storable(error.code), storable(error.detail), m_clock.now()});
        transaction.exec(sql::moveOffset, {m_consumer.name, text(next.position.xid), next.position.sequence});
        return true;
    });
    if (!noted)
        return tl::unexpected(noted.error());
    if (*noted)
        tell(next.event, error, isDead);
    return Outcome{0, *noted && isDead};
}

void Delivery::tell(const Event &event, const Error &error, bool isDead) const
{
    if (!m_telemetry)
        return;
    m_telemetry->count("melody_event_failures_total", 1, "consumer=\"" + m_consumer.name.toLatin1() + '"');
    m_telemetry->log(isDead ? telemetry::Level::Error : telemetry::Level::Warning, isDead ? u"event_set_aside"_s : u"event_failed"_s,
                     {{u"consumer"_s, m_consumer.name},
                      {u"event_id"_s, event.id.toString()},
                      {u"type"_s, event.type},
                      {u"code"_s, error.code},
                      {u"detail"_s, error.detail}},
                     event.traceId);
}

} // namespace melody::events
