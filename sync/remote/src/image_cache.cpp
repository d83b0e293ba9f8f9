// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "image_cache.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

namespace melody::remote {
namespace {

QFileInfoList filesOf(const QString &folder)
{
    return QDir(folder).entryInfoList(QDir::Files, QDir::Time | QDir::Reversed); // oldest first
}

} // namespace

ImageCache::ImageCache(const QString &folder, qint64 diskBytes) : m_folder(folder), m_diskBytes(diskBytes), m_memory(diskBytes / 8)
{
    if (m_folder.isEmpty())
        return;
    if (!QDir().mkpath(m_folder)) {
        m_folder.clear();
        return;
    }
    for (const QFileInfo &file : filesOf(m_folder))
        m_usedBytes += file.size();
}

QString ImageCache::nameOf(const ImageId &id, int size)
{
    return id.toString() + u'-' + QString::number(size);
}

std::optional<QByteArray> ImageCache::find(const QString &name)
{
    if (const QByteArray *bytes = m_memory.object(name))
        return *bytes;
    if (m_folder.isEmpty())
        return {};
    QFile file(QDir(m_folder).filePath(name));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return {};
    const QByteArray bytes = file.readAll();
    if (bytes.isEmpty())
        return {};
    file.setFileTime(QDateTime::currentDateTimeUtc(), QFile::FileModificationTime); // the oldest in use goes last
    m_memory.insert(name, new QByteArray(bytes), bytes.size());
    return bytes;
}

void ImageCache::clear()
{
    m_memory.clear();
    m_usedBytes = 0;
    if (m_folder.isEmpty())
        return;
    for (const QFileInfo &file : filesOf(m_folder))
        QFile::remove(file.filePath());
}

void ImageCache::keep(const QString &name, const QByteArray &bytes)
{
    m_memory.insert(name, new QByteArray(bytes), bytes.size());
    if (m_folder.isEmpty() || bytes.size() > m_diskBytes)
        return;
    QSaveFile file(QDir(m_folder).filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return;
    m_usedBytes += bytes.size();
    if (m_usedBytes > m_diskBytes)
        makeRoom();
}

// Throws away the oldest until a tenth is free, so that this is not needed for every picture.
void ImageCache::makeRoom()
{
    m_usedBytes = 0;
    const QFileInfoList files = filesOf(m_folder);
    for (const QFileInfo &file : files)
        m_usedBytes += file.size();
    for (const QFileInfo &file : files) {
        if (m_usedBytes <= m_diskBytes - m_diskBytes / 10)
            return;
        if (QFile::remove(file.filePath()))
            m_usedBytes -= file.size();
    }
}

} // namespace melody::remote
