// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <live/notice.h>

#include <live/sql.h>

#include <QtCore/QJsonDocument>

namespace melody::live {

using namespace Qt::StringLiterals;

void publish(db::Transaction &transaction, const Notice &notice)
{
    // PostgreSQL takes 7,999 bytes.
    transaction.exec(sql::notify, {QString::fromUtf8(QJsonDocument(toJson(notice)).toJson(QJsonDocument::Compact))});
}

QJsonObject toJson(const Notice &notice)
{
    QJsonObject json{{u"user"_s, notice.user.toString()}, {u"event"_s, wire::toJson(notice.event)}};
    if (notice.device)
        json.insert(u"device"_s, notice.device->toString());
    return json;
}

std::optional<Notice> parseNotice(QByteArrayView payload)
{
    const auto json = wire::parseObject(payload, wire::maxLiveEventBytes * 2);
    if (!json)
        return {};
    wire::ObjectReader reader(*json, wire::UnknownFields::Ignore);
    Notice notice;
    notice.user = reader.id<UserId>(u"user"_s);
    notice.device = reader.optionalId<SignInId>(u"device"_s);
    const auto event = wire::parseLiveEvent(reader.object(u"event"_s, true).value_or(QJsonObject()));
    if (!event || !reader.finish())
        return {};
    notice.event = *event;
    return notice;
}

} // namespace melody::live
