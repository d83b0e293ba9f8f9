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

namespace melody::wire {

enum class UnknownFields { Refuse, Ignore };

inline constexpr int maxJsonDepth = 32;

// Parses a body: size and depth limited, must be one object. Malformed ("malformed_json") otherwise.
[[nodiscard]] Result<QJsonObject> parseObject(QByteArrayView body, qsizetype maxBytes = 1024 * 1024);

// Thread: one thread. Usage: read every field, then `finish()` tells what was wrong (or nothing).
class ObjectReader {
public:
    explicit ObjectReader(const QJsonObject &object, UnknownFields unknown, QString path = {});

    // A missing required field is reported as "required", a wrong type as "wrong_type", limits as "too_long", "out_of_range"…
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

    template<typename IdType>
    IdType id(const QString &field)
    {
        const QString text = string(field, 36, 36);
        const auto parsed = IdType::parse(text);
        if (!parsed && !text.isEmpty())
            report(field, QStringLiteral("not_an_id"), QStringLiteral("must be a UUID in lower case"));
        return parsed.value_or(IdType());
    }

    void report(const QString &field, const QString &code, const QString &detail);
    // Takes over what a nested reader found.
    void absorb(ObjectReader &nested);
    [[nodiscard]] QString pathOf(const QString &field) const;
    // Invalid ("invalid_field") with every error, or nothing when all was well.
    [[nodiscard]] Result<void> finish();

private:
    std::optional<QJsonValue> take(const QString &field, bool required);

    QJsonObject m_object;
    UnknownFields m_unknown;
    QString m_path;
    QSet<QString> m_known;
    QList<FieldError> m_errors;
};

} // namespace melody::wire
