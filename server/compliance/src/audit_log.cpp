// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audit_log.h"

#include <compliance/compliance.h>
#include <compliance/sql.h>

#include <QtCore/QJsonDocument>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr const char *role = "melody_compliance";
constexpr qsizetype maxReason = 1'000;
constexpr qsizetype maxDetailsBytes = 8 * 1024;

const std::vector<const char *> &columns()
{
    static const std::vector<const char *> names{"id",     "at",     "actor", "role",     "action", "subject",
                                                 "object", "before", "after", "trace_id", "sealed"};
    return names;
}

db::Param bytesOrNull(const QByteArray &bytes)
{
    return bytes.isEmpty() ? db::Param(std::nullopt) : db::Param(bytes);
}

QByteArray traceBytes(const QString &traceId)
{
    const QByteArray bytes = QByteArray::fromHex(traceId.toLatin1());
    return bytes.size() == 16 ? bytes : QByteArray();
}

db::Param pseudonymOf(const std::optional<UserId> &person, const QHash<UserId, QByteArray> &pseudonyms)
{
    return person ? db::Param(pseudonyms.value(*person)) : db::Param(std::nullopt);
}

// Sealed even when reason and details are empty, so that it does not show whether there was something.
QByteArray sealWords(const SubjectKey &key, const QUuid &id, const audit::Entry &entry)
{
    const bool tooLong =
        entry.reason.size() > maxReason || QJsonDocument(entry.details).toJson(QJsonDocument::Compact).size() > maxDetailsBytes;
    if (tooLong)
        throw std::logic_error("the reason or the details of an audit entry are too long");
    return key.seal(id, {{u"reason"_s, entry.reason}, {u"details"_s, entry.details}});
}

std::vector<db::Param> rowOf(const audit::Entry &entry, const SubjectKeys::Keys &keys, const QHash<UserId, QByteArray> &pseudonyms,
                             TimePoint now)
{
    const QUuid id = newUuidV7(now);
    const SubjectKey &key = *keys.constFind(keeperOf(entry));
    return {id,
            now,
            pseudonymOf(entry.actor, pseudonyms),
            entry.role,
            entry.action,
            pseudonymOf(entry.subject, pseudonyms),
            entry.object,
            bytesOrNull(key.digestBefore(entry.before)),
            bytesOrNull(key.digestAfter(entry.after)),
            bytesOrNull(traceBytes(entry.traceId)),
            sealWords(key, id, entry)};
}

} // namespace

UserId keeperOf(const audit::Entry &entry)
{
    return entry.subject ? *entry.subject : entry.actor.value_or(UserId());
}

void PgAuditLog::append(db::Transaction &transaction, const audit::Entry &entry, TimePoint now)
{
    appendAll(transaction, {&entry, 1}, now);
}

void PgAuditLog::appendAll(db::Transaction &transaction, std::span<const audit::Entry> entries, TimePoint now)
{
    QSet<UserId> people;
    for (const audit::Entry &entry : entries) {
        people.insert(keeperOf(entry));
        if (entry.actor)
            people.insert(*entry.actor);
    }
    const SubjectKeys::Keys keys = m_keys.obtain(transaction, people, now);
    QHash<UserId, QByteArray> pseudonyms;
    for (auto key = keys.cbegin(); key != keys.cend(); ++key)
        pseudonyms.insert(key.key(), key->pseudonym());
    std::vector<std::vector<db::Param>> rows;
    rows.reserve(entries.size());
    for (const audit::Entry &entry : entries)
        rows.push_back(rowOf(entry, keys, pseudonyms, now));
    const db::RoleScope scope(transaction, role);
    if (rows.size() == 1)
        transaction.exec(sql::insertStaged, rows.front());
    else
        transaction.copy("compliance.audit_staged", columns(), rows);
}

std::unique_ptr<audit::AuditLog> createAuditLog(const crypto::ContentKey &masterKey)
{
    return std::make_unique<PgAuditLog>(masterKey);
}

} // namespace melody::compliance
