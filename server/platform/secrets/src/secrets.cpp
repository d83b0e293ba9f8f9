// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <secrets/secrets.h>

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <cerrno>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace melody::secrets {
namespace {

using namespace Qt::StringLiterals;

constexpr const char *fileNames[] = {"master.key", "chunk_token.key", "audit.seed"};

tl::unexpected<Error> refused(const QString &path, const QString &why)
{
    return fail(ErrorKind::Invalid, u"secrets"_s, path + u": "_s + why);
}

QString systemWords()
{
    return QString::fromLocal8Bit(strerror(errno));
}

QString pathOf(const QString &folder, const char *name)
{
    return QDir(folder).filePath(QString::fromLatin1(name));
}

// False when the file was there already.
Result<bool> createFile(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        if (errno == EEXIST)
            return false;
        return refused(path, systemWords());
    }
    const QByteArray text = crypto::ContentKey::generate().bytes().toByteArray().toHex() + '\n';
    const bool written = ::write(file, text.constData(), size_t(text.size())) == text.size() && ::fsync(file) == 0;
    const QString words = systemWords();
    ::close(file);
    if (!written) {
        ::unlink(QFile::encodeName(path).constData());
        return refused(path, words);
    }
    return true;
}

Result<crypto::ContentKey> readKey(const QString &path)
{
    struct stat status {};
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return refused(path, systemWords());
    if ((status.st_mode & 077) != 0)
        return refused(path, u"others may read it; chmod 600 it and think about who did"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(path, file.errorString());
    const QByteArray text = file.read(256).trimmed();
    const QByteArray bytes = QByteArray::fromHex(text);
    if (text.size() != 2 * crypto::contentKeyBytes || bytes.toHex() != text)
        return refused(path, u"must hold 64 hexadecimal digits in lower case"_s);
    return crypto::ContentKey(bytes);
}

} // namespace

Result<int> createSecrets(const QString &folder)
{
    if (sodium_init() < 0)
        return fail(ErrorKind::Internal, u"sodium"_s, u"libsodium can't be started."_s);
    if (!QDir().mkpath(QFileInfo(folder).absolutePath()))
        return refused(folder, u"the folder above it can't be made"_s);
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0 && errno != EEXIST)
        return refused(folder, systemWords());
    int made = 0;
    for (const char *name : fileNames) {
        const auto created = createFile(pathOf(folder, name));
        if (!created)
            return tl::unexpected(created.error());
        made += *created ? 1 : 0;
    }
    return made;
}

Result<Secrets> loadSecrets(const QString &folder)
{
    std::array<crypto::ContentKey, std::size(fileNames)> keys;
    for (size_t i = 0; i < keys.size(); ++i) {
        auto key = readKey(pathOf(folder, fileNames[i]));
        if (!key)
            return tl::unexpected(key.error());
        keys[i] = std::move(*key);
    }
    return Secrets{keys[0], keys[1], keys[2]};
}

} // namespace melody::secrets
