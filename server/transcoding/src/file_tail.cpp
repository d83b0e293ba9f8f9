// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "file_tail.h"

#include <QtCore/QFile>
#include <QtCore/QtEndian>

#include <numeric>

namespace melody::transcoding {

bool oggEndsInsideOfPage(const QString &path)
{
    constexpr qsizetype headerBytes = 27; // up to and including the count of segments
    constexpr qint64 maxPageBytes = 65'307;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    file.seek(std::max<qint64>(0, file.size() - maxPageBytes));
    const QByteArray tail = file.readAll();
    const qsizetype page = tail.lastIndexOf(QByteArrayView("OggS\0", 5));
    if (page < 0)
        return false;
    if (page + headerBytes > tail.size())
        return true;
    const qsizetype segments = uchar(tail[page + headerBytes - 1]);
    const QByteArray lacing = tail.mid(page + headerBytes, segments);
    const qsizetype payload =
        std::accumulate(lacing.begin(), lacing.end(), qsizetype(0), [](qsizetype sum, char c) { return sum + uchar(c); });
    return lacing.size() < segments || page + headerBytes + segments + payload > tail.size();
}

bool wavEndsEarly(const QString &path)
{
    constexpr quint32 unknownFrom = 0x7fff'0000; // writers to pipes announce about 2 or 4 GiB
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(12))
        return false;
    while (true) {
        const QByteArray header = file.read(8);
        if (header.size() < 8)
            return true; // no sound at all
        const auto size = qFromLittleEndian<quint32>(header.constData() + 4);
        if (header.startsWith("data"))
            return size < unknownFrom && file.pos() + size > file.size();
        file.seek(file.pos() + size + (size & 1));
    }
}

} // namespace melody::transcoding
