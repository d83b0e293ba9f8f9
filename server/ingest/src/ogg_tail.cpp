// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ogg_tail.h"

#include <QtCore/QFile>

#include <numeric>

namespace melody::ingest {

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

} // namespace melody::ingest
