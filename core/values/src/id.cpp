// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/id.h>

#include <QtCore/QRandomGenerator>

namespace melody {

QUuid newUuidV7(TimePoint now)
{
    std::array<quint32, 3> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    const auto ms = quint64(now.time_since_epoch().count());
    QByteArray bytes(16, Qt::Uninitialized);
    for (int i = 0; i < 6; ++i)
        bytes[i] = char(ms >> (40 - 8 * i));
    for (int i = 0; i < 10; ++i)
        bytes[6 + i] = char(random[size_t(i / 4)] >> (8 * (i % 4)));
    bytes[6] = char(0x70 | (bytes[6] & 0x0f));
    bytes[8] = char(0x80 | (bytes[8] & 0x3f));
    return QUuid::fromRfc4122(bytes);
}

TimePoint bornAt(const QUuid &uuid)
{
    const QByteArray bytes = uuid.toRfc4122();
    qint64 ms = 0;
    for (int i = 0; i < 6; ++i)
        ms = ms << 8 | quint8(bytes[i]);
    return TimePoint(std::chrono::milliseconds(ms));
}

std::optional<QUuid> parseUuid(QStringView text)
{
    if (text.size() != 36)
        return std::nullopt;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
        if (dash ? c != u'-' : !hex)
            return std::nullopt;
    }
    const QUuid uuid(text.toString());
    return uuid.isNull() ? std::nullopt : std::optional(uuid);
}

} // namespace melody
