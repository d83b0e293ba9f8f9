// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <remote/secret_store.h>

#include <QtCore/QDir>
#include <QtCore/QSaveFile>

#include <fcntl.h>
#include <mutex>
#include <unistd.h>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxSecretBytes = 64 * 1024;
constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto ownerOnlyFolder = ownerOnly | QFile::ExeOwner;
constexpr auto othersBits = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;

class FileSecretStore final : public SecretStore {
public:
    explicit FileSecretStore(const QString &folder) : m_folder(folder) {}

    Result<QByteArray> read(const QString &name) override
    {
        const std::lock_guard lock(m_mutex);
        QFile file(m_folder.filePath(name));
        if (!file.exists())
            return fail(ErrorKind::NotFound, u"no_secret"_s, u"There is no secret of that name."_s);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Unavailable, u"secret_unreadable"_s, file.errorString());
        if ((file.permissions() & othersBits) != 0)
            return fail(ErrorKind::Forbidden, u"secret_exposed"_s, u"Others may read the file of a secret."_s);
        return file.read(maxSecretBytes);
    }

    Result<void> write(const QString &name, QByteArrayView secret) override
    {
        const std::lock_guard lock(m_mutex);
        const bool made = QDir(m_folder).exists() || QDir().mkpath(m_folder.path());
        if (!made || !QFile::setPermissions(m_folder.path(), ownerOnlyFolder))
            return fail(ErrorKind::Unavailable, u"secret_unwritable"_s, u"The folder for secrets can't be made."_s);
        QSaveFile file(m_folder.filePath(name));
        // The mode is narrowed while the file is empty, and the file is whole on disk before it takes the old one's place.
        if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly) ||
            file.write(secret.data(), secret.size()) != secret.size() || !file.flush() || ::fsync(file.handle()) != 0 || !file.commit())
            return fail(ErrorKind::Unavailable, u"secret_unwritable"_s, file.errorString());
        syncFolder();
        return {};
    }

    void remove(const QString &name) override
    {
        const std::lock_guard lock(m_mutex);
        QFile::remove(m_folder.filePath(name));
        syncFolder();
    }

private:
    void syncFolder() const
    {
        const int folder = ::open(QFile::encodeName(m_folder.path()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder < 0)
            return;
        ::fsync(folder);
        ::close(folder);
    }

    std::mutex m_mutex;
    QDir m_folder;
};

} // namespace

std::unique_ptr<SecretStore> createFileSecretStore(const QString &folder)
{
    return std::make_unique<FileSecretStore>(folder);
}

} // namespace melody::remote
