// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "event_text.h"

#include <QtCore/QJsonDocument>

namespace melody::live {

QByteArray eventText(const wire::LiveEvent &event, std::optional<qint64> id)
{
    QByteArray text = "event: " + wire::liveEventName(event).toLatin1() + '\n';
    if (id)
        text += "id: " + QByteArray::number(*id) + '\n';
    return text + "data: " + QJsonDocument(wire::toJson(event)).toJson(QJsonDocument::Compact) + "\n\n";
}

QByteArray heartbeatText()
{
    return ": \n\n";
}

std::optional<qint64> parseEventId(const QByteArray &text)
{
    bool isNumber = false;
    const qint64 id = text.toLongLong(&isNumber);
    return isNumber && id >= 0 && QByteArray::number(id) == text ? std::optional(id) : std::nullopt;
}

} // namespace melody::live
