// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "billing_parts.h"

#include <QtCore/QUrl>

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

bool isCapitals(QStringView text, qsizetype length)
{
    return text.size() == length && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
}

QString readCapitals(ObjectReader &reader, const QString &field, qsizetype length, const QString &code, const QString &detail)
{
    const QString text = reader.string(field, 1, maxWordLength);
    if (!text.isEmpty() && !isCapitals(text, length))
        reader.report(field, code, detail);
    return text;
}

Money readAmount(ObjectReader &reader, qint64 min)
{
    return {reader.integer(u"amount_minor"_s, min, maxAmountMinor), readCurrency(reader, u"currency"_s)};
}

Money readSignedMoney(ObjectReader &reader, const QString &field)
{
    return reader.nested(field, true, [](ObjectReader &inner) { return readAmount(inner, -maxAmountMinor); }).value_or(Money());
}

} // namespace

QString readCountry(ObjectReader &reader, const QString &field)
{
    return readCapitals(reader, field, 2, u"not_a_country"_s, u"must be two capitals, as of ISO 3166-1"_s);
}

QString readCurrency(ObjectReader &reader, const QString &field)
{
    return readCapitals(reader, field, 3, u"not_a_currency"_s, u"must be three capitals, as of ISO 4217"_s);
}

Money readMoney(ObjectReader &reader, const QString &field)
{
    return reader.nested(field, true, [](ObjectReader &inner) { return readAmount(inner, 0); }).value_or(Money());
}

std::optional<Money> readOptionalMoney(ObjectReader &reader, const QString &field)
{
    return reader.nested(field, false, [](ObjectReader &inner) { return readAmount(inner, 0); });
}

std::optional<QUuid> readOptionalUuid(ObjectReader &reader, const QString &field)
{
    const auto id = reader.optionalId<Id<struct AnyTag>>(field);
    return id ? std::optional(id->uuid()) : std::nullopt;
}

QUuid readUuid(ObjectReader &reader, const QString &field)
{
    return reader.id<Id<struct AnyTag>>(field).uuid();
}

QString uuidText(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

QString readUrl(ObjectReader &reader, const QString &field)
{
    const QString text = readText(reader, field, maxUrl);
    const QUrl url(text, QUrl::StrictMode);
    if (!text.isEmpty() && (!url.isValid() || url.scheme().isEmpty() || url.scheme() == u"javascript" || url.scheme() == u"data"))
        reader.report(field, u"not_a_url"_s, u"must be a URL"_s);
    return text;
}

BillingLine readLine(ObjectReader &reader)
{
    return {readWord(reader, u"code"_s), readWord(reader, u"plan"_s), readSignedMoney(reader, u"amount"_s), reader.time(u"from"_s),
            reader.time(u"until"_s)};
}

QJsonObject toJson(const Money &money)
{
    return {{u"amount_minor"_s, money.amountMinor}, {u"currency"_s, money.currency}};
}

QJsonObject toJson(const BillingLine &line)
{
    return {{u"code"_s, line.code},
            {u"plan"_s, line.plan},
            {u"amount"_s, toJson(line.amount)},
            {u"from"_s, formatTime(line.from)},
            {u"until"_s, formatTime(line.until)}};
}

} // namespace melody::wire
