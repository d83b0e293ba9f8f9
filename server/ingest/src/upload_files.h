// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <values/id.h>
#include <values/result.h>

namespace melody::ingest {

// The files of uploads, one each, named by their ids. Thread: any; writes to one file are the caller's to order.
class UploadFiles {
public:
    explicit UploadFiles(QString folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] QString path(const UploadId &upload) const { return m_folder + u'/' + upload.toString(); }
    // When it returns, a crash of the machine can't lose the bytes. Unavailable ("storage_full", "storage_failed").
    [[nodiscard]] Result<void> write(const UploadId &upload, qint64 offset, QByteArrayView bytes) const;
    // Of the first `size` bytes.
    [[nodiscard]] Result<QByteArray> sha256(const UploadId &upload, qint64 size) const;
    void remove(const UploadId &upload) const;

private:
    QString m_folder;
};

} // namespace melody::ingest
