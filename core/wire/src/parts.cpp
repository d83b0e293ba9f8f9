// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "parts.h"

#include <QtCore/QDate>

namespace melody::wire {

using namespace Qt::StringLiterals;

QJsonObject toJson(const Credit &credit)
{
    return {{u"name"_s, credit.name}, {u"role"_s, credit.role}};
}

QJsonObject toJson(const FieldError &error)
{
    return {{u"field"_s, error.field}, {u"code"_s, error.code}, {u"detail"_s, error.detail}};
}

Credit readCredit(ObjectReader &reader)
{
    return {reader.string(u"name"_s, 1, maxNameLength), readWord(reader, u"role"_s)};
}

FieldError readFieldError(ObjectReader &reader)
{
    return {reader.string(u"field"_s, 0, 500), readWord(reader, u"code"_s), readText(reader, u"detail"_s, 1000)};
}

bool isWord(QStringView text)
{
    const auto inWord = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_'; };
    return !text.isEmpty() && text.size() <= maxWordLength && std::all_of(text.begin(), text.end(), inWord);
}

QString readWord(ObjectReader &reader, const QString &field)
{
    const QString word = reader.string(field, 1, maxWordLength);
    if (!word.isEmpty() && !isWord(word))
        reader.report(field, u"not_a_word"_s, u"must be a word of a-z, 0-9 and _"_s);
    return word;
}

QString readText(ObjectReader &reader, const QString &field, qsizetype maxLength)
{
    return reader.optionalString(field, 0, maxLength).value_or(QString());
}

media::Rung readRung(ObjectReader &reader, const QString &field)
{
    const QString name = reader.string(field, 1, maxWordLength);
    const auto rung = media::parseRung(name);
    if (!rung && !name.isEmpty())
        reader.report(field, u"not_a_rung"_s, u"must be the name of a rung"_s);
    return rung.value_or(media::Rung::Opus24);
}

QString readDate(ObjectReader &reader, const QString &field)
{
    const QString text = readText(reader, field, 10);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const bool year = text.size() == 4 && std::all_of(text.begin(), text.end(), isDigit);
    const bool day = text.size() == 10 && QDate::fromString(text, Qt::ISODate).isValid();
    if (!text.isEmpty() && !year && !day)
        reader.report(field, u"not_a_date"_s, u"must be a year or a date such as 2009-05-01"_s);
    return text;
}

} // namespace melody::wire
