// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pending_ticks.h"

#include <QtCore/QJsonDocument>

namespace melody::outbox {

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

QByteArray PendingTicks::json(const wire::Tick &tick)
{
    return QJsonDocument(wire::toJson(wire::TickBatch{{tick}})).toJson(QJsonDocument::Compact);
}

std::optional<wire::Tick> PendingTicks::parse(const QByteArray &json)
{
    const auto batch = wire::parseObject(json).and_then(wire::parseTickBatch);
    return batch && !batch->ticks.isEmpty() ? std::optional(batch->ticks.first()) : std::nullopt;
}

} // namespace melody::outbox
