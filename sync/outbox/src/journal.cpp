// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "journal.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QtEndian>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace melody::outbox {
namespace {

using namespace Qt::StringLiterals;

constexpr QByteArrayView magic("MELODYO1");
constexpr qsizetype headBytes = 8; // of a record: length, checksum
constexpr qint64 maxFileBytes = 256LL * 1024 * 1024;

// CRC-32 as in IEEE 802.3 (reflected, polynomial 0x04C11DB7).
constexpr std::array<quint32, 256> crcTable = [] {
    std::array<quint32, 256> table{};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320U : 0U);
        table[i] = value;
    }
    return table;
}();

quint32 crc32(QByteArrayView bytes)
{
    quint32 value = 0xffffffffU;
    for (const char byte : bytes)
        value = crcTable[(value ^ quint8(byte)) & 0xff] ^ (value >> 8);
    return ~value;
}

QByteArray framed(const QByteArray &record)
{
    QByteArray bytes(headBytes, Qt::Uninitialized);
    qToLittleEndian(quint32(record.size()), bytes.data());
    qToLittleEndian(crc32(record), bytes.data() + 4);
    return bytes + record;
}

bool writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file, bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

QByteArray readAll(int file)
{
    QByteArray bytes;
    std::array<char, 64 * 1024> buffer{};
    while (bytes.size() < maxFileBytes) {
        const ssize_t got = ::read(file, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        bytes.append(buffer.data(), got);
    }
    return bytes;
}

// The records of `bytes` up to the first that is not whole; `good` is where that one starts.
std::vector<QByteArray> parse(QByteArrayView bytes, qsizetype &good)
{
    std::vector<QByteArray> records;
    good = magic.size();
    while (bytes.size() - good >= headBytes) {
        const auto length = qFromLittleEndian<quint32>(bytes.data() + good);
        const auto checksum = qFromLittleEndian<quint32>(bytes.data() + good + 4);
        if (length > Journal::maxRecordBytes || qsizetype(length) > bytes.size() - good - headBytes)
            break;
        const auto record = bytes.sliced(good + headBytes, length);
        if (crc32(record) != checksum)
            break;
        records.push_back(record.toByteArray());
        good += headBytes + length;
    }
    return records;
}

tl::unexpected<Error> unavailable(const char *what)
{
    return fail(ErrorKind::Unavailable, u"outbox_unavailable"_s,
                QLatin1String(what) + u": "_s + QString::fromLocal8Bit(std::strerror(errno)));
}

} // namespace

Journal::~Journal()
{
    if (m_file >= 0)
        ::close(m_file);
    if (m_lock >= 0)
        ::close(m_lock);
}

// The lock is a file of its own, because rewrite() replaces the journal.
Result<void> Journal::lock()
{
    m_lock = ::open((m_path + ".lock").constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lock < 0)
        return unavailable("lock");
    if (::flock(m_lock, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorKind::Conflict, u"outbox_locked"_s, u"Another program keeps this outbox."_s);
    return {};
}

Result<std::vector<QByteArray>> Journal::open(const QString &path)
{
    m_path = QFile::encodeName(path);
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return unavailable("folder");
    if (const auto locked = lock(); !locked)
        return tl::unexpected(locked.error());
    m_file = ::open(m_path.constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (m_file < 0)
        return unavailable("open");
    const QByteArray bytes = readAll(m_file);
    if (!bytes.startsWith(magic)) {
        // Born in a crash, or not ours: what may be worth a look is put aside, never appended to.
        if (bytes.size() > magic.size() && ::rename(m_path.constData(), (m_path + ".damaged").constData()) != 0)
            return unavailable("rename");
        return rewrite({}).map([] { return std::vector<QByteArray>(); });
    }
    qsizetype good = 0;
    auto records = parse(bytes, good);
    if (good != bytes.size() && ::ftruncate(m_file, good) != 0)
        return unavailable("truncate");
    m_size = good;
    return records;
}

Result<void> Journal::append(const QByteArray &record)
{
    const QByteArray bytes = framed(record);
    if (!writeAll(m_file, bytes)) {
        const auto error = unavailable("write");
        if (::ftruncate(m_file, m_size) != 0) // half a record would hide all that follow
            qWarning("outbox: the journal ends in half a record");
        return error;
    }
    m_size += bytes.size();
    return {};
}

void Journal::sync() const
{
    ::fdatasync(m_file);
}

Result<void> Journal::rewrite(const std::vector<QByteArray> &records)
{
    QByteArray bytes = magic.toByteArray();
    for (const QByteArray &record : records)
        bytes += framed(record);
    const QByteArray fresh = m_path + ".new";
    const int file = ::open(fresh.constData(), O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return unavailable("open");
    if (!writeAll(file, bytes) || ::fsync(file) != 0 || ::rename(fresh.constData(), m_path.constData()) != 0) {
        const auto error = unavailable("rewrite");
        ::close(file);
        return error;
    }
    syncFolder();
    if (m_file >= 0)
        ::close(m_file);
    m_file = file;
    m_size = bytes.size();
    return {};
}

void Journal::syncFolder() const
{
    const QByteArray folder = QFile::encodeName(QFileInfo(QFile::decodeName(m_path)).absolutePath());
    const int handle = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

} // namespace melody::outbox
