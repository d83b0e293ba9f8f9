// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <compliance/verify.h>

#include "checkpoint_folder.h"
#include "subject_keys.h"
#include "verifier.h"

#include <compliance/sql.h>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr int checkpointsAtOnce = 1'000;
constexpr qint64 progressStep = 16'384;

Result<void> readFiles(const VerifyOptions &options, CheckpointVerifier &verifier)
{
    if (options.checkpointsFolder.isEmpty())
        return {};
    const auto files = listCheckpoints(options.checkpointsFolder);
    if (!files)
        return tl::unexpected(files.error());
    for (const CheckpointFile &file : *files) {
        const auto document = readCheckpoint(file.path);
        if (!document)
            return tl::unexpected(document.error());
        verifier.takeFile(file.number, *document);
    }
    return {};
}

Result<void> readRows(db::Database &database, CheckpointVerifier &verifier)
{
    for (qint64 last = 0;;) {
        const auto read = database.run(complianceActor, [&](db::Transaction &transaction) -> Result<db::Rows> {
            return transaction.exec(sql::checkpointsFrom, {last, checkpointsAtOnce});
        });
        if (!read)
            return tl::unexpected(read.error());
        if (read->isEmpty())
            return {};
        for (const db::Row row : *read) {
            last = row.get<qint64>("number");
            verifier.takeRow(last, row.get<QByteArray>("document"), row.get<QByteArray>("frontier"));
        }
    }
}

Result<qint64> countEntries(db::Database &database)
{
    return database.run(complianceActor, [](db::Transaction &transaction) -> Result<qint64> {
        const auto last = transaction.exec(sql::lastEntry).first();
        return last ? last->get<qint64>("sequence") : 0;
    });
}

// Every attempt starts from the beginning: a connection that is lost on the way is another pass.
Result<ChainVerifier> readEntries(db::Database &database, const VerifyOptions &options, const CheckpointVerifier &checkpoints, qint64 total)
{
    std::optional<ChainVerifier> chain;
    const auto read = database.run(complianceActor, [&](db::Transaction &transaction) -> Result<void> {
        chain.emplace(checkpoints.anchors());
        transaction.copyOut(sql::allEntries, [&](QByteArrayView fields) {
            const bool more = chain->take(fields);
            if (options.progress && chain->proved() % progressStep == 0)
                options.progress(chain->proved(), total);
            return more;
        });
        if (chain->finding())
            return fail(ErrorKind::Conflict, u"broken"_s, u"The rest was not read."_s);
        return {};
    });
    if (!read && !(chain && chain->finding()))
        return tl::unexpected(read.error());
    chain->finish();
    return std::move(*chain);
}

} // namespace

Result<VerifyReport> verifyLog(db::Database &database, const VerifyOptions &options)
{
    // Files, rows, entries: what is made meanwhile only adds to the later ones.
    CheckpointVerifier checkpoints(options.publicKeys);
    if (const auto files = readFiles(options, checkpoints); !files)
        return tl::unexpected(files.error());
    if (const auto rows = readRows(database, checkpoints); !rows)
        return tl::unexpected(rows.error());
    checkpoints.finish(options.checkpointsFolder.isEmpty() ? std::nullopt : std::optional(options.now - options.fileGrace));
    const auto total = countEntries(database);
    if (!total)
        return tl::unexpected(total.error());
    const auto chain = readEntries(database, options, checkpoints, *total);
    if (!chain)
        return tl::unexpected(chain.error());
    VerifyReport report;
    report.entries = chain->proved();
    report.checkpoints = checkpoints.rows();
    report.files = checkpoints.files();
    report.uncovered = chain->uncovered();
    report.findings = checkpoints.findings();
    if (chain->finding())
        report.findings.push_back(*chain->finding());
    return report;
}

} // namespace melody::compliance
