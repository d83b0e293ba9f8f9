// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reservation.h"

#include <QtCore/QFileInfo>
#include <QtCore/QStorageInfo>

#include <fcntl.h>

namespace melody::downloads {

using namespace Qt::StringLiterals;

Reservation::Reservation(const QString &folder) : m_file(folder + u"/downloads.reserved"_s)
{
    m_file.remove();
}

Reservation::~Reservation()
{
    if (m_file.isOpen())
        m_file.remove();
}

qint64 Reservation::freeBytes() const
{
    return QStorageInfo(QFileInfo(m_file.fileName()).path()).bytesAvailable();
}

Result<void> Reservation::hold(qint64 bytes, qint64 spareBytes)
{
    const auto full = [] { return fail(ErrorKind::Unavailable, u"disk_full"_s, u"There is no room left on the disk."_s); };
    if (bytes > m_held && bytes - m_held + spareBytes > freeBytes())
        return full();
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadWrite))
        return fail(ErrorKind::Unavailable, u"store_unavailable"_s, m_file.errorString());
    if (bytes > m_held && ::posix_fallocate(m_file.handle(), 0, bytes) != 0)
        return full();
    if (bytes < m_held && !m_file.resize(bytes))
        return fail(ErrorKind::Unavailable, u"store_unavailable"_s, m_file.errorString());
    m_held = bytes;
    return {};
}

} // namespace melody::downloads
