// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace melody::test {

// As an authenticator app reads the secret that it is given (RFC 4648, section 6).
[[nodiscard]] inline QByteArray fromBase32(const QString &text)
{
    QByteArray bytes;
    quint32 pending = 0;
    int bits = 0;
    for (const QChar c : text) {
        pending = (pending << 5) | quint32(c.isDigit() ? c.unicode() - u'2' + 26 : c.unicode() - u'A');
        if ((bits += 5) >= 8)
            bytes += char(pending >> (bits -= 8));
    }
    return bytes;
}

} // namespace melody::test
