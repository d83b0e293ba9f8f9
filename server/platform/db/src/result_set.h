// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"

namespace melody::db {

// The answer of one statement, in text form. Immutable.
class ResultSet {
public:
    explicit ResultSet(ResultPtr result);
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] qint64 affected() const;
    // nullopt: NULL. Throws std::logic_error for a column that is not there.
    [[nodiscard]] std::optional<std::string_view> at(int row, const char *column) const;

private:
    ResultPtr m_result;
    std::vector<const char *> m_columns; // owned by m_result
    int m_rows;
};

} // namespace melody::db
