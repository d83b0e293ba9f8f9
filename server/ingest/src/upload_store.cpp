// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "upload_store.h"

#include "leftovers.h"

#include <ingest/sql.h>

using namespace Qt::StringLiterals;

namespace melody::ingest {
namespace {

wire::UploadState uploadStateOf(const db::Row &row)
{
    return {row.get<UploadId>("upload_id"), row.get<qint64>("offset_bytes"), row.get<qint64>("size_bytes"), row.get<bool>("complete")};
}

tl::unexpected<Error> uploadNotFound()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such upload."_s);
}

} // namespace

Result<wire::UploadState> UploadStore::create(const UserId &user, const wire::NewUpload &upload)
{
    if (upload.sizeBytes > m_options.maxUploadBytes)
        return fail(ErrorKind::TooLarge, u"upload_too_large"_s, u"A file may have at most %1 bytes."_s.arg(m_options.maxUploadBytes));
    const TimePoint now = m_clock.now();
    const UploadId id = UploadId::create(now);
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<wire::UploadState> {
        transaction.exec(sql::userLock, {user});
        const db::Row used = transaction.exec(sql::uploadUsage, {user})[0];
        if (used.get<qint64>("bytes") + upload.sizeBytes > m_options.quotaBytes || used.get<qint64>("uploads") >= m_options.quotaUploads)
            return fail(ErrorKind::TooLarge, u"upload_quota_exceeded"_s, u"Too much waits for publication; publish some of it first."_s);
        transaction.exec(sql::insertUpload, {user, id, upload.fileName, upload.sizeBytes, upload.sha256, now});
        leave(transaction, user, {{LeftoverKind::Upload, id.toString()}}, now + m_options.uploadLifetime, now);
        return wire::UploadState{id, 0, upload.sizeBytes, false};
    });
}

// Writing to the file is a side effect inside of a transaction that may run again: the same bytes go to the same place.
Result<wire::UploadState> UploadStore::appendLocked(const db::Row &row, const UploadId &upload, qint64 offset, QByteArrayView part)
{
    wire::UploadState state = uploadStateOf(row);
    if (offset != state.offsetBytes)
        return fail(ErrorKind::Conflict, u"offset_mismatch"_s, u"The next part starts at %1."_s.arg(state.offsetBytes));
    if (part.size() > state.sizeBytes - offset)
        return fail(ErrorKind::TooLarge, u"upload_too_large"_s, u"The part goes beyond the size that was announced."_s);
    if (part.isEmpty())
        return state;
    if (const Result<void> written = m_files.write(upload, offset, part); !written)
        return tl::unexpected(written.error());
    state.offsetBytes += part.size();
    if (state.offsetBytes == state.sizeBytes) {
        const Result<QByteArray> hash = m_files.sha256(upload, state.sizeBytes);
        if (!hash)
            return tl::unexpected(hash.error());
        if (*hash != row.get<QByteArray>("sha256"))
            return failField(u"sha256"_s, u"mismatch"_s, u"What arrived is not the file that was announced; upload it again."_s);
        state.complete = true;
    }
    return state;
}

Result<wire::UploadState> UploadStore::append(const UserId &user, const UploadId &upload, qint64 offset, QByteArrayView part)
{
    auto state = m_database.run(as(user), [&](db::Transaction &transaction) -> Result<wire::UploadState> {
        const auto row = transaction.exec(sql::lockUpload, {user, upload}).first();
        if (!row)
            return uploadNotFound();
        auto appended = appendLocked(*row, upload, offset, part);
        if (appended && !part.isEmpty())
            transaction.exec(sql::advanceUpload, {user, upload, appended->offsetBytes, appended->complete});
        return appended;
    });
    if (!state && state.error().kind == ErrorKind::Invalid) {
        if (const Result<void> discarded = discard(user, upload); !discarded)
            return tl::unexpected(discarded.error());
    }
    return state;
}

Result<void> UploadStore::discard(const UserId &user, const UploadId &upload)
{
    const TimePoint now = m_clock.now();
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::deleteUploads, {user, QStringList{upload.toString()}});
        leave(transaction, user, {{LeftoverKind::Upload, upload.toString()}}, now, now);
        return {};
    });
}

Result<wire::UploadState> UploadStore::state(const UserId &user, const UploadId &upload)
{
    return m_database.run(as(user), [&](db::Transaction &transaction) -> Result<wire::UploadState> {
        const auto row = transaction.exec(sql::upload, {user, upload}).first();
        if (!row)
            return uploadNotFound();
        return uploadStateOf(*row);
    });
}

} // namespace melody::ingest
