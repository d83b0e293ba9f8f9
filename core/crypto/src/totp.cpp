// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/totp.h>

#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QtEndian>

namespace melody::crypto {

using namespace Qt::StringLiterals;

qint64 totpStepAt(TimePoint time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch() / totpStep;
}

QString totpCode(QByteArrayView secret, qint64 step)
{
    const quint64 counter = qToBigEndian(quint64(step));
    const QByteArray mac = QMessageAuthenticationCode::hash(QByteArray(reinterpret_cast<const char *>(&counter), sizeof counter),
                                                            secret.toByteArray(), QCryptographicHash::Sha1);
    // RFC 4226, 5.3: dynamic truncation.
    const int offset = mac.back() & 0xf;
    const quint32 bits = qFromBigEndian<quint32>(mac.constData() + offset) & 0x7fffffffU;
    return u"%1"_s.arg(bits % 1'000'000U, 6, 10, QChar(u'0'));
}

std::optional<qint64> checkTotp(QByteArrayView secret, QStringView code, TimePoint now, qint64 lastUsed)
{
    const qint64 current = totpStepAt(now);
    for (const qint64 step : {current, current - 1, current + 1}) {
        if (step > lastUsed && totpCode(secret, step) == code)
            return step;
    }
    return std::nullopt;
}

QString toBase32(QByteArrayView bytes)
{
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QString text;
    quint32 pending = 0;
    int bits = 0;
    for (const char byte : bytes) {
        pending = (pending << 8) | quint8(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text += QLatin1Char(alphabet[(pending >> (bits - 5)) & 31]);
    }
    if (bits > 0)
        text += QLatin1Char(alphabet[(pending << (5 - bits)) & 31]);
    return text;
}

} // namespace melody::crypto
