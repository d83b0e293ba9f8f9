// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leftovers.h"

#include <ingest/ingest.h>

namespace melody::ingest {

// Uploads: the row says what is safe, the file holds it. Thread: any.
class UploadStore {
public:
    UploadStore(db::Database &database, const UploadFiles &files, const Clock &clock, const Options &options)
        : m_database(database), m_files(files), m_clock(clock), m_options(options)
    {
    }
    // See Ingest.
    [[nodiscard]] Result<wire::UploadState> create(const UserId &user, const wire::NewUpload &upload);
    [[nodiscard]] Result<wire::UploadState> append(const UserId &user, const UploadId &upload, qint64 offset, QByteArrayView part);
    [[nodiscard]] Result<wire::UploadState> state(const UserId &user, const UploadId &upload);

private:
    [[nodiscard]] Result<wire::UploadState> appendLocked(const db::Row &row, const UploadId &upload, qint64 offset, QByteArrayView part);
    [[nodiscard]] Result<void> discard(const UserId &user, const UploadId &upload);

    db::Database &m_database;
    const UploadFiles &m_files;
    const Clock &m_clock;
    const Options &m_options;
};

} // namespace melody::ingest
