// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <db/database.h>

#include <charconv>
#include <cmath>

namespace melody::db {
namespace {

template<typename Number>
std::string numberText(Number value)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), end.ptr};
}

// PostgreSQL's text can't hold U+0000, and the text form of parameters would end there without a word.
std::string checkedText(const QString &value)
{
    std::string text = value.toStdString();
    if (text.find('\0') != std::string::npos)
        throw Failure("22021", "", "a text contains the character U+0000");
    return text;
}

std::string jsonText(const QJsonDocument &document)
{
    return document.toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

Param::Param(bool value) : m_text(value ? "t" : "f")
{
}

Param::Param(int value) : m_text(numberText(value))
{
}

Param::Param(qint64 value) : m_text(numberText(value))
{
}

Param::Param(double value)
{
    if (std::isnan(value))
        m_text = "NaN";
    else if (std::isinf(value))
        m_text = value > 0 ? "Infinity" : "-Infinity";
    else
        m_text = numberText(value);
}

Param::Param(const QString &value) : m_text(checkedText(value))
{
}

Param::Param(const QByteArray &value) : m_text("\\x" + value.toHex().toStdString())
{
}

Param::Param(const QJsonObject &value) : m_text(jsonText(QJsonDocument(value)))
{
}

Param::Param(const QJsonArray &value) : m_text(jsonText(QJsonDocument(value)))
{
}

Param::Param(TimePoint value) : m_text(formatTime(value).toStdString())
{
}

Param::Param(const QUuid &value) : m_text(value.toString(QUuid::WithoutBraces).toStdString())
{
}

Param::Param(const QStringList &value)
{
    std::string text = "{";
    for (const QString &item : value) {
        text += text.size() > 1 ? ",\"" : "\"";
        for (const char c : checkedText(item)) {
            if (c == '"' || c == '\\')
                text += '\\';
            text += c;
        }
        text += '"';
    }
    m_text = text + '}';
}

} // namespace melody::db
