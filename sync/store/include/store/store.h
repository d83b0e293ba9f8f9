// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The local store: one SQLCipher file that holds what the app keeps offline. Without its key the file is noise. Pages of 16 KiB,
// AES-256-CBC with HMAC-SHA512 (SQLCipher 4); the key is 32 random bytes and used as it is, without stretching. Write-ahead log: readers
// don't wait for a writer, and what dies in the middle of a transaction leaves the state before it.
#pragma once

#include <store/migration.h>
#include <store/query.h>
#include <store/values.h>

#include <crypto/chunk_cipher.h>
#include <values/result.h>

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>

namespace melody::store {

struct Options {
    QString file; // with -wal and -shm beside it while it is open
    crypto::ContentKey key;
    std::vector<Migration> migrations;             // of all modules that keep something here
    std::chrono::milliseconds busyTimeout{10'000}; // another process may write, too
};

// A statement that failed. Never leaves Store::run().
class Failure : public std::runtime_error {
public:
    Failure(Error error, const std::string &what) : std::runtime_error(what), m_error(std::move(error)) {}
    [[nodiscard]] const Error &error() const { return m_error; }

private:
    Error m_error;
};

// An open transaction. Thread: the one that runs it.
class Transaction {
public:
    virtual ~Transaction() = default;
    virtual Rows exec(const Query &query, const std::vector<Param> &params = {}) = 0;
};

// What a transaction outlives once it is committed.
enum class Durability {
    Power,   // loss of power: waits for the disk
    Process, // death of the process; of what can be had again
};

// Thread: any. A connection belongs to one thread at a time.
class Store {
public:
    virtual ~Store() = default;

    // Runs `work(Transaction &) -> Result<T>` in a transaction that may write: commits when it returns a value, rolls back when it returns
    // an error or throws. Writers come one after another. Never call it inside `work`: hand the transaction on.
    // Unavailable: "disk_full", "store_busy", "store_unavailable". Internal: "store_damaged", "store_error" (our bug). Another writer is
    // waited for up to `patience`; nothing: Options::busyTimeout.
    template<typename Work>
    auto run(Work &&work, Durability durability = Durability::Power, std::optional<std::chrono::milliseconds> patience = {})
        -> std::invoke_result_t<Work, Transaction &>
    {
        return runTyped(work, Terms{durability, patience});
    }
    // The same for `work` that only reads; waits for no writer.
    template<typename Work>
    auto read(Work &&work) -> std::invoke_result_t<Work, Transaction &>
    {
        return runTyped(work, std::nullopt);
    }
    // What was committed for Durability::Process before this call outlives the loss of power, too. No writer waits for it.
    virtual Result<void> sync() = 0;
    // Gives back to the disk what was deleted, at most `bytes` of it. 0: nothing was left to give.
    virtual Result<qint64> shrink(qint64 bytes) = 0;
    // Of the file and its log.
    [[nodiscard]] virtual qint64 sizeBytes() const = 0;

protected:
    struct Terms {
        Durability durability;
        std::optional<std::chrono::milliseconds> patience;
    };
    // Without terms: only reads.
    virtual Result<void> runErased(const std::function<bool(Transaction &)> &work, const std::optional<Terms> &terms) = 0;

private:
    template<typename Work>
    auto runTyped(Work &work, const std::optional<Terms> &terms) -> std::invoke_result_t<Work, Transaction &>
    {
        std::optional<std::invoke_result_t<Work, Transaction &>> answer;
        const Result<void> outcome = runErased(
            [&](Transaction &transaction) {
                answer.emplace(work(transaction));
                return answer->has_value();
            },
            terms);
        if (!outcome)
            return tl::unexpected(outcome.error());
        return std::move(*answer);
    }
};

// Makes the file if it is missing and brings its schema up to date. Besides the errors of run():
//   wrong_key          Forbidden   the file is no store, or was written under another key
//   migration_changed  Conflict    a step that was taken is not what it was
[[nodiscard]] Result<std::unique_ptr<Store>> openStore(Options options);
// The same, but a store that can't be read any more (its key was lost, its pages are damaged) is set aside as <file>.unreadable, instead of
// the one before it, and a new one is begun; `replaced` then says why.
[[nodiscard]] Result<std::unique_ptr<Store>> openOrReplaceStore(const Options &options, std::optional<Error> *replaced = nullptr);

} // namespace melody::store
