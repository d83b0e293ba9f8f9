// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "former_journal.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QtEndian>

#include <array>

namespace melody::outbox {
namespace {

using namespace Qt::StringLiterals;

constexpr QByteArrayView magic("MELODYO1");
constexpr qsizetype headBytes = 8; // of a record: length, checksum
constexpr quint32 maxRecordBytes = 64 * 1024;
constexpr qint64 maxFileBytes = 256LL * 1024 * 1024;
// A record's payload is: kind(1) || session(16) || body.
enum Kind : char { Reported = 'T', Acknowledged = 'A', Dropped = 'D' };
constexpr qsizetype payloadHeadBytes = 17;

// CRC-32 as in IEEE 802.3 (reflected, polynomial 0x04C11DB7).
quint32 crc32(QByteArrayView bytes)
{
    quint32 value = 0xffffffffU;
    for (const char byte : bytes) {
        value ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320U : 0U);
    }
    return ~value;
}

// One that makes no sense changes nothing.
void replay(PendingTicks &pending, const QByteArray &record)
{
    if (record.size() < payloadHeadBytes)
        return;
    const PlaybackId session(QUuid::fromRfc4122(QByteArrayView(record).sliced(1, 16)));
    const QByteArray body = record.mid(payloadHeadBytes);
    switch (record[0]) {
    case Reported:
        if (const auto tick = PendingTicks::parse(body))
            pending.report(session, *tick);
        break;
    case Acknowledged:
        if (body.size() == 4)
            pending.acknowledge(session, qFromLittleEndian<quint32>(body.constData()));
        break;
    case Dropped:
        pending.drop(session);
        break;
    default:
        break;
    }
}

} // namespace

PendingTicks readFormerJournal(const QString &file)
{
    PendingTicks pending;
    QFile journal(file);
    if (!journal.open(QIODevice::ReadOnly))
        return pending;
    const QByteArray bytes = journal.read(maxFileBytes);
    if (!bytes.startsWith(magic))
        return pending;
    for (qsizetype at = magic.size(); bytes.size() - at >= headBytes;) {
        const auto length = qFromLittleEndian<quint32>(bytes.constData() + at);
        const auto checksum = qFromLittleEndian<quint32>(bytes.constData() + at + 4);
        if (length > maxRecordBytes || qsizetype(length) > bytes.size() - at - headBytes)
            break;
        const QByteArray record = bytes.mid(at + headBytes, length);
        if (crc32(record) != checksum)
            break;
        replay(pending, record);
        at += headBytes + qsizetype(length);
    }
    return pending;
}

void removeFormerJournal(const QString &file)
{
    for (const QString &ending : {QString(), u".lock"_s, u".new"_s})
        QFile::remove(file + ending);
    QDir().rmdir(QFileInfo(file).absolutePath());
}

} // namespace melody::outbox
