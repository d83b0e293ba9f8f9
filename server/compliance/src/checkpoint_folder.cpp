// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "checkpoint_folder.h"

#include "checkpoint.h"

#include <QtCore/QDir>
#include <QtCore/QSaveFile>

#include <fcntl.h>
#include <unistd.h>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr int nameDigits = 12;
const QString prefix = u"checkpoint-"_s;
const QString suffix = u".json"_s;

tl::unexpected<Error> unavailable(const QString &path, const QString &why)
{
    return fail(ErrorKind::Unavailable, u"checkpoint_folder"_s, path + u": "_s + why);
}

bool syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0)
        ::close(descriptor);
    return synced;
}

} // namespace

Result<std::vector<CheckpointFile>> listCheckpoints(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.isReadable())
        return unavailable(folder, u"is not a folder that can be read"_s);
    std::vector<CheckpointFile> files;
    for (const QString &name : dir.entryList({prefix + u'*' + suffix}, QDir::Files, QDir::Name)) {
        const QString digits = name.sliced(prefix.size(), name.size() - prefix.size() - suffix.size());
        bool isNumber = false;
        const qint64 number = digits.toLongLong(&isNumber);
        if (isNumber && number > 0 && digits.size() >= nameDigits)
            files.push_back({dir.filePath(name), number});
    }
    std::sort(files.begin(), files.end(), [](const auto &a, const auto &b) { return a.number < b.number; });
    return files;
}

Result<QByteArray> readCheckpoint(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unavailable(path, file.errorString());
    return file.read(maxDocumentBytes + 1);
}

Result<void> writeCheckpoint(const QString &folder, qint64 number, const QByteArray &document)
{
    if (!QDir().mkpath(folder))
        return unavailable(folder, u"can't be made"_s);
    const QString path = QDir(folder).filePath(prefix + QString::number(number).rightJustified(nameDigits, u'0') + suffix);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(document) != document.size() || !file.flush() || ::fsync(file.handle()) != 0 ||
        !file.commit())
        return unavailable(path, file.errorString());
    if (!syncFolder(folder))
        return unavailable(folder, u"can't be synced"_s);
    return {};
}

} // namespace melody::compliance
