// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/audit.h>

#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int pseudonymBytes = 16;
constexpr int digestBytes = 32;
constexpr int signatureBytes = 64;
constexpr int traceBytes = 16;
constexpr int maxItems = 200;
constexpr int maxCursor = 200;
constexpr qint64 maxNumber = (1LL << 53) - 1;

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

// Lower-case hexadecimal digits; null and nothing read as empty unless `required`.
QByteArray readHex(ObjectReader &reader, const QString &field, qsizetype bytes, bool required = true)
{
    const QString text =
        required ? reader.string(field, 2 * bytes, 2 * bytes) : reader.optionalString(field, 2 * bytes, 2 * bytes).value_or(QString());
    const QByteArray read = QByteArray::fromHex(text.toLatin1());
    if (!text.isEmpty() && QString::fromLatin1(read.toHex()) != text)
        reader.report(field, u"not_hexadecimal"_s, u"must be hexadecimal digits in lower case"_s);
    return read;
}

// What there isn't is left out.
void insertPerson(QJsonObject &json, const QString &field, const std::optional<AuditPerson> &person)
{
    if (!person)
        return;
    QJsonObject object{{u"pseudonym"_s, hex(person->pseudonym)}};
    if (person->user)
        object.insert(u"user"_s, person->user->toString());
    json.insert(field, object);
}

void insertHex(QJsonObject &json, const QString &field, const QByteArray &bytes)
{
    if (!bytes.isEmpty())
        json.insert(field, hex(bytes));
}

AuditPerson readPerson(ObjectReader &reader)
{
    return {readHex(reader, u"pseudonym"_s, pseudonymBytes), reader.optionalId<UserId>(u"user"_s)};
}

AuditEntry readEntry(ObjectReader &reader)
{
    AuditEntry entry;
    entry.sequence = reader.integer(u"sequence"_s, 1, maxNumber);
    entry.id = reader.id<EventId>(u"id"_s).uuid();
    entry.at = reader.time(u"at"_s);
    entry.actor = reader.nested(u"actor"_s, false, readPerson);
    entry.role = reader.string(u"role"_s, 1, maxWordLength);
    entry.action = reader.string(u"action"_s, 1, 100);
    entry.subject = reader.nested(u"subject"_s, false, readPerson);
    entry.object = readText(reader, u"object"_s, 200);
    entry.before = readHex(reader, u"before"_s, digestBytes, false);
    entry.after = readHex(reader, u"after"_s, digestBytes, false);
    entry.traceId = readHex(reader, u"trace_id"_s, traceBytes, false);
    entry.forgotten = reader.boolean(u"forgotten"_s);
    entry.reason = readText(reader, u"reason"_s, 1000);
    entry.details = reader.object(u"details"_s, false).value_or(QJsonObject());
    entry.hash = readHex(reader, u"hash"_s, digestBytes);
    return entry;
}

AuditCheckpoint readCheckpoint(ObjectReader &reader)
{
    AuditCheckpoint checkpoint;
    checkpoint.number = reader.integer(u"number"_s, 1, maxNumber);
    checkpoint.entries = reader.integer(u"entries"_s, 1, maxNumber);
    checkpoint.createdAt = reader.time(u"created_at"_s);
    checkpoint.chain = readHex(reader, u"chain"_s, digestBytes);
    checkpoint.root = readHex(reader, u"root"_s, digestBytes);
    checkpoint.previous = readHex(reader, u"previous"_s, digestBytes);
    checkpoint.key = readHex(reader, u"key"_s, digestBytes);
    checkpoint.signature = readHex(reader, u"signature"_s, signatureBytes);
    return checkpoint;
}

template<typename Page>
QJsonObject pageToJson(const Page &page)
{
    return {{u"items"_s, toJsonArray(page.items)}, {u"next_cursor"_s, page.nextCursor}};
}

template<typename Page, typename Read>
Result<Page> parsePage(const QJsonObject &json, Read read)
{
    return parseWhole(json, UnknownFields::Ignore, [read](ObjectReader &reader) {
        Page page;
        page.items = reader.list(u"items"_s, 0, maxItems, read);
        page.nextCursor = readText(reader, u"next_cursor"_s, maxCursor);
        return page;
    });
}

} // namespace

QJsonObject toJson(const AuditEntry &entry)
{
    QJsonObject json{{u"sequence"_s, entry.sequence},   {u"id"_s, entry.id.toString(QUuid::WithoutBraces)},
                     {u"at"_s, formatTime(entry.at)},   {u"role"_s, entry.role},
                     {u"action"_s, entry.action},       {u"object"_s, entry.object},
                     {u"forgotten"_s, entry.forgotten}, {u"reason"_s, entry.reason},
                     {u"details"_s, entry.details},     {u"hash"_s, hex(entry.hash)}};
    insertPerson(json, u"actor"_s, entry.actor);
    insertPerson(json, u"subject"_s, entry.subject);
    insertHex(json, u"before"_s, entry.before);
    insertHex(json, u"after"_s, entry.after);
    insertHex(json, u"trace_id"_s, entry.traceId);
    return json;
}

QJsonObject toJson(const AuditPage &page)
{
    return pageToJson(page);
}

QJsonObject toJson(const AuditCheckpoint &checkpoint)
{
    return {{u"number"_s, checkpoint.number},
            {u"entries"_s, checkpoint.entries},
            {u"created_at"_s, formatTime(checkpoint.createdAt)},
            {u"chain"_s, hex(checkpoint.chain)},
            {u"root"_s, hex(checkpoint.root)},
            {u"previous"_s, hex(checkpoint.previous)},
            {u"key"_s, hex(checkpoint.key)},
            {u"signature"_s, hex(checkpoint.signature)}};
}

QJsonObject toJson(const AuditCheckpointPage &page)
{
    return pageToJson(page);
}

Result<AuditCheckpoint> parseAuditCheckpoint(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readCheckpoint);
}

Result<AuditPage> parseAuditPage(const QJsonObject &json)
{
    return parsePage<AuditPage>(json, readEntry);
}

Result<AuditCheckpointPage> parseAuditCheckpointPage(const QJsonObject &json)
{
    return parsePage<AuditCheckpointPage>(json, readCheckpoint);
}

} // namespace melody::wire
