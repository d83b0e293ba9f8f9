// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What plans, subscriptions and invoices are read and written with.
#pragma once

#include <wire/billing.h>

#include "parts.h"

namespace melody::wire {

inline constexpr int maxLines = 50;
inline constexpr int maxPage = 200;
inline constexpr int maxUrl = 2'000;
inline constexpr int maxPpm = 1'000'000;

QString readCountry(ObjectReader &reader, const QString &field);
QString readCurrency(ObjectReader &reader, const QString &field);
Money readMoney(ObjectReader &reader, const QString &field); // not negative
std::optional<Money> readOptionalMoney(ObjectReader &reader, const QString &field);
std::optional<QUuid> readOptionalUuid(ObjectReader &reader, const QString &field);
QUuid readUuid(ObjectReader &reader, const QString &field);
QString readUrl(ObjectReader &reader, const QString &field); // may be missing
BillingLine readLine(ObjectReader &reader);

[[nodiscard]] QJsonObject toJson(const PlanPrice &value);
[[nodiscard]] QJsonObject toJson(const PlanInfo &value);
[[nodiscard]] QJsonObject toJson(const Quote &value);
[[nodiscard]] QJsonObject toJson(const NextCharge &value);
[[nodiscard]] QJsonObject toJson(const PaymentInfo &value);
[[nodiscard]] QJsonObject toJson(const SubscriptionEventInfo &value);
[[nodiscard]] QJsonObject toJson(const InvoiceInfo &value);
[[nodiscard]] QString uuidText(const QUuid &id);

template<typename T>
void insertObject(QJsonObject &json, const QString &field, const std::optional<T> &value)
{
    if (value)
        json.insert(field, toJson(*value));
}

template<typename Page, typename Read>
Page readPage(ObjectReader &reader, Read read)
{
    return {reader.list(QStringLiteral("items"), 0, maxPage, read), readText(reader, QStringLiteral("next_cursor"), maxUrl)};
}

template<typename T>
QJsonObject pageJson(const QList<T> &items, const QString &nextCursor)
{
    return {{QStringLiteral("items"), toJsonArray(items)}, {QStringLiteral("next_cursor"), nextCursor}};
}

} // namespace melody::wire
