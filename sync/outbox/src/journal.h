// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An append-only file of checksummed records. Knows nothing of what is in them.
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>

#include <vector>

namespace melody::outbox {

// Thread: one at a time, but sync() may run beside append().
class Journal {
public:
    static constexpr int maxRecordBytes = 64 * 1024;

    Journal() = default;
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    // Opens or makes the file and gives what is in it; a torn or damaged tail is cut off. "outbox_unavailable", "outbox_locked".
    [[nodiscard]] Result<std::vector<QByteArray>> open(const QString &path);
    // The record is with the operating system when this returns; after a failure the file is as before.
    [[nodiscard]] Result<void> append(const QByteArray &record);
    // What was appended before is on the disk.
    void sync() const;
    // Replaces all records, as a whole or not at all.
    [[nodiscard]] Result<void> rewrite(const std::vector<QByteArray> &records);
    [[nodiscard]] qint64 size() const { return m_size; }

private:
    [[nodiscard]] Result<void> lock();
    void syncFolder() const;

    QByteArray m_path;
    int m_file = -1;
    int m_lock = -1;
    qint64 m_size = 0;
};

} // namespace melody::outbox
