// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Room on the disk that is taken before it is needed, so that a download that was begun can be ended. A file that shrinks as what it holds
// the room for grows.
#pragma once

#include <values/result.h>

#include <QtCore/QFile>

namespace melody::downloads {

// Thread: one at a time.
class Reservation {
public:
    // What an earlier run left reserved is given back.
    explicit Reservation(const QString &folder);
    ~Reservation();
    Reservation(const Reservation &) = delete;
    Reservation &operator=(const Reservation &) = delete;

    // Holds this many bytes, no more and no less. Unavailable ("disk_full") when they and `spareBytes` are not there; then what was held
    // stays.
    [[nodiscard]] Result<void> hold(qint64 bytes, qint64 spareBytes);
    [[nodiscard]] qint64 freeBytes() const;

private:
    QFile m_file;
    qint64 m_held = 0;
};

} // namespace melody::downloads
