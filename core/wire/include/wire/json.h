// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Strict reading of JSON objects that came from outside. Every wrong field is collected with its path, so that one answer
// names them all; a server refuses fields it does not know, a client ignores them (so servers can grow).
#pragma once

#include <values/id.h>
#include <values/result.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QSet>

#include <type_traits>

namespace melody::wire {

enum class UnknownFields { Refuse, Ignore };

inline constexpr int maxJsonDepth = 32;
inline constexpr int maxFieldErrors = 100;

// Parses a body: size and depth limited, must be one object. Malformed ("malformed_json") otherwise.
[[nodiscard]] Result<QJsonObject> parseObject(QByteArrayView body, qsizetype maxBytes = 1024 * 1024);

// Thread: one thread. Usage: read every field, then `finish()` tells what was wrong (or nothing).
class ObjectReader {
public:
    explicit ObjectReader(const QJsonObject &object, UnknownFields unknown, QString path = {});

    // A missing required field (null counts as missing) is reported as "required", a wrong type as "wrong_type", limits as
    // "too_short", "too_long", "too_few", "too_many", "out_of_range", text with NUL or an unpaired surrogate as "bad_text", a
    // fraction or a number beyond 2^53 as "not_an_integer", others as "not_an_id", "not_a_time", "not_base64". What was wrong
    // reads as empty, as `min` or as null. Lengths of strings are counted in UTF-16 code units, of base64 in decoded bytes.
    QString string(const QString &field, qsizetype minLength, qsizetype maxLength);
    std::optional<QString> optionalString(const QString &field, qsizetype minLength, qsizetype maxLength);
    qint64 integer(const QString &field, qint64 min, qint64 max);
    std::optional<qint64> optionalInteger(const QString &field, qint64 min, qint64 max);
    double number(const QString &field, double min, double max);
    bool boolean(const QString &field, std::optional<bool> fallback = {});
    QByteArray base64(const QString &field, qsizetype minBytes, qsizetype maxBytes);
    std::optional<QByteArray> optionalBase64(const QString &field, qsizetype minBytes, qsizetype maxBytes);
    TimePoint time(const QString &field);
    QJsonArray array(const QString &field, qsizetype minItems, qsizetype maxItems);
    std::optional<QJsonObject> object(const QString &field, bool required);
    QStringList strings(const QString &field, qsizetype minItems, qsizetype maxItems, qsizetype maxLength);

    template<typename IdType>
    IdType id(const QString &field)
    {
        return toId<IdType>(field, string(field, 1, maxIdText)).value_or(IdType());
    }
    template<typename IdType>
    std::optional<IdType> optionalId(const QString &field)
    {
        const auto text = optionalString(field, 1, maxIdText);
        return text ? toId<IdType>(field, *text) : std::nullopt;
    }

    // One nested object or a list of them; `read` is called with a reader for each: T read(ObjectReader &).
    template<typename Read>
    auto nested(const QString &field, bool required, Read read) -> std::optional<std::invoke_result_t<Read, ObjectReader &>>
    {
        const auto json = object(field, required);
        if (!json)
            return std::nullopt;
        ObjectReader reader(*json, m_unknown, pathOf(field));
        auto value = read(reader);
        absorb(reader);
        return value;
    }
    template<typename Read>
    auto list(const QString &field, qsizetype minItems, qsizetype maxItems, Read read) -> QList<std::invoke_result_t<Read, ObjectReader &>>
    {
        QList<std::invoke_result_t<Read, ObjectReader &>> items;
        const QJsonArray json = array(field, minItems, maxItems);
        for (qsizetype i = 0; i < json.size(); ++i) {
            const QString name = elementOf(field, i);
            if (!json[i].isObject()) {
                report(name, QStringLiteral("wrong_type"), QStringLiteral("must be an object"));
                continue;
            }
            ObjectReader reader(json[i].toObject(), m_unknown, pathOf(name));
            items.append(read(reader));
            absorb(reader);
        }
        return items;
    }

    // Given, and not null.
    [[nodiscard]] bool has(const QString &field);
    // At most maxFieldErrors are kept.
    void report(const QString &field, const QString &code, const QString &detail);
    // Takes over what a nested reader found.
    void absorb(ObjectReader &nested);
    [[nodiscard]] QString pathOf(const QString &field) const;
    [[nodiscard]] static QString elementOf(const QString &field, qsizetype index); // "tracks[2]"
    // Invalid ("invalid_field") with every error, or nothing when all was well.
    [[nodiscard]] Result<void> finish();

private:
    static constexpr qsizetype maxIdText = 64;

    template<typename IdType>
    std::optional<IdType> toId(const QString &field, const QString &text)
    {
        const auto parsed = IdType::parse(text);
        if (!parsed && !text.isEmpty())
            report(field, QStringLiteral("not_an_id"), QStringLiteral("must be a UUID in lower case"));
        return parsed;
    }
    std::optional<QJsonValue> take(const QString &field, bool required);
    QString textOf(const QJsonValue &value, const QString &field, qsizetype minLength, qsizetype maxLength);
    qint64 integerOf(const QJsonValue &value, const QString &field, qint64 min, qint64 max);
    QByteArray bytesOf(const QString &text, const QString &field, qsizetype minBytes, qsizetype maxBytes);
    void reportUnknown();

    QJsonObject m_object;
    UnknownFields m_unknown;
    QString m_path;
    QSet<QString> m_known;
    QList<FieldError> m_errors;
};

} // namespace melody::wire
