// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench audit: the log over a private PostgreSQL, in entries a second. `--entries N` takes another number than 200,000.
//   append        staged in batches of 1,000, by one service. Reference: COPY of as many plain rows into a table without anything
//   append_chain  the same with the sealer at work beside it, as in a server, until every entry is in the chain and signed for
//   verify        the whole log proved. Reference: SHA-256 alone over as many entries of the same size, in memory

#include "chain.h"

#include <bench/report.h>
#include <compliance/compliance.h>
#include <compliance/migrations.h>
#include <compliance/verify.h>
#include <platform/migrations.h>
#include <support/pg_fixture.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>

#include <cstdio>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int batchSize = 1'000;
constexpr int people = 500;
constexpr int defaultEntries = 200'000;

struct World {
    test::PgFixture pg{{platform::migrations(), compliance::migrations()}, {.statementTimeout = {}}};
    SystemClock clock;
    QTemporaryDir folder;
    compliance::Keys keys{crypto::ContentKey::generate(), crypto::ContentKey::generate()};
    std::unique_ptr<compliance::Compliance> service =
        compliance::createCompliance(pg.database(), keys, pg.telemetry(), clock, {.checkpointsFolder = folder.path()});
};

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().code), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

double perSecond(qint64 count, const QElapsedTimer &timer)
{
    return double(count) * 1e9 / double(timer.nsecsElapsed());
}

std::vector<audit::Entry> makeBatch(const QList<UserId> &users, int batch)
{
    std::vector<audit::Entry> entries;
    for (int i = 0; i < batchSize; ++i) {
        const int n = batch * batchSize + i;
        audit::Entry entry{users[n % 7], u"finance"_s, u"plan.changed"_s, users[n % users.size()], u"subscription/%1"_s.arg(n)};
        entry.before = {{u"plan"_s, u"individual"_s}, {u"amount_minor"_s, 1099}};
        entry.after = {{u"plan"_s, u"family"_s}, {u"amount_minor"_s, 1699}};
        entry.reason = u"asked on the phone"_s;
        entry.traceId = u"0af7651916cd43dd8448eb211c80319c"_s;
        entries.push_back(entry);
    }
    return entries;
}

void append(World &world, const std::vector<audit::Entry> &entries)
{
    must(world.pg.database().run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
        world.service->auditLog().appendAll(transaction, entries, world.clock.now());
        return {};
    }));
}

double copyPlainRows(World &world, int entries)
{
    world.pg.execute("CREATE TABLE public.plain (id uuid, at timestamptz, who bytea, role text, what text, words bytea);"
                     "GRANT INSERT ON public.plain TO melody_compliance");
    const QByteArray words(90, 'w');
    QElapsedTimer timer;
    timer.start();
    for (int done = 0; done < entries; done += batchSize) {
        std::vector<std::vector<db::Param>> rows;
        for (int i = 0; i < batchSize; ++i)
            rows.push_back({newUuidV7(world.clock.now()), world.clock.now(), words.first(16), u"finance"_s, u"plan.changed"_s, words});
        must(world.pg.database().run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
            transaction.copy("public.plain", {"id", "at", "who", "role", "what", "words"}, rows);
            return {};
        }));
    }
    return perSecond(entries, timer);
}

double hashInMemory(int entries, qsizetype bytes)
{
    compliance::Hasher hasher;
    compliance::Hash hash = compliance::genesis();
    const QByteArray fields(bytes, 'f');
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < entries; ++i)
        hash = compliance::linkHash(hasher, hash, quint64(i), fields);
    return perSecond(entries, timer);
}

void sealAll(World &world)
{
    while (must(world.service->seal()) > 0) {
    }
    must(world.service->checkpoint());
}

double appendBesideTheSealer(World &world, const std::vector<std::vector<audit::Entry>> &material)
{
    QElapsedTimer timer;
    timer.start();
    {
        const std::jthread sealer([&](const std::stop_token &stop) {
            while (!stop.stop_requested())
                must(world.service->seal());
        });
        for (const auto &batch : material)
            append(world, batch);
    }
    sealAll(world);
    return perSecond(qint64(material.size()) * batchSize, timer);
}

bench::Case rate(const QString &name, qint64 n, double value, double reference, const QString &referenceName)
{
    bench::Case measured;
    measured.name = name;
    measured.n = n;
    measured.value = value;
    measured.unit = u"entries/s"_s;
    measured.reference = reference;
    measured.referenceName = referenceName;
    return measured;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int wanted = bench::argument(app.arguments(), u"--entries"_s).toInt();
    const int batches = std::max(1, (wanted > 0 ? wanted : defaultEntries) / batchSize);
    const int entries = batches * batchSize;
    World world;
    QList<UserId> users;
    for (int i = 0; i < people; ++i)
        users.append(UserId::create(world.clock.now()));
    std::vector<std::vector<audit::Entry>> material;
    for (int batch = 0; batch < batches; ++batch)
        material.push_back(makeBatch(users, batch));
    append(world, material.front()); // makes the people's keys
    must(world.service->seal());

    QElapsedTimer timer;
    timer.start();
    for (const auto &batch : material)
        append(world, batch);
    const double staged = perSecond(entries, timer);
    sealAll(world);
    const double chained = appendBesideTheSealer(world, material);
    const double plain = copyPlainRows(world, entries);

    world.pg.execute("ANALYZE compliance.audit_entry");
    const auto size = std::stoll(world.pg.execute("SELECT avg(pg_column_size(audit_entry))::bigint FROM compliance.audit_entry"));
    timer.restart();
    const auto report = must(compliance::verifyLog(world.pg.database(), {.publicKeys = {compliance::auditPublicKey(world.keys.auditSeed)},
                                                                         .checkpointsFolder = world.folder.path(),
                                                                         .now = world.clock.now()}));
    const double verified = perSecond(report.entries, timer);
    if (!report.isWhole() || report.entries != 2 * entries + batchSize) {
        std::fprintf(stderr, "bench_audit: the log is not whole\n");
        return 1;
    }
    bench::Report figures(u"audit"_s);
    figures.add(rate(u"append"_s, entries, staged, plain, u"COPY of plain rows"_s));
    figures.add(rate(u"append_chain"_s, entries, chained, plain, u"COPY of plain rows"_s));
    figures.add(rate(u"verify"_s, report.entries, verified, hashInMemory(entries, size), u"SHA-256 in memory"_s));
    return figures.finish(app.arguments());
}
