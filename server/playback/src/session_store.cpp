// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session_store.h"

#include <events/events.h>
#include <playback/sql.h>

#include <map>

namespace melody::playback {
namespace {

using namespace Qt::StringLiterals;

db::Actor as(const UserId &user)
{
    return {"melody_playback", user};
}

tl::unexpected<Error> notYours()
{
    return fail(ErrorKind::Forbidden, u"session_not_yours"_s, u"This playback session is not yours."_s);
}

Progress progressOf(const db::Row &row)
{
    Progress progress;
    progress.openedAt = row.get<TimePoint>("opened_at");
    progress.countAfterMs = row.get<qint64>("count_after_ms");
    progress.lastSequence = quint32(row.get<qint64>("last_sequence"));
    progress.renderedMs = row.get<qint64>("rendered_ms");
    progress.positionMs = row.get<qint64>("position_ms");
    progress.rung = media::parseRung(row.get<std::optional<QString>>("rung").value_or(QString()));
    progress.underruns = row.get<int>("underruns");
    progress.startMs = row.get<qint64>("start_ms");
    progress.ended = row.get<bool>("ended");
    progress.counted = row.get<bool>("counted");
    return progress;
}

std::chrono::milliseconds heardOnDay(db::Transaction &transaction, const UserId &user, QDate day)
{
    const auto row = transaction.exec(sql::heardOn, {user, day.toString(Qt::ISODate)}).first();
    return std::chrono::milliseconds(row ? row->get<qint64>("heard_ms") : 0);
}

// In order of day, so that two sessions of a child never wait for one another crosswise.
void addHeard(db::Transaction &transaction, const UserId &user, const std::vector<Heard> &heard, const QString &timeZone)
{
    std::map<QDate, qint64> days;
    for (const Heard &stretch : heard) {
        for (const auto &[day, time] : rules::heardByDay(stretch.from, stretch.to, timeZone))
            days[day] += time.count();
    }
    for (const auto &[day, ms] : days)
        transaction.exec(sql::addHeard, {user, day.toString(Qt::ISODate), ms});
}

void count(db::Transaction &transaction, const UserId &user, const PlaybackId &session, const db::Row &row, const TraceContext &trace,
           TimePoint now)
{
    const auto content = row.get<ContentId>("content_id");
    const auto asset = row.get<AssetId>("asset_id");
    const bool isBreak = row.get<bool>("is_break");
    if (!isBreak && transaction.exec(sql::insertPlay, {user, session, content, asset, now}).affected() != 1)
        return;
    const QJsonObject payload{{u"user_id"_s, user.toString()}, {u"session_id"_s, session.toString()}, {u"asset_id"_s, asset.toString()}};
    const QString type = isBreak ? u"break_rendered"_s : u"play_counted"_s;
    events::publish(transaction, {EventId::create(now), type, content.toString(), payload, trace.traceId, now});
}

} // namespace

Result<void> SessionStore::open(const NewSession &session)
{
    const UserId user = session.caller.user;
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        if (session.led) {
            if (auto saved = FreeListening::save(transaction, user, session.led->before, session.led->after, session.content); !saved)
                return saved;
        }
        const auto opened = transaction.exec(
            sql::insertSession, {user, session.id, session.caller.signIn, session.content, session.asset,
                                 media::rungName(session.highestRung), session.countAfterMs, QString::fromLatin1(session.trace.traceId),
                                 QString::fromLatin1(session.trace.spanId), session.openedAt, session.led && session.led->after.isBreak});
        // A name that the device made up is known when its ticks came first, or when it asks again because it heard no answer.
        if (opened.affected() != 1) {
            const auto known = transaction.exec(sql::contentOfSession, {user, session.id}).first();
            if (known && known->get<ContentId>("content_id") == session.content)
                return {};
            return fail(ErrorKind::Conflict, u"session_id_taken"_s, u"Another session has this name already."_s);
        }
        events::publish(transaction, {EventId::create(session.openedAt), u"stream_started"_s, session.id.toString(),
                                      QJsonObject{{u"user_id"_s, user.toString()},
                                                  {u"content_id"_s, session.content.toString()},
                                                  {u"asset_id"_s, session.asset.toString()}},
                                      session.trace.traceId, session.openedAt});
        return {};
    });
}

Result<TakenTicks> SessionStore::takeTicks(const UserId &user, const PlaybackId &session, const wire::TickBatch &batch, TimePoint now,
                                           const std::optional<rules::ParentalState> &child)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<TakenTicks> {
        const auto row = transaction.exec(sql::lockSession, {user, session}).first();
        if (!row)
            return notYours();
        const Progress before = progressOf(*row);
        auto plan = planTicks(before, batch, now);
        const TraceContext trace{row->get<QString>("trace_id").toLatin1(), row->get<QString>("span_id").toLatin1()};
        const Progress &after = plan.progress;
        if (after != before) {
            transaction.exec(sql::updateSession, {user, session, qint64(after.lastSequence), after.renderedMs, after.positionMs,
                                                  after.rung ? std::optional(media::rungName(*after.rung)) : std::nullopt, after.underruns,
                                                  after.startMs, after.ended, after.counted, now});
        }
        if (plan.countNow)
            count(transaction, user, session, *row, trace, now);
        TakenTicks taken{std::move(plan), trace, row->get<ContentId>("content_id"), {}};
        if (child) {
            addHeard(transaction, user, taken.plan.heard, child->timeZone);
            taken.heardToday = heardOnDay(transaction, user, rules::dayOf(now, child->timeZone));
        }
        return taken;
    });
}

Result<void> SessionStore::mustBeTheirs(const UserId &user, const PlaybackId &session)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        if (transaction.exec(sql::hasSession, {user, session}).isEmpty())
            return notYours();
        return {};
    });
}

Result<std::chrono::milliseconds> SessionStore::heardOn(const UserId &user, QDate day)
{
    return m_database.run(
        as(user), [&](db::Transaction &transaction) -> Result<std::chrono::milliseconds> { return heardOnDay(transaction, user, day); });
}

Result<void> SessionStore::close(const UserId &user, const PlaybackId &session, TimePoint now)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        if (transaction.exec(sql::closeSession, {user, session, now}).affected() == 0)
            return notYours();
        return {};
    });
}

} // namespace melody::playback
