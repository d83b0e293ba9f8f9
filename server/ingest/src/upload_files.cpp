// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upload_files.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace melody::ingest {
namespace {

constexpr qint64 hashBlockBytes = 1024 * 1024;

// Closes on every way out.
class Descriptor {
public:
    Descriptor(const QString &path, int flags) : m_fd(open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600)) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int fd() const { return m_fd; }

private:
    int m_fd;
};

tl::unexpected<Error> storageFailed()
{
    const bool full = errno == ENOSPC || errno == EDQUOT;
    return fail(ErrorKind::Unavailable, full ? u"storage_full"_s : u"storage_failed"_s, QString::fromLocal8Bit(std::strerror(errno)));
}

} // namespace

Result<void> UploadFiles::write(const UploadId &upload, qint64 offset, QByteArrayView bytes) const
{
    const Descriptor file(path(upload), O_WRONLY | O_CREAT);
    if (file.fd() < 0)
        return storageFailed();
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t wrote = pwrite(file.fd(), bytes.data() + done, size_t(bytes.size() - done), offset + done);
        if (wrote < 0 && errno != EINTR)
            return storageFailed();
        done += std::max<ssize_t>(wrote, 0);
    }
    if (fdatasync(file.fd()) != 0)
        return storageFailed();
    if (offset > 0)
        return {};
    // The first part made the file: its name must last, too.
    const Descriptor folder(m_folder, O_RDONLY | O_DIRECTORY);
    if (folder.fd() < 0 || fsync(folder.fd()) != 0)
        return storageFailed();
    return {};
}

Result<QByteArray> UploadFiles::sha256(const UploadId &upload, qint64 size) const
{
    QFile file(path(upload));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorKind::Unavailable, u"storage_failed"_s, file.errorString());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qint64 left = size; left > 0;) {
        const QByteArray block = file.read(std::min(left, hashBlockBytes));
        if (block.isEmpty())
            return fail(ErrorKind::Unavailable, u"storage_failed"_s, u"The file is shorter than what was acknowledged."_s);
        hash.addData(block);
        left -= block.size();
    }
    return hash.result();
}

void UploadFiles::remove(const UploadId &upload) const
{
    QFile::remove(path(upload));
}

} // namespace melody::ingest
