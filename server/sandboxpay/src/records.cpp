// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "records.h"

#include <QtCore/QJsonDocument>

#include <unistd.h>

namespace melody::sandboxpay {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<Records>> Records::open(const QString &path)
{
    std::unique_ptr<Records> records(new Records(path));
    if (!records->m_file.open(QIODevice::ReadWrite))
        return fail(ErrorKind::Unavailable, u"state_file"_s, u"%1: %2"_s.arg(path, records->m_file.errorString()));
    records->m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (const auto read = records->read(); !read)
        return tl::unexpected(read.error());
    return records;
}

Result<void> Records::read()
{
    qint64 good = 0;
    for (int number = 1; !m_file.atEnd(); ++number) {
        const QByteArray line = m_file.readLine();
        if (!line.endsWith('\n'))
            break;
        const QJsonDocument change = QJsonDocument::fromJson(line);
        if (!change.isArray())
            return fail(ErrorKind::Malformed, u"state_file"_s, u"%1, line %2: is none of ours"_s.arg(m_file.fileName()).arg(number));
        const QJsonArray puts = change.array();
        for (const QJsonValue &put : puts)
            apply(put[u"kind"_s].toString(), put[u"id"_s].toString(), put[u"record"_s].toObject());
        good = m_file.pos();
    }
    if (!m_file.resize(good) || !m_file.seek(good))
        return fail(ErrorKind::Unavailable, u"state_file"_s, m_file.errorString());
    return {};
}

void Records::apply(const QString &kind, const QString &id, const QJsonObject &record)
{
    if (record.isEmpty())
        m_all[kind].remove(id);
    else
        m_all[kind].insert(id, record);
}

void Records::put(const QString &kind, const QString &id, const QJsonObject &record)
{
    apply(kind, id, record);
    m_uncommitted.append(QJsonObject{{u"kind"_s, kind}, {u"id"_s, id}, {u"record"_s, record}});
}

void Records::commit()
{
    if (m_uncommitted.isEmpty())
        return;
    const QByteArray line = QJsonDocument(m_uncommitted).toJson(QJsonDocument::Compact) + '\n';
    if (m_file.write(line) != line.size() || !m_file.flush() || ::fdatasync(m_file.handle()) != 0)
        qFatal("%s: %s", qPrintable(m_file.fileName()), qPrintable(m_file.errorString()));
    m_uncommitted = {};
}

} // namespace melody::sandboxpay
