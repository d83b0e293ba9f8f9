// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "durable_file.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QUuid>

#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace melody::objects {
using namespace Qt::StringLiterals;
namespace {

constexpr int createAttempts = 5;

// True when the lock is ours and the file still has a name.
bool lockNamed(int fd)
{
    struct stat status {};
    return ::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::fstat(fd, &status) == 0 && status.st_nlink > 0;
}

} // namespace

Descriptor::~Descriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

tl::unexpected<Error> storageError(const char *tried, int error)
{
    const bool full = error == ENOSPC || error == EDQUOT;
    return fail(ErrorKind::Unavailable, full ? u"storage_full"_s : u"storage_failed"_s,
                QLatin1StringView(tried) + u": "_s + QString::fromLocal8Bit(std::strerror(error)));
}

Result<void> syncFolder(const QByteArray &folder)
{
    const Descriptor descriptor(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.isOpen() || ::fsync(descriptor.get()) != 0)
        return storageError("syncing a folder", errno);
    return {};
}

Result<TemporaryFile> TemporaryFile::create(const QByteArray &folder)
{
    for (int attempt = 0; attempt < createAttempts; ++attempt) {
        QByteArray path = folder + '/' + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
        Descriptor descriptor(::open(path.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!descriptor.isOpen())
            return storageError("making a file", errno);
        if (lockNamed(descriptor.get()))
            return TemporaryFile(std::move(descriptor), std::move(path));
        // Another process opened the store in this very moment and took the file for a leftover.
    }
    return storageError("making a file", EBUSY);
}

TemporaryFile::TemporaryFile(TemporaryFile &&other) noexcept
    : m_descriptor(std::move(other.m_descriptor)), m_path(std::exchange(other.m_path, {}))
{
}

TemporaryFile::~TemporaryFile()
{
    if (!m_path.isEmpty())
        ::unlink(m_path.constData());
}

Result<void> TemporaryFile::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(m_descriptor.get(), bytes.data(), size_t(bytes.size()));
        if (written > 0)
            bytes = bytes.sliced(written);
        else if (errno != EINTR)
            return storageError("writing", errno);
    }
    return {};
}

Result<void> TemporaryFile::keepAs(const QByteArray &path)
{
    if (::fsync(m_descriptor.get()) != 0)
        return storageError("syncing a file", errno);
    if (::rename(m_path.constData(), path.constData()) != 0)
        return storageError("renaming", errno);
    m_path.clear();
    return {};
}

int TemporaryFile::removeLeftovers(const QByteArray &folder)
{
    int removed = 0;
    const auto names = QDir(QFile::decodeName(folder)).entryList(QDir::Files | QDir::Hidden | QDir::System);
    for (const QString &name : names) {
        const QByteArray path = folder + '/' + QFile::encodeName(name);
        const Descriptor descriptor(::open(path.constData(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
        if (descriptor.isOpen() && lockNamed(descriptor.get()))
            removed += ::unlink(path.constData()) == 0 ? 1 : 0;
    }
    return removed;
}

} // namespace melody::objects
