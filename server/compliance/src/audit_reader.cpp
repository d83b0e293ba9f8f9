// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audit_reader.h"

#include "checkpoint.h"

#include <compliance/sql.h>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

using Known = QHash<QByteArray, SubjectKeys::Known>;

QByteArray bytesOf(const db::Row &row, const char *column)
{
    return row.get<std::optional<QByteArray>>(column).value_or(QByteArray());
}

std::optional<wire::AuditPerson> personOf(const QByteArray &pseudonym, const Known &known)
{
    if (pseudonym.isEmpty())
        return std::nullopt;
    const auto found = known.constFind(pseudonym);
    return wire::AuditPerson{pseudonym, found == known.cend() ? std::nullopt : std::optional(found->user)};
}

template<typename T>
db::Param textOrNull(const std::optional<T> &value)
{
    return value ? db::Param(*value) : db::Param(std::nullopt);
}

wire::AuditEntry entryOf(const db::Row &row, const Known &known, const SubjectKey *nobody)
{
    wire::AuditEntry entry;
    entry.sequence = row.get<qint64>("sequence");
    entry.id = row.get<QUuid>("id");
    entry.at = row.get<TimePoint>("at");
    entry.role = row.get<QString>("role");
    entry.action = row.get<QString>("action");
    entry.object = row.get<QString>("object");
    entry.before = bytesOf(row, "before");
    entry.after = bytesOf(row, "after");
    entry.traceId = bytesOf(row, "trace_id");
    entry.hash = row.get<QByteArray>("hash");
    const QByteArray actorName = bytesOf(row, "actor");
    const QByteArray subjectName = bytesOf(row, "subject");
    entry.actor = personOf(actorName, known);
    entry.subject = personOf(subjectName, known);
    const QByteArray &keeper = subjectName.isEmpty() ? actorName : subjectName;
    const auto person = known.constFind(keeper);
    const SubjectKey *key = keeper.isEmpty() ? nobody : person == known.cend() ? nullptr : &person->key;
    const auto words = key ? key->open(entry.id, bytesOf(row, "sealed")) : std::nullopt;
    entry.forgotten = !words;
    if (words) {
        entry.reason = words->value(u"reason"_s).toString();
        entry.details = words->value(u"details"_s).toObject();
    }
    return entry;
}

} // namespace

AuditReader::Filter AuditReader::filterOf(db::Transaction &transaction, const AuditQuery &query) const
{
    QSet<UserId> people;
    for (const auto &person : {query.actor, query.subject}) {
        if (person)
            people.insert(*person);
    }
    const auto keys = m_keys.find(transaction, people);
    Filter filter;
    const auto narrow = [&](const std::optional<UserId> &person, db::Param &to) {
        if (!person)
            return;
        if (const auto key = keys.constFind(*person); key != keys.cend())
            to = db::Param(key->pseudonym());
        else
            filter.isNobody = true;
    };
    narrow(query.actor, filter.actor);
    narrow(query.subject, filter.subject);
    return filter;
}

QList<wire::AuditEntry> AuditReader::open(db::Transaction &transaction, const db::Rows &rows) const
{
    QSet<QByteArray> pseudonyms;
    for (const db::Row row : rows) {
        for (const char *column : {"actor", "subject"}) {
            if (!row.isNull(column))
                pseudonyms.insert(row.get<QByteArray>(column));
        }
    }
    const Known known = pseudonyms.isEmpty() ? Known() : m_keys.behind(transaction, pseudonyms);
    const auto nobody = m_keys.find(transaction, {UserId()});
    QList<wire::AuditEntry> entries;
    for (const db::Row row : rows)
        entries.append(entryOf(row, known, nobody.isEmpty() ? nullptr : &*nobody.cbegin()));
    return entries;
}

Result<wire::AuditPage> AuditReader::entries(const AuditQuery &query)
{
    return m_database.run(complianceActor, [&](db::Transaction &transaction) -> Result<wire::AuditPage> {
        const Filter filter = filterOf(transaction, query);
        if (filter.isNobody)
            return wire::AuditPage();
        const auto rows = transaction.exec(sql::newestEntries, {query.page.before, textOrNull(query.action), filter.actor, filter.subject,
                                                                textOrNull(query.from), textOrNull(query.to), query.page.limit});
        wire::AuditPage page{open(transaction, rows), {}};
        if (rows.size() == query.page.limit)
            page.nextCursor = QString::number(page.items.constLast().sequence);
        return page;
    });
}

Result<wire::AuditCheckpointPage> AuditReader::checkpoints(const PageQuery &query)
{
    return m_database.run(complianceActor, [&](db::Transaction &transaction) -> Result<wire::AuditCheckpointPage> {
        wire::AuditCheckpointPage page;
        for (const db::Row row : transaction.exec(sql::newestCheckpoints, {query.before, query.limit})) {
            const auto checkpoint = parseDocument(row.get<QByteArray>("document"));
            if (!checkpoint)
                return fail(ErrorKind::Internal, u"audit_checkpoint_damaged"_s, u"A checkpoint of the audit log is damaged."_s);
            page.items.append(*checkpoint);
        }
        if (page.items.size() == query.limit)
            page.nextCursor = QString::number(page.items.constLast().number);
        return page;
    });
}

} // namespace melody::compliance
