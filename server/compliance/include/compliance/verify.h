// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Proves the audit log, or names what is broken: `melodyctl audit verify`.
#pragma once

#include <crypto/chunk_cipher.h>
#include <db/database.h>

#include <QtCore/QSet>

namespace melody::compliance {

// The public key that checkpoints made with `auditSeed` are checked with: 32 bytes, Ed25519.
[[nodiscard]] QByteArray auditPublicKey(const crypto::ContentKey &auditSeed);

struct Finding {
    // entry_missing, entry_altered, entries_cut, checkpoint_missing, checkpoint_altered, checkpoint_foreign, checkpoint_disagrees,
    // file_missing, file_altered, file_foreign
    QString code;
    std::optional<qint64> entry;      // sequence of the first entry that is broken, as far as can be told
    std::optional<qint64> checkpoint; // its number
    QString detail;                   // one English sentence
};

struct VerifyReport {
    qint64 entries = 0;     // proved up to the first broken one
    qint64 checkpoints = 0; // in the database
    qint64 files = 0;
    qint64 uncovered = 0;          // entries after the last checkpoint: chained, not yet signed
    std::vector<Finding> findings; // the first of each kind of place; empty: the log is whole
    [[nodiscard]] bool isWhole() const { return findings.empty(); }
};

struct VerifyOptions {
    QSet<QByteArray> publicKeys; // that may have signed
    QString checkpointsFolder;   // empty: the files are not looked at
    // A checkpoint whose file may still be on its way: younger than this at `now`.
    TimePoint now{};
    std::chrono::milliseconds fileGrace{60'000};
    std::function<void(qint64 done, qint64 total)> progress = {};
};

// Reads the whole log in one pass. Unavailable when the database or the folder can't be read; a broken log is no failure.
// `database` should have no statement time-out. Thread: any.
[[nodiscard]] Result<VerifyReport> verifyLog(db::Database &database, const VerifyOptions &options);

} // namespace melody::compliance
