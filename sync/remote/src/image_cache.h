// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures that were fetched before: some in memory, more on disk. A picture never changes under its id.
#pragma once

#include <values/id.h>

#include <QtCore/QCache>
#include <QtCore/QDir>

namespace melody::remote {

// Thread: the network thread.
class ImageCache {
public:
    // An empty folder: memory only.
    ImageCache(const QString &folder, qint64 diskBytes);

    [[nodiscard]] std::optional<QByteArray> find(const QString &name);
    void keep(const QString &name, const QByteArray &bytes);
    void clear();
    [[nodiscard]] static QString nameOf(const ImageId &id, int size);

private:
    void makeRoom();

    QString m_folder;
    qint64 m_diskBytes;
    qint64 m_usedBytes = 0;
    QCache<QString, QByteArray> m_memory; // cost in bytes
};

} // namespace melody::remote
