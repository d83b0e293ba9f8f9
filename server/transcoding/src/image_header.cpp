// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "image_header.h"

#include <QtCore/QtEndian>

namespace melody::transcoding {
namespace {

// Reads beyond the end give 0, and a size of 0 is no image.
int byteAt(QByteArrayView bytes, qsizetype offset)
{
    return offset >= 0 && offset < bytes.size() ? uchar(bytes[offset]) : 0;
}

int big16(QByteArrayView bytes, qsizetype offset)
{
    return byteAt(bytes, offset) << 8 | byteAt(bytes, offset + 1);
}

int little24(QByteArrayView bytes, qsizetype offset)
{
    return byteAt(bytes, offset) | byteAt(bytes, offset + 1) << 8 | byteAt(bytes, offset + 2) << 16;
}

ImageHeader png(QByteArrayView bytes)
{
    if (bytes.size() < 24 || bytes.sliced(12, 4) != QByteArrayView("IHDR"))
        return {};
    // 31 bits each by the standard: what is negative here is refused below.
    return {ImageKind::Png, qFromBigEndian<qint32>(bytes.data() + 16), qFromBigEndian<qint32>(bytes.data() + 20)};
}

ImageHeader jpeg(QByteArrayView bytes)
{
    qsizetype at = 2;
    while (at + 4 <= bytes.size() && byteAt(bytes, at) == 0xff) {
        const int marker = byteAt(bytes, at + 1);
        const bool standsAlone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
        const bool startsFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (startsFrame)
            return {ImageKind::Jpeg, big16(bytes, at + 7), big16(bytes, at + 5)};
        if (marker == 0xff) // fill byte
            at += 1;
        else
            at += standsAlone ? 2 : 2 + std::max(big16(bytes, at + 2), 2);
    }
    return {};
}

ImageHeader webp(QByteArrayView bytes)
{
    if (bytes.size() < 30)
        return {};
    const QByteArrayView format = bytes.sliced(12, 4);
    if (format == QByteArrayView("VP8X"))
        return {ImageKind::Webp, little24(bytes, 24) + 1, little24(bytes, 27) + 1};
    if (format == QByteArrayView("VP8L")) {
        const quint32 packed = qFromLittleEndian<quint32>(bytes.data() + 21);
        return {ImageKind::Webp, int(packed & 0x3fff) + 1, int(packed >> 14 & 0x3fff) + 1};
    }
    if (format == QByteArrayView("VP8 "))
        return {ImageKind::Webp, little24(bytes, 26) & 0x3fff, little24(bytes, 28) & 0x3fff};
    return {};
}

} // namespace

std::optional<ImageHeader> readImageHeader(QByteArrayView bytes)
{
    ImageHeader header;
    if (bytes.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n", 8)))
        header = png(bytes);
    else if (bytes.startsWith(QByteArrayView("\xff\xd8\xff", 3)))
        header = jpeg(bytes);
    else if (bytes.startsWith("RIFF") && bytes.size() >= 12 && bytes.sliced(8, 4) == QByteArrayView("WEBP"))
        header = webp(bytes);
    return header.width > 0 && header.height > 0 ? std::optional(header) : std::nullopt;
}

} // namespace melody::transcoding
