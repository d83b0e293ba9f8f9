// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moves what is staged into the chain and makes checkpoints. Whichever process holds the sealer's lock does it; each step is one
// transaction, so an entry is sealed once or is still staged.
#pragma once

#include "frontier.h"

#include <compliance/compliance.h>
#include <wire/audit.h>

#include <mutex>

namespace melody::compliance {

class Sealer {
public:
    Sealer(db::Database &database, const Clock &clock, crypto::ContentKey seed, Options options);

    // What is staged and committed, up to a limit; number of entries sealed.
    Result<qint64> seal();
    enum class When { Due, Now };
    Result<bool> checkpoint(When when);
    // Writes the files of the checkpoints that have none yet, those after the highest there is.
    Result<int> writeFiles();

private:
    Result<qint64> sealBatch();
    // Nothing: none is due, or another process is at it.
    Result<std::optional<wire::AuditCheckpoint>> nextCheckpoint(db::Transaction &transaction, When when, Frontier &frontier);

    db::Database &m_database;
    const Clock &m_clock;
    const crypto::ContentKey m_seed;
    const Options m_options;
    std::mutex m_mutex; // of m_written: one writer of files in a process
    std::optional<qint64> m_written;
};

} // namespace melody::compliance
