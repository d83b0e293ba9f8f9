// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "avatar_pictures.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

namespace melody::server {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> noFolder(const QString &why)
{
    return fail(ErrorKind::Unavailable, u"storage_failed"_s, why);
}

Result<QMap<int, QByteArray>> makePictures(const transcoding::WorkerOptions &worker, const QString &folder, const QByteArray &picture)
{
    if (!QDir().mkpath(folder))
        return noFolder(folder);
    const QTemporaryDir staging(folder + u"/avatar"_s);
    if (!staging.isValid())
        return noFolder(staging.errorString());
    QFile source(staging.filePath(u"source"_s));
    if (!source.open(QIODevice::WriteOnly) || source.write(picture) != picture.size() || !source.flush())
        return noFolder(source.errorString());
    const QString output = staging.filePath(u"out"_s);
    if (!QDir().mkdir(output))
        return noFolder(output);
    const auto made = transcoding::renderArtworkInChild(worker, {source.fileName(), output});
    if (!made)
        return tl::unexpected(made.error());
    QMap<int, QByteArray> pictures;
    for (const int size : made->sizes) {
        QFile file(u"%1/%2.jpg"_s.arg(output).arg(size));
        if (!file.open(QIODevice::ReadOnly))
            return noFolder(file.errorString());
        pictures.insert(size, file.readAll());
    }
    return pictures;
}

} // namespace

accounts::PictureMaker pictureMaker(transcoding::WorkerOptions worker, const QString &folder)
{
    return [worker = std::move(worker), folder](const QByteArray &picture) { return makePictures(worker, folder, picture); };
}

} // namespace melody::server
