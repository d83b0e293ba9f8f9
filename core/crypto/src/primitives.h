// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtCore/QUuid>

namespace melody::crypto {

// Stops the program: a cipher that is misused or fails for want of memory must not go on. Never reached by input from outside.
void require(bool condition, const char *what);

// libsodium, ready for use from any thread.
void requireSodium();

// Append in the byte order of the network; return where to go on.
quint8 *put(quint8 *to, const QUuid &uuid);
quint8 *put(quint8 *to, quint64 number);

// Bytes as the libraries want them.
inline const quint8 *in(QByteArrayView bytes)
{
    return reinterpret_cast<const quint8 *>(bytes.data());
}

inline quint8 *out(QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<quint8 *>(bytes.data()) + at;
}

} // namespace melody::crypto
