// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <store/values.h>

#include <stdexcept>

namespace melody::store {
namespace {

template<typename T>
const T &cellAs(const Param::Cell &cell, const char *column)
{
    if (const T *value = std::get_if<T>(&cell))
        return *value;
    throw std::logic_error(std::string("column of another type: ") + column);
}

} // namespace

const Param::Cell &Row::cell(const char *column) const
{
    const auto found = std::find(m_set->columns.begin(), m_set->columns.end(), QByteArrayView(column));
    if (found == m_set->columns.end())
        throw std::logic_error(std::string("no such column: ") + column);
    return m_set->rows[m_index][size_t(found - m_set->columns.begin())];
}

qint64 Row::integer(const char *column) const
{
    return cellAs<qint64>(cell(column), column);
}

double Row::real(const char *column) const
{
    return cellAs<double>(cell(column), column);
}

QString Row::text(const char *column) const
{
    return cellAs<QString>(cell(column), column);
}

QByteArray Row::bytes(const char *column) const
{
    return cellAs<QByteArray>(cell(column), column);
}

} // namespace melody::store
