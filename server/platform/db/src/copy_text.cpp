// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "copy_text.h"

#include <QtCore/QtEndian>

namespace melody::db {

bool isPlainIdentifier(std::string_view name)
{
    return !name.empty() && name.size() < 64 &&
           std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::string copyStatement(std::string_view table, const std::vector<const char *> &columns)
{
    const size_t dot = table.find('.');
    const bool plain = dot == std::string_view::npos ? isPlainIdentifier(table)
                                                     : isPlainIdentifier(table.substr(0, dot)) && isPlainIdentifier(table.substr(dot + 1));
    if (!plain || columns.empty())
        throw std::logic_error("not a table to copy into: " + std::string(table));
    std::string statement = "COPY " + std::string(table) + " (";
    for (const char *column : columns) {
        if (!isPlainIdentifier(column))
            throw std::logic_error("not a column to copy into: " + std::string(column));
        statement.append(column).append(column == columns.back() ? ")" : ", ");
    }
    return statement + " FROM STDIN";
}

void appendCopyRow(std::string &to, const std::vector<Param> &row)
{
    bool first = true;
    for (const Param &param : row) {
        if (!std::exchange(first, false))
            to += '\t';
        if (!param.text()) {
            to += "\\N";
            continue;
        }
        for (const char c : *param.text()) {
            switch (c) {
            case '\\':
                to += "\\\\";
                break;
            case '\n':
                to += "\\n";
                break;
            case '\r':
                to += "\\r";
                break;
            case '\t':
                to += "\\t";
                break;
            default:
                to += c;
            }
        }
    }
    to += '\n';
}

QByteArrayView fieldsOfCopyRow(QByteArrayView message, bool first)
{
    static constexpr qsizetype headBytes = 11 + 4 + 4; // signature, flags, length of the extension
    static constexpr qsizetype countBytes = 2;
    if (first) {
        if (message.size() < headBytes || !message.startsWith("PGCOPY\n"))
            throw std::logic_error("not a binary COPY");
        message = message.sliced(headBytes);
    }
    if (message.size() <= countBytes || qFromBigEndian<qint16>(message.data()) < 0)
        return {};
    return message.sliced(countBytes);
}

} // namespace melody::db
