// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pending_ticks.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QtEndian>

namespace melody::outbox {
namespace {

// A record is: kind(1) || session(16) || body.
enum Kind : char { Reported = 'T', Acknowledged = 'A', Dropped = 'D' };
constexpr qsizetype tickHeadBytes = 17;

QByteArray record(Kind kind, const PlaybackId &session, const QByteArray &body)
{
    return QByteArray(1, kind) + session.uuid().toRfc4122() + body;
}

} // namespace

void PendingTicks::report(const PlaybackId &session, const wire::Tick &tick)
{
    const auto [found, isNew] = m_ticks.try_emplace(session, tick);
    if (!isNew && tick.sequence > found->second.sequence)
        found->second = tick;
}

void PendingTicks::acknowledge(const PlaybackId &session, quint32 sequence)
{
    if (const auto found = m_ticks.find(session); found != m_ticks.end() && found->second.sequence <= sequence)
        m_ticks.erase(found);
}

void PendingTicks::drop(const PlaybackId &session)
{
    m_ticks.erase(session);
}

QByteArray PendingTicks::reported(const PlaybackId &session, const wire::Tick &tick)
{
    return record(Reported, session, QJsonDocument(wire::toJson(wire::TickBatch{{tick}})).toJson(QJsonDocument::Compact));
}

QByteArray PendingTicks::acknowledged(const PlaybackId &session, quint32 sequence)
{
    QByteArray body(4, Qt::Uninitialized);
    qToLittleEndian(sequence, body.data());
    return record(Acknowledged, session, body);
}

QByteArray PendingTicks::dropped(const PlaybackId &session)
{
    return record(Dropped, session, {});
}

void PendingTicks::replay(const QByteArray &record)
{
    if (record.size() < tickHeadBytes)
        return;
    const PlaybackId session(QUuid::fromRfc4122(QByteArrayView(record).sliced(1, 16)));
    const QByteArray body = record.mid(tickHeadBytes);
    switch (record[0]) {
    case Reported:
        if (const auto batch = wire::parseObject(body).and_then(wire::parseTickBatch))
            report(session, batch->ticks.first());
        break;
    case Acknowledged:
        if (body.size() == 4)
            acknowledge(session, qFromLittleEndian<quint32>(body.constData()));
        break;
    case Dropped:
        drop(session);
        break;
    default:
        break;
    }
}

std::vector<QByteArray> PendingTicks::records() const
{
    std::vector<QByteArray> records;
    for (const auto &[session, tick] : m_ticks)
        records.push_back(reported(session, tick));
    return records;
}

} // namespace melody::outbox
