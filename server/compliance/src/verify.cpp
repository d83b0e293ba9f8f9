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

// Gives the rows of a table to the chain in its order: those that lie before their turn wait for it.
class Turns {
public:
    explicit Turns(ChainVerifier &chain) : m_chain(chain) {}

    // False: the chain is broken, or too much is out of its turn to tell.
    bool take(QByteArrayView fields)
    {
        const qint64 sequence = ChainVerifier::sequenceOf(fields);
        if (sequence != m_chain.proved() + 1)
            return m_early.try_emplace(sequence, fields.toByteArray()).second && m_early.size() <= mostEarly;
        if (!m_chain.take(fields))
            return false;
        for (auto next = m_early.begin(); next != m_early.end() && next->first == m_chain.proved() + 1; next = m_early.erase(next)) {
            if (!m_chain.take(next->second))
                return false;
        }
        return true;
    }
    [[nodiscard]] bool isDone() const { return m_early.empty(); }

private:
    static constexpr size_t mostEarly = 10'000; // a small entry may fill a gap that bigger ones left behind
    ChainVerifier &m_chain;
    std::map<qint64, QByteArray> m_early;
};

struct Pass {
    const CheckpointVerifier &checkpoints;
    const VerifyOptions &options;
    qint64 total = 0;
};

// Every attempt starts from the beginning: a connection that is lost on the way is another pass. Nothing: the order of the table did not
// do.
Result<std::optional<ChainVerifier>> readEntries(db::Database &database, const Pass &pass, bool sorted)
{
    std::optional<ChainVerifier> chain;
    bool done = false;
    const auto read = database.run(complianceActor, [&](db::Transaction &transaction) -> Result<void> {
        chain.emplace(pass.checkpoints.anchors());
        Turns turns(*chain);
        if (!sorted)
            transaction.exec(sql::scanFromTheStart);
        transaction.copyOut(sorted ? sql::allEntries : sql::entriesAsTheyLie, [&](QByteArrayView fields) {
            const bool more = sorted ? chain->take(fields) : turns.take(fields);
            if (pass.options.progress && chain->proved() % progressStep == 0)
                pass.options.progress(chain->proved(), pass.total);
            return more;
        });
        done = !chain->finding() && turns.isDone();
        if (!done)
            return fail(ErrorKind::Conflict, u"broken"_s, u"The rest was not read."_s);
        return {};
    });
    if (!read && !(chain && chain->finding()) && read.error().code != u"broken")
        return tl::unexpected(read.error());
    if (!done && !sorted)
        return std::nullopt;
    chain->finish();
    return chain;
}

// As the table lies, which is fast; what is wrong is then named by reading it in the order of the chain.
Result<ChainVerifier> proveEntries(db::Database &database, const Pass &pass)
{
    for (const bool sorted : {false, true}) {
        auto chain = readEntries(database, pass, sorted);
        if (!chain)
            return tl::unexpected(chain.error());
        if (*chain && (sorted || !(*chain)->finding()))
            return **std::move(chain);
    }
    return fail(ErrorKind::Internal, u"unread"_s, u"The entries were not read."_s);
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
    const auto chain = proveEntries(database, {checkpoints, options, *total});
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
