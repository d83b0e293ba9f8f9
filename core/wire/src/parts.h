// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

//
// What several types are read and written with.
#pragma once

#include <wire/catalog.h>
#include <wire/studio.h>

#include <media/ladder.h>

namespace melody::wire {

inline constexpr int deviceKeyBytes = 32; // X25519
inline constexpr int maxCursorChars = 1000;

// A whole answer or request: read, then refused with everything that was wrong.
template<typename Read>
auto parseWhole(const QJsonObject &json, UnknownFields unknown, Read read) -> Result<std::invoke_result_t<Read, ObjectReader &>>
{
    ObjectReader reader(json, unknown);
    auto value = read(reader);
    if (const auto finished = reader.finish(); !finished)
        return tl::unexpected(finished.error());
    return value;
}

[[nodiscard]] QJsonObject toJson(const Credit &credit);
[[nodiscard]] QJsonObject toJson(const FieldError &error);

template<typename T>
QJsonArray toJsonArray(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(toJson(item));
    return array;
}

// Writes nothing for a null id.
template<typename IdType>
void insertId(QJsonObject &json, const QString &field, const IdType &id)
{
    if (!id.isNull())
        json.insert(field, id.toString());
}

// Writes nothing for an empty text.
inline void insertText(QJsonObject &json, const QString &field, const QString &text)
{
    if (!text.isEmpty())
        json.insert(field, text);
}

Credit readCredit(ObjectReader &reader);
FieldError readFieldError(ObjectReader &reader);
ContentSummary readSummary(ObjectReader &reader);

// A stable word of a-z, 0-9 and _: kinds, roles, states, codes.
[[nodiscard]] bool isWord(QStringView text);
QString readWord(ObjectReader &reader, const QString &field);
// A text that may be missing.
QString readText(ObjectReader &reader, const QString &field, qsizetype maxLength);
media::Rung readRung(ObjectReader &reader, const QString &field);
// "", "2009" or "2009-05-01".
QString readDate(ObjectReader &reader, const QString &field);

} // namespace melody::wire
