// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sealer.h"

#include "checkpoint.h"
#include "checkpoint_folder.h"
#include "subject_keys.h"

#include <compliance/sql.h>

#include <QtCore/QFileInfo>
#include <QtCore/QtEndian>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxBatches = 100; // of sql/staged_rows.sql
constexpr int hashesAtOnce = 10'000;
constexpr int filesAtOnce = 100;
constexpr qsizetype idFieldBytes = 4 + 8; // of staged_id, the first field

struct Tip {
    qint64 sequence = 0;
    Hash hash = genesis();
};

Tip tipOf(db::Transaction &transaction)
{
    const auto row = transaction.exec(sql::lastEntry).first();
    return row ? Tip{row->get<qint64>("sequence"), toHash(row->get<QByteArray>("hash")).value()} : Tip();
}

bool holdSealer(db::Transaction &transaction, bool evenIfNothingIsStaged)
{
    return transaction.exec(sql::holdSealer, {evenIfNothingIsStaged}).first()->get<bool>("held");
}

} // namespace

Sealer::Sealer(db::Database &database, const Clock &clock, crypto::ContentKey seed, Options options)
    : m_database(database), m_clock(clock), m_seed(std::move(seed)), m_options(std::move(options))
{
}

Result<qint64> Sealer::seal()
{
    qint64 sealed = 0;
    for (int batches = 0; batches < maxBatches; ++batches) {
        const auto batch = sealBatch();
        if (!batch)
            return batch;
        if (*batch == 0)
            break;
        sealed += *batch;
    }
    return sealed;
}

Result<qint64> Sealer::sealBatch()
{
    return m_database.run(complianceActor, [&](db::Transaction &transaction) -> Result<qint64> {
        if (!holdSealer(transaction, false))
            return 0;
        const Tip tip = tipOf(transaction);
        Hasher hasher;
        Hash hash = tip.hash;
        QStringList chosen;
        QList<QByteArray> hashes;
        transaction.copyOut(sql::stagedRows, [&](QByteArrayView fields) {
            chosen.append(QString::number(qFromBigEndian<qint64>(fields.data() + 4)));
            hash = linkHash(hasher, hash, quint64(tip.sequence + chosen.size()), fields.sliced(idFieldBytes));
            hashes.append(viewOf(hash).toByteArray());
            return true;
        });
        if (!chosen.isEmpty())
            transaction.exec(sql::seal, {tip.sequence + 1, chosen, byteaArray(hashes)});
        return chosen.size();
    });
}

Result<std::optional<wire::AuditCheckpoint>> Sealer::nextCheckpoint(db::Transaction &transaction, When when, Frontier &frontier)
{
    const Tip tip = tipOf(transaction);
    wire::AuditCheckpoint next;
    next.number = 1;
    next.previous = QByteArray(sizeof(Hash), '\0');
    TimePoint since = TimePoint::min();
    if (const auto row = transaction.exec(sql::lastCheckpoint).first()) {
        const auto document = row->get<QByteArray>("document");
        const auto last = parseDocument(document);
        const auto grown = last ? Frontier::fromBytes(quint64(last->entries), row->get<QByteArray>("frontier")) : std::nullopt;
        if (!grown)
            return fail(ErrorKind::Internal, u"audit_checkpoint_damaged"_s, u"The last checkpoint of the audit log is damaged."_s);
        next.number = last->number + 1;
        next.entries = last->entries;
        next.previous = digestOf(document);
        since = last->createdAt;
        frontier = *grown;
    }
    const qint64 uncovered = tip.sequence - next.entries;
    next.createdAt = m_clock.now();
    const bool isDue =
        when == When::Now || uncovered >= m_options.checkpointEntries || next.createdAt - m_options.checkpointInterval >= since;
    if (uncovered <= 0 || !isDue)
        return std::nullopt;
    Hasher hasher;
    while (qint64(frontier.size()) < tip.sequence) {
        const auto rows = transaction.exec(sql::hashesFrom, {qint64(frontier.size()), hashesAtOnce});
        if (rows.isEmpty())
            return fail(ErrorKind::Internal, u"audit_log_damaged"_s, u"Entries of the audit log are missing."_s);
        for (const db::Row row : rows)
            frontier.append(hasher, toHash(row.get<QByteArray>("hash")).value());
    }
    next.entries = tip.sequence;
    next.chain = viewOf(tip.hash).toByteArray();
    next.root = viewOf(frontier.root(hasher)).toByteArray();
    sign(next, m_seed);
    return next;
}

Result<bool> Sealer::checkpoint(When when)
{
    return m_database.run(complianceActor, [&](db::Transaction &transaction) -> Result<bool> {
        if (!holdSealer(transaction, true))
            return false;
        Frontier frontier;
        const auto next = nextCheckpoint(transaction, when, frontier);
        if (!next)
            return tl::unexpected(next.error());
        if (!*next)
            return false;
        transaction.exec(sql::insertCheckpoint, {(*next)->number, documentOf(**next), frontier.toBytes()});
        return true;
    });
}

// The file follows the commit: a file that tells of what was rolled back would be a false alarm. A crash in between leaves it to the
// next writer.
Result<int> Sealer::writeFiles()
{
    if (m_options.checkpointsFolder.isEmpty())
        return 0;
    const std::lock_guard lock(m_mutex);
    if (!m_written) {
        const auto files = QFileInfo::exists(m_options.checkpointsFolder) ? listCheckpoints(m_options.checkpointsFolder)
                                                                          : Result<std::vector<CheckpointFile>>();
        if (!files)
            return tl::unexpected(files.error());
        m_written = files->empty() ? 0 : files->back().number;
    }
    using Documents = std::vector<std::pair<qint64, QByteArray>>;
    for (int written = 0;;) {
        const auto documents = m_database.run(complianceActor, [&](db::Transaction &transaction) -> Result<Documents> {
            Documents found;
            for (const db::Row row : transaction.exec(sql::checkpointsFrom, {*m_written, filesAtOnce}))
                found.emplace_back(row.get<qint64>("number"), row.get<QByteArray>("document"));
            return found;
        });
        if (!documents)
            return tl::unexpected(documents.error());
        if (documents->empty())
            return written;
        for (const auto &[number, document] : *documents) {
            if (const auto done = writeCheckpoint(m_options.checkpointsFolder, number, document); !done)
                return tl::unexpected(done.error());
            m_written = number;
            ++written;
        }
    }
}

} // namespace melody::compliance
