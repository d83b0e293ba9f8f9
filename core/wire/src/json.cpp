// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/json.h>

#include <QtCore/QJsonDocument>

#include <cmath>

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 maxExactInteger = 1LL << 53; // what every JSON reader keeps exactly (RFC 8259, section 6)
constexpr qsizetype maxEchoedName = 64;       // of a field that we don't know

tl::unexpected<Error> malformed(const QString &detail)
{
    return fail(ErrorKind::Malformed, u"malformed_json"_s, detail);
}

// Linear and without a stack, so it may look at anything before the parser does.
bool isTooDeep(QByteArrayView body)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            if (++depth > maxJsonDepth)
                return true;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

bool isGoodText(QStringView text)
{
    return !text.contains(QChar(u'\0')) && text.isValidUtf16();
}

// A name that came from outside, fit to be repeated.
QString echo(QStringView name)
{
    QStringView shortened = name.first(std::min(name.size(), maxEchoedName));
    if (shortened.size() < name.size() && shortened.back().isHighSurrogate())
        shortened.chop(1);
    return !shortened.isEmpty() && isGoodText(shortened) ? shortened.toString() : u"?"_s;
}

QString limits(qsizetype min, qsizetype max, const QString &unit)
{
    return u"must have %1 to %2 %3"_s.arg(min).arg(max).arg(unit);
}

} // namespace

Result<QJsonObject> parseObject(QByteArrayView body, qsizetype maxBytes)
{
    if (body.size() > maxBytes)
        return malformed(u"The JSON is longer than %1 bytes."_s.arg(maxBytes));
    if (isTooDeep(body))
        return malformed(u"The JSON is nested deeper than %1 levels."_s.arg(maxJsonDepth));
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(body.data(), body.size()), &error);
    if (error.error != QJsonParseError::NoError)
        return malformed(u"The JSON is wrong at byte %1: %2."_s.arg(error.offset).arg(error.errorString()));
    if (!document.isObject())
        return malformed(u"The JSON must be one object."_s);
    return document.object();
}

ObjectReader::ObjectReader(const QJsonObject &object, UnknownFields unknown, QString path)
    : m_object(object), m_unknown(unknown), m_path(std::move(path))
{
}

std::optional<QJsonValue> ObjectReader::take(const QString &field, bool required)
{
    m_known.insert(field);
    const QJsonValue value = m_object.value(field);
    if (!value.isUndefined() && !value.isNull())
        return value;
    if (required)
        report(field, u"required"_s, u"must be given"_s);
    return std::nullopt;
}

QString ObjectReader::textOf(const QJsonValue &value, const QString &field, qsizetype minLength, qsizetype maxLength)
{
    const QString text = value.toString();
    if (!value.isString())
        report(field, u"wrong_type"_s, u"must be a string"_s);
    else if (text.size() < minLength)
        report(field, u"too_short"_s, limits(minLength, maxLength, u"characters"_s));
    else if (text.size() > maxLength)
        report(field, u"too_long"_s, limits(minLength, maxLength, u"characters"_s));
    else if (!isGoodText(text))
        report(field, u"bad_text"_s, u"must be text without NUL and unpaired surrogates"_s);
    else
        return text;
    return {};
}

QString ObjectReader::string(const QString &field, qsizetype minLength, qsizetype maxLength)
{
    const auto value = take(field, true);
    return value ? textOf(*value, field, minLength, maxLength) : QString();
}

std::optional<QString> ObjectReader::optionalString(const QString &field, qsizetype minLength, qsizetype maxLength)
{
    const auto value = take(field, false);
    return value ? std::optional(textOf(*value, field, minLength, maxLength)) : std::nullopt;
}

QStringList ObjectReader::strings(const QString &field, qsizetype minItems, qsizetype maxItems, qsizetype maxLength)
{
    QStringList texts;
    const QJsonArray items = array(field, minItems, maxItems);
    for (qsizetype i = 0; i < items.size(); ++i)
        texts.append(textOf(items[i], elementOf(field, i), 0, maxLength));
    return texts;
}

qint64 ObjectReader::integerOf(const QJsonValue &value, const QString &field, qint64 min, qint64 max)
{
    constexpr qint64 none = std::numeric_limits<qint64>::min();
    const qint64 number = value.toInteger(none); // exact, or the default
    if (!value.isDouble())
        report(field, u"wrong_type"_s, u"must be an integer"_s);
    else if (number < -maxExactInteger || number > maxExactInteger) // `none` is below as well
        report(field, u"not_an_integer"_s, u"must be an integer without fraction, of at most 2^53"_s);
    else if (number < min || number > max)
        report(field, u"out_of_range"_s, u"must be from %1 to %2"_s.arg(min).arg(max));
    else
        return number;
    return min;
}

qint64 ObjectReader::integer(const QString &field, qint64 min, qint64 max)
{
    const auto value = take(field, true);
    return value ? integerOf(*value, field, min, max) : min;
}

std::optional<qint64> ObjectReader::optionalInteger(const QString &field, qint64 min, qint64 max)
{
    const auto value = take(field, false);
    return value ? std::optional(integerOf(*value, field, min, max)) : std::nullopt;
}

double ObjectReader::number(const QString &field, double min, double max)
{
    const auto value = take(field, true);
    if (!value)
        return min;
    const double number = value->toDouble();
    if (!value->isDouble())
        report(field, u"wrong_type"_s, u"must be a number"_s);
    else if (!(number >= min && number <= max)) // NaN is in no range
        report(field, u"out_of_range"_s, u"must be from %1 to %2"_s.arg(min).arg(max));
    else
        return number;
    return min;
}

bool ObjectReader::boolean(const QString &field, std::optional<bool> fallback)
{
    const auto value = take(field, !fallback);
    if (value && !value->isBool())
        report(field, u"wrong_type"_s, u"must be true or false"_s);
    return value ? value->toBool() : fallback.value_or(false);
}

QByteArray ObjectReader::bytesOf(const QString &text, const QString &field, qsizetype minBytes, qsizetype maxBytes)
{
    const auto base64 = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!base64 || text.size() % 4 != 0)
        report(field, u"not_base64"_s, u"must be base64 with padding (RFC 4648, section 4)"_s);
    else if (base64.decoded.size() < minBytes)
        report(field, u"too_short"_s, limits(minBytes, maxBytes, u"bytes"_s));
    else if (base64.decoded.size() > maxBytes)
        report(field, u"too_long"_s, limits(minBytes, maxBytes, u"bytes"_s));
    else
        return base64.decoded;
    return {};
}

QByteArray ObjectReader::base64(const QString &field, qsizetype minBytes, qsizetype maxBytes)
{
    if (!take(field, true))
        return {};
    return optionalBase64(field, minBytes, maxBytes).value_or(QByteArray());
}

std::optional<QByteArray> ObjectReader::optionalBase64(const QString &field, qsizetype minBytes, qsizetype maxBytes)
{
    const auto value = take(field, false);
    if (!value)
        return std::nullopt;
    const qsizetype before = m_errors.size();
    const QString text = textOf(*value, field, 0, (maxBytes + 2) / 3 * 4);
    return m_errors.size() == before ? bytesOf(text, field, minBytes, maxBytes) : QByteArray();
}

TimePoint ObjectReader::time(const QString &field)
{
    const QString text = string(field, 1, 64);
    const auto time = parseTime(text);
    if (!time && !text.isEmpty())
        report(field, u"not_a_time"_s, u"must be a time in UTC such as 2026-11-22T20:18:00.000Z"_s);
    return time.value_or(TimePoint());
}

QJsonArray ObjectReader::array(const QString &field, qsizetype minItems, qsizetype maxItems)
{
    const auto value = take(field, true);
    if (!value)
        return {};
    const QJsonArray items = value->toArray();
    if (!value->isArray())
        report(field, u"wrong_type"_s, u"must be an array"_s);
    else if (items.size() < minItems)
        report(field, u"too_few"_s, limits(minItems, maxItems, u"items"_s));
    else if (items.size() > maxItems)
        report(field, u"too_many"_s, limits(minItems, maxItems, u"items"_s));
    else
        return items;
    return {};
}

std::optional<QJsonObject> ObjectReader::object(const QString &field, bool required)
{
    const auto value = take(field, required);
    if (value && !value->isObject())
        report(field, u"wrong_type"_s, u"must be an object"_s);
    return value && value->isObject() ? std::optional(value->toObject()) : std::nullopt;
}

bool ObjectReader::has(const QString &field)
{
    return take(field, false).has_value();
}

void ObjectReader::report(const QString &field, const QString &code, const QString &detail)
{
    if (m_errors.size() < maxFieldErrors)
        m_errors.append({pathOf(field), code, detail});
}

void ObjectReader::absorb(ObjectReader &nested)
{
    nested.reportUnknown();
    m_errors.append(nested.m_errors.first(std::min(nested.m_errors.size(), maxFieldErrors - m_errors.size())));
    nested.m_errors.clear();
}

QString ObjectReader::pathOf(const QString &field) const
{
    return m_path.isEmpty() ? field : m_path + u'.' + field;
}

QString ObjectReader::elementOf(const QString &field, qsizetype index)
{
    return u"%1[%2]"_s.arg(field).arg(index);
}

void ObjectReader::reportUnknown()
{
    if (m_unknown == UnknownFields::Ignore)
        return;
    for (auto it = m_object.constBegin(); it != m_object.constEnd() && m_errors.size() < maxFieldErrors; ++it) {
        const QString name = it.key();
        if (!m_known.contains(name))
            report(echo(name), u"unknown_field"_s, u"is not a field of this object"_s);
    }
}

Result<void> ObjectReader::finish()
{
    reportUnknown();
    if (m_errors.isEmpty())
        return {};
    const FieldError &first = m_errors.constFirst();
    Error error{ErrorKind::Invalid, u"invalid_field"_s, u"%1 %2."_s.arg(first.field, first.detail)};
    error.fields = m_errors;
    return tl::unexpected(std::move(error));
}

} // namespace melody::wire
