// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connection.h"

#include <QtCore/QFile>

#include <sqlite3.h>

namespace melody::store {
namespace {

using namespace Qt::StringLiterals;

Error errorOf(int code, const QString &detail)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return {ErrorKind::Unavailable, u"disk_full"_s, u"There is no room left on the disk."_s};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Unavailable, u"store_busy"_s, detail};
    case SQLITE_NOTADB:
        return {ErrorKind::Forbidden, u"wrong_key"_s, u"The store can't be read with this key."_s};
    case SQLITE_CORRUPT:
        return {ErrorKind::Internal, u"store_damaged"_s, detail};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorKind::Unavailable, u"store_unavailable"_s, detail};
    default:
        return {ErrorKind::Internal, u"store_error"_s, detail};
    }
}

int bind(sqlite3_stmt *statement, int index, const Param::Cell &cell)
{
    if (const auto *integer = std::get_if<qint64>(&cell))
        return sqlite3_bind_int64(statement, index, *integer);
    if (const auto *real = std::get_if<double>(&cell))
        return sqlite3_bind_double(statement, index, *real);
    if (const auto *text = std::get_if<QString>(&cell)) {
        const QByteArray utf8 = text->toUtf8();
        return sqlite3_bind_text64(statement, index, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    // Lives until the statement was stepped to its end: exec() holds the parameters.
    if (const auto *bytes = std::get_if<QByteArray>(&cell))
        return sqlite3_bind_blob64(statement, index, bytes->isNull() ? "" : bytes->constData(), sqlite3_uint64(bytes->size()),
                                   SQLITE_STATIC);
    return sqlite3_bind_null(statement, index);
}

Param::Cell cellAt(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return qint64(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
        return QString::fromUtf8(text, sqlite3_column_bytes(statement, column));
    }
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement, column));
        return QByteArray(bytes, sqlite3_column_bytes(statement, column));
    }
    default:
        return std::monostate();
    }
}

// Whatever happens, a statement is ready for its next use, and forgets its parameters.
class InUse {
public:
    explicit InUse(sqlite3_stmt *statement) : m_statement(statement) {}
    ~InUse()
    {
        sqlite3_reset(m_statement);
        sqlite3_clear_bindings(m_statement);
    }
    InUse(const InUse &) = delete;
    InUse &operator=(const InUse &) = delete;

private:
    sqlite3_stmt *m_statement;
};

} // namespace

Connection::Connection(const Options &options) : m_busyTimeout(options.busyTimeout), m_patience(options.busyTimeout)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    try {
        if (sqlite3_open_v2(options.file.toUtf8().constData(), &m_handle, flags, nullptr) != SQLITE_OK)
            throw failure("open");
        const QByteArray key = "x'" + options.key.bytes().toByteArray().toHex() + '\'';
        if (sqlite3_key(m_handle, key.constData(), int(key.size())) != SQLITE_OK)
            throw failure("key");
        sqlite3_busy_timeout(m_handle, int(options.busyTimeout.count()));
        script("PRAGMA cipher_page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA foreign_keys = ON;"
               "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    } catch (...) {
        close();
        throw;
    }
}

Connection::~Connection()
{
    close();
}

void Connection::close() noexcept
{
    for (const auto &[name, statement] : m_statements)
        sqlite3_finalize(statement);
    m_statements.clear();
    sqlite3_close(std::exchange(m_handle, nullptr));
}

Failure Connection::failure(const char *what) const
{
    const int code = m_handle ? sqlite3_extended_errcode(m_handle) : SQLITE_NOMEM;
    const std::string words = std::string(what) + ": " + (m_handle ? sqlite3_errmsg(m_handle) : "out of memory");
    return {errorOf(code, QString::fromStdString(words)), words};
}

void Connection::script(const char *sql)
{
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        throw failure("script");
}

sqlite3_stmt *Connection::prepared(const Query &query)
{
    sqlite3_stmt *&statement = m_statements[query.name];
    if (!statement && sqlite3_prepare_v3(m_handle, query.sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
        throw failure(query.name);
    return statement;
}

Rows Connection::exec(const Query &query, const std::vector<Param> &params)
{
    sqlite3_stmt *statement = prepared(query);
    const InUse inUse(statement);
    if (sqlite3_bind_parameter_count(statement) != int(params.size()))
        throw std::logic_error(std::string("wrong number of parameters: ") + query.name);
    for (size_t i = 0; i < params.size(); ++i) {
        if (bind(statement, int(i) + 1, params[i].cell()) != SQLITE_OK)
            throw failure(query.name);
    }
    auto set = std::make_shared<ResultSet>();
    const int columns = sqlite3_column_count(statement);
    for (int i = 0; i < columns; ++i)
        set->columns.emplace_back(sqlite3_column_name(statement, i));
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        auto &row = set->rows.emplace_back();
        row.reserve(size_t(columns));
        for (int i = 0; i < columns; ++i)
            row.push_back(cellAt(statement, i));
    }
    if (step != SQLITE_DONE)
        throw failure(query.name);
    set->affected = sqlite3_stmt_readonly(statement) ? 0 : sqlite3_changes64(m_handle);
    return Rows(std::move(set));
}

void Connection::begin(Durability durability, std::optional<std::chrono::milliseconds> patience)
{
    const auto wanted = patience.value_or(m_busyTimeout);
    if (std::exchange(m_patience, wanted) != wanted)
        sqlite3_busy_timeout(m_handle, int(wanted.count()));
    if (durability != m_durability) {
        script(durability == Durability::Power ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        m_durability = durability;
    }
    script("BEGIN IMMEDIATE");
}

void Connection::commit()
{
    script("COMMIT");
}

void Connection::forgetPages() noexcept
{
    sqlite3_db_release_memory(m_handle);
}

void Connection::rollBack() noexcept
{
    if (m_handle && !sqlite3_get_autocommit(m_handle))
        sqlite3_exec(m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace melody::store
