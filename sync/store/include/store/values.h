// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What goes into a statement and what comes out of it. Columns are read by name. Times are milliseconds since the Unix epoch, ids 16
// bytes, truths 0 or 1.
#pragma once

#include <values/id.h>

#include <QtCore/QByteArray>

#include <memory>
#include <variant>
#include <vector>

namespace melody::store {

// std::nullopt is NULL.
class Param {
public:
    using Cell = std::variant<std::monostate, qint64, double, QString, QByteArray>;

    Param(std::nullopt_t) {}
    Param(const char *) = delete; // would be a bool
    Param(bool value) : m_cell(qint64(value)) {}
    Param(int value) : m_cell(qint64(value)) {}
    Param(qint64 value) : m_cell(value) {}
    Param(double value) : m_cell(value) {}
    Param(const QString &value) : m_cell(value) {}
    Param(const QByteArray &value) : m_cell(value) {}
    Param(TimePoint value) : m_cell(qint64(value.time_since_epoch().count())) {}
    Param(const QUuid &value) : m_cell(value.toRfc4122()) {}
    template<typename Tag>
    Param(const Id<Tag> &id) : Param(id.uuid())
    {
    }
    template<typename T>
    Param(const std::optional<T> &value)
    {
        if (value)
            *this = Param(*value);
    }
    [[nodiscard]] const Cell &cell() const { return m_cell; }

private:
    Cell m_cell;
};

struct ResultSet {
    std::vector<QByteArray> columns;
    std::vector<std::vector<Param::Cell>> rows;
    qint64 affected = 0; // rows that an INSERT, UPDATE or DELETE touched
};

class Row {
public:
    Row(std::shared_ptr<const ResultSet> set, size_t index) : m_set(std::move(set)), m_index(index) {}
    [[nodiscard]] bool isNull(const char *column) const { return std::holds_alternative<std::monostate>(cell(column)); }
    // T: bool, int, qint64, double, QString, QByteArray, TimePoint, QUuid, Id<…>, std::optional of these. An absent column or one of
    // another type is our bug: std::logic_error.
    template<typename T>
    [[nodiscard]] T get(const char *column) const
    {
        if constexpr (requires {
                          typename T::value_type;
                          requires std::is_same_v<T, std::optional<typename T::value_type>>;
                      }) {
            return isNull(column) ? T() : T(get<typename T::value_type>(column));
        } else if constexpr (requires(T id) { id.uuid(); }) {
            return T(uuid(column));
        } else if constexpr (std::is_same_v<T, QUuid>) {
            return uuid(column);
        } else if constexpr (std::is_same_v<T, TimePoint>) {
            return TimePoint(std::chrono::milliseconds(integer(column)));
        } else if constexpr (std::is_same_v<T, QString>) {
            return text(column);
        } else if constexpr (std::is_same_v<T, QByteArray>) {
            return bytes(column);
        } else if constexpr (std::is_same_v<T, double>) {
            return real(column);
        } else {
            return T(integer(column));
        }
    }

private:
    [[nodiscard]] const Param::Cell &cell(const char *column) const;
    [[nodiscard]] qint64 integer(const char *column) const;
    [[nodiscard]] double real(const char *column) const;
    [[nodiscard]] QString text(const char *column) const;
    [[nodiscard]] QByteArray bytes(const char *column) const;
    [[nodiscard]] QUuid uuid(const char *column) const { return QUuid::fromRfc4122(bytes(column)); }

    std::shared_ptr<const ResultSet> m_set;
    size_t m_index;
};

class Rows {
public:
    explicit Rows(std::shared_ptr<const ResultSet> set) : m_set(std::move(set)) {}
    [[nodiscard]] size_t size() const { return m_set->rows.size(); }
    [[nodiscard]] bool isEmpty() const { return m_set->rows.empty(); }
    [[nodiscard]] qint64 affected() const { return m_set->affected; }
    [[nodiscard]] Row operator[](size_t index) const { return {m_set, index}; }
    [[nodiscard]] std::optional<Row> first() const { return isEmpty() ? std::nullopt : std::optional(Row(m_set, 0)); }
    class Iterator {
    public:
        Iterator(const Rows *rows, size_t index) : m_rows(rows), m_index(index) {}
        Row operator*() const { return (*m_rows)[m_index]; }
        Iterator &operator++()
        {
            ++m_index;
            return *this;
        }
        bool operator!=(const Iterator &other) const { return m_index != other.m_index; }

    private:
        const Rows *m_rows;
        size_t m_index;
    };
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, size()}; }

private:
    std::shared_ptr<const ResultSet> m_set;
};

} // namespace melody::store
