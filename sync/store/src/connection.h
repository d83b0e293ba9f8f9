// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One connection to the store's file.
#pragma once

#include <store/store.h>

#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace melody::store {

// Thread: one at a time. Throws Failure.
class Connection final : public Transaction {
public:
    explicit Connection(const Options &options);
    ~Connection() override;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    Rows exec(const Query &query, const std::vector<Param> &params = {}) override;
    // Statements without parameters, nor results that matter.
    void script(const char *sql);
    void begin(Durability durability, std::optional<std::chrono::milliseconds> patience = {});
    void commit();
    // What it has read is read anew. Gives the memory back.
    void forgetPages() noexcept;
    void rollBack() noexcept;

private:
    [[nodiscard]] sqlite3_stmt *prepared(const Query &query);
    [[nodiscard]] Failure failure(const char *what) const;
    void close() noexcept;

    sqlite3 *m_handle = nullptr;
    std::unordered_map<const char *, sqlite3_stmt *> m_statements; // by the address of their name
    Durability m_durability = Durability::Power;
    const std::chrono::milliseconds m_busyTimeout;
    std::chrono::milliseconds m_patience;
};

} // namespace melody::store
