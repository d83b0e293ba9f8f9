// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <events/events.h>
#include <events/sql.h>

#include <telemetry/telemetry.h>

namespace melody::events {

void publish(db::Transaction &transaction, const Event &event)
{
    const auto current = event.traceId.isEmpty() ? telemetry::CurrentTrace::get() : std::nullopt;
    const QByteArray trace = current ? current->traceId : event.traceId;
    transaction.execLater(sql::publish, {event.id.isNull() ? EventId::create(event.at) : event.id, event.type, event.subject, event.payload,
                                         trace.isEmpty() ? std::nullopt : std::optional(QString::fromLatin1(trace)), event.at});
}

} // namespace melody::events
