// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "primitives.h"

#include <QtCore/QtEndian>

#include <sodium.h>

namespace melody::crypto {

void require(bool condition, const char *what)
{
    if (!condition)
        qFatal("crypto: %s", what);
}

void requireSodium()
{
    static const bool ready = sodium_init() >= 0;
    require(ready, "libsodium does not start");
}

quint8 *put(quint8 *to, const QUuid &uuid)
{
    qToBigEndian<quint32>(uuid.data1, to);
    qToBigEndian<quint16>(uuid.data2, to + 4);
    qToBigEndian<quint16>(uuid.data3, to + 6);
    std::copy(std::begin(uuid.data4), std::end(uuid.data4), to + 8);
    return to + 16;
}

quint8 *put(quint8 *to, quint64 number)
{
    qToBigEndian<quint64>(number, to);
    return to + sizeof number;
}

} // namespace melody::crypto
