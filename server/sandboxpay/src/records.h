// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything the provider knows, in memory and in one file: a line for each change, synced before anybody hears of it. A line that a
// crash cut in two is dropped at the next start.
#pragma once

#include <values/result.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QUuid>

namespace melody::sandboxpay {

// Thread: one at a time.
class Records {
public:
    // Makes the file (0600) when there is none. Unavailable, or Malformed with the line when the file is none of ours.
    [[nodiscard]] static Result<std::unique_ptr<Records>> open(const QString &path);

    [[nodiscard]] QJsonObject get(const QString &kind, const QString &id) const { return m_all.value(kind).value(id); } // empty: none
    [[nodiscard]] QMap<QString, QJsonObject> all(const QString &kind) const { return m_all.value(kind); }

    // Seen by get() at once, durable with the next commit(). An empty record removes.
    void put(const QString &kind, const QString &id, const QJsonObject &record);
    // All that was put since the last one, or nothing. What can't be written ends the program: nobody may hear of it.
    void commit();

private:
    explicit Records(const QString &path) : m_file(path) {}
    Result<void> read();
    void apply(const QString &kind, const QString &id, const QJsonObject &record);

    QFile m_file;
    QHash<QString, QMap<QString, QJsonObject>> m_all;
    QJsonArray m_uncommitted;
};

// "ch_<32 hexadecimal digits>"
[[nodiscard]] inline QString newId(const QString &prefix)
{
    return prefix + u'_' + QUuid::createUuid().toString(QUuid::Id128);
}

} // namespace melody::sandboxpay
