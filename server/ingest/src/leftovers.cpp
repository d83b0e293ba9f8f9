// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "leftovers.h"

#include <ingest/sql.h>
#include <jobs/jobs.h>

using namespace Qt::StringLiterals;

namespace melody::ingest {
namespace {

constexpr int maxRounds = 1000; // of 1,000 leftovers

QString word(LeftoverKind kind)
{
    return kind == LeftoverKind::Upload ? u"upload"_s : u"object"_s;
}

void forget(db::Transaction &transaction, const QString &kind, const QString &name)
{
    transaction.exec(sql::deleteLeftovers, {kind, QStringList{name}});
}

void scheduleSweep(db::Transaction &transaction, TimePoint due, TimePoint now)
{
    // One sweep an hour takes all that is due in it; what is due at once gets one of its own.
    const TimePoint hour = std::chrono::ceil<std::chrono::hours>(due);
    const bool later = due > now;
    const QString key = later ? formatTime(hour) : u"at once "_s + JobId::create(now).toString();
    jobs::enqueue(transaction, {.kind = QString::fromLatin1(sweepJob), .key = key, .runAt = later ? hour : due}, now);
}

// True when the row is gone and the file may follow.
Result<bool> dropUpload(db::Database &database, const UserId &user, const UploadId &upload)
{
    return database.run({"melody_ingest", user}, [&](db::Transaction &transaction) -> Result<bool> {
        // Waits for a release that is taking it into use; the next statement sees what became of it.
        transaction.exec(sql::lockUpload, {user, upload});
        transaction.exec(sql::deleteUnusedUpload, {user, upload});
        return transaction.exec(sql::upload, {user, upload}).isEmpty();
    });
}

} // namespace

void leave(db::Transaction &transaction, const UserId &user, const std::vector<Leftover> &leftovers, TimePoint due, TimePoint now)
{
    for (const Leftover &leftover : leftovers)
        transaction.exec(sql::insertLeftover, {word(leftover.kind), leftover.name, user, due});
    if (!leftovers.empty())
        scheduleSweep(transaction, due, now);
}

bool adoptObjects(db::Transaction &transaction, const QStringList &names)
{
    return transaction.exec(sql::deleteLeftovers, {word(LeftoverKind::Object), names}).affected() == names.size();
}

Result<void> sweep(db::Database &database, objects::ObjectStore &objects, const UploadFiles &files, TimePoint now,
                   std::chrono::hours lifetime)
{
    const db::Actor actor{"melody_ingest"};
    for (int round = 0; round < maxRounds; ++round) {
        const auto due = database.run(
            actor, [&](db::Transaction &transaction) -> Result<db::Rows> { return transaction.exec(sql::dueLeftovers, {now}); });
        if (!due)
            return tl::unexpected(due.error());
        if (due->isEmpty())
            return {};
        for (const db::Row &row : *due) {
            const auto kind = row.get<QString>("kind");
            const auto name = row.get<QString>("name");
            bool gone = true;
            if (kind == word(LeftoverKind::Object)) {
                if (const Result<void> removed = objects.remove(name.toLatin1()); !removed)
                    return removed;
            } else if (const auto upload = UploadId::parse(name)) {
                const Result<bool> dropped = dropUpload(database, row.get<UserId>("user_id"), *upload);
                if (!dropped)
                    return tl::unexpected(dropped.error());
                gone = *dropped;
                if (gone)
                    files.remove(*upload);
            }
            const auto noted = database.run(actor, [&](db::Transaction &transaction) -> Result<void> {
                if (gone) {
                    forget(transaction, kind, name);
                } else {
                    transaction.exec(sql::postponeLeftover, {kind, name, now + lifetime});
                    scheduleSweep(transaction, now + lifetime, now);
                }
                return {};
            });
            if (!noted)
                return noted;
        }
    }
    return {};
}

} // namespace melody::ingest
