// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "result_set.h"

#include <charconv>
#include <cstring>

namespace melody::db {
namespace {

[[noreturn]] void unreadable(const char *column, const char *as)
{
    throw std::logic_error(std::string("column ") + column + " can't be read as " + as);
}

template<typename Number>
Number number(std::string_view text, const char *column, const char *as)
{
    Number value{};
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size())
        unreadable(column, as);
    return value;
}

int digits(std::string_view text, size_t at, size_t count)
{
    int value = 0;
    for (size_t i = at; i < at + count; ++i) {
        if (i >= text.size() || text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

// "2026-11-22", "2026-11-22 20:18:00", "2026-11-22 20:18:00.123456+00"; the session's time zone is UTC. Cut to milliseconds.
std::optional<TimePoint> timeFrom(std::string_view text)
{
    using namespace std::chrono;
    if (text.ends_with("+00"))
        text.remove_suffix(3);
    const year_month_day date{year(digits(text, 0, 4)), month(unsigned(digits(text, 5, 2))), day(unsigned(digits(text, 8, 2)))};
    if (text.size() < 10 || digits(text, 0, 4) < 0 || !date.ok())
        return std::nullopt;
    const TimePoint midnight = sys_days(date);
    if (text.size() == 10)
        return midnight;
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (hour < 0 || minute < 0 || second < 0)
        return std::nullopt;
    int fraction = 0;
    for (size_t i = 20; i < 23; ++i)
        fraction = fraction * 10 + (text.size() > i ? std::max(digits(text, i, 1), 0) : 0);
    return midnight + hours(hour) + minutes(minute) + seconds(second) + milliseconds(fraction);
}

} // namespace

ResultSet::ResultSet(ResultPtr result) : m_result(std::move(result)), m_rows(PQntuples(m_result.get()))
{
    const int columns = PQnfields(m_result.get());
    m_columns.reserve(size_t(columns));
    for (int i = 0; i < columns; ++i)
        m_columns.push_back(PQfname(m_result.get(), i));
}

qint64 ResultSet::affected() const
{
    const char *count = PQcmdTuples(m_result.get());
    return *count == '\0' ? 0 : number<qint64>(count, "(count)", "a count");
}

std::optional<std::string_view> ResultSet::at(int row, const char *column) const
{
    if (row < 0 || row >= m_rows)
        throw std::logic_error("no such row");
    for (int i = 0; i < int(m_columns.size()); ++i) {
        if (std::strcmp(m_columns[size_t(i)], column) != 0)
            continue;
        if (PQgetisnull(m_result.get(), row, i))
            return std::nullopt;
        return std::string_view(PQgetvalue(m_result.get(), row, i), size_t(PQgetlength(m_result.get(), row, i)));
    }
    throw std::logic_error(std::string("no column ") + column);
}

int Rows::size() const
{
    return m_set->rows();
}

qint64 Rows::affected() const
{
    return m_set->affected();
}

bool Row::isNull(const char *column) const
{
    return !m_set->at(m_index, column);
}

std::string_view Row::text(const char *column) const
{
    const auto value = m_set->at(m_index, column);
    if (!value)
        throw std::logic_error(std::string("column ") + column + " is NULL");
    return *value;
}

QUuid Row::uuid(const char *column) const
{
    const std::string_view value = text(column);
    const QUuid uuid = QUuid::fromString(QLatin1StringView(value.data(), qsizetype(value.size())));
    if (uuid.isNull() && value != "00000000-0000-0000-0000-000000000000")
        unreadable(column, "a UUID");
    return uuid;
}

bool Row::value(const char *column, bool *) const
{
    const std::string_view value = text(column);
    if (value != "t" && value != "f")
        unreadable(column, "a boolean");
    return value == "t";
}

int Row::value(const char *column, int *) const
{
    return number<int>(text(column), column, "an int");
}

qint64 Row::value(const char *column, qint64 *) const
{
    return number<qint64>(text(column), column, "a 64-bit integer");
}

double Row::value(const char *column, double *) const
{
    return number<double>(text(column), column, "a number");
}

QString Row::value(const char *column, QString *) const
{
    const std::string_view value = text(column);
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}

QByteArray Row::value(const char *column, QByteArray *) const
{
    const std::string_view value = text(column);
    if (!value.starts_with("\\x"))
        unreadable(column, "bytes");
    return QByteArray::fromHex(QByteArray::fromRawData(value.data() + 2, qsizetype(value.size()) - 2));
}

QJsonObject Row::value(const char *column, QJsonObject *) const
{
    const std::string_view value = text(column);
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(value.data(), qsizetype(value.size())));
    if (!document.isObject())
        unreadable(column, "a JSON object");
    return document.object();
}

QJsonArray Row::value(const char *column, QJsonArray *) const
{
    const std::string_view value = text(column);
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(value.data(), qsizetype(value.size())));
    if (!document.isArray())
        unreadable(column, "a JSON array");
    return document.array();
}

TimePoint Row::value(const char *column, TimePoint *) const
{
    const auto time = timeFrom(text(column));
    if (!time)
        unreadable(column, "a time");
    return *time;
}

} // namespace melody::db
