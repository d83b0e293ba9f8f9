// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "kept_ticks.h"

#include <outbox/sql.h>

namespace melody::outbox {

Result<PendingTicks> KeptTicks::load() const
{
    return m_store.read([&](store::Transaction &transaction) -> Result<PendingTicks> {
        PendingTicks pending;
        for (const store::Row &row : transaction.exec(sql::unsentTicks, {m_user})) {
            if (const auto tick = PendingTicks::parse(row.get<QString>("json").toUtf8()))
                pending.report(row.get<PlaybackId>("session_id"), *tick);
        }
        return pending;
    });
}

Result<void> KeptTicks::put(const std::map<PlaybackId, wire::Tick> &ticks, std::optional<std::chrono::milliseconds> patience)
{
    return m_store.run(
        [&](store::Transaction &transaction) -> Result<void> {
            for (const auto &[session, tick] : ticks)
                transaction.exec(sql::putTick, {m_user, session, qint64(tick.sequence), QString::fromUtf8(PendingTicks::json(tick))});
            return {};
        },
        store::Durability::Process, patience);
}

Result<void> KeptTicks::drop(const PlaybackId &session, quint32 sequence)
{
    return m_store.run(
        [&](store::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::dropTicks, {m_user, session, qint64(sequence)});
            return {};
        },
        store::Durability::Process);
}

} // namespace melody::outbox
