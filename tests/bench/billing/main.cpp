// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench billing: a renewal run. `--subscriptions N` (3,000) fall due at once; workers with four jobs at a time renew them, stopped
// and started again half-way; the provider is a table, so every renewal pays for its transaction, too. PostgreSQL does not wait for the
// disk, as in tests. Afterwards the books are checked to the minor unit, and a wrong figure is a failed run. Reference: transactions that
// do nothing but post three lines to the ledger, by as many threads.

#include "billing_world.h"

#include <bench/report.h>

#include <QtCore/QCoreApplication>

#include <cstdio>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;
using billing::test::BillingWorld;

namespace {

constexpr int defaultSubscriptions = 3'000;
constexpr int monthlyMinor = 1'099;
constexpr int threads = 4;

int unfinished(const BillingWorld &world)
{
    return std::stoi(world.sql("SELECT count(*) FROM platform.job WHERE kind = 'billing_due' AND due_at <= '" +
                               formatTime(world.clock.now()).toStdString() + "'"));
}

// Runs until at most `left` are unfinished.
void renew(BillingWorld &world, int left)
{
    jobs::RunnerOptions options;
    options.concurrency = threads;
    options.pollInterval = std::chrono::milliseconds(5);
    auto handlers = world.billing->jobHandlers();
    std::erase_if(handlers, [](const jobs::Handler &handler) { return handler.kind != u"billing_due"; }); // mails are another run
    const auto runner = jobs::createRunner(world.pg().database(), std::move(handlers), options, world.clock);
    runner->start();
    while (unfinished(world) > left)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    runner->stop();
}

double barePostings(BillingWorld &world, int count)
{
    constexpr db::Query posting{"bench.posting",
                                "INSERT INTO billing.ledger_entry (user_id, posting_id, line, account, amount_minor, currency, country, "
                                "posted_at, memo) SELECT $1, $2, line, account, amount, 'EUR', 'DE', $3, 'bench' FROM (VALUES (1, "
                                "'revenue', -924), (2, 'tax', -175), (3, 'unearned_refund', 1099)) AS entry (line, account, amount)"};
    const SystemClock clock;
    const auto start = clock.monotonic();
    std::atomic<int> left = count;
    std::vector<std::jthread> posters;
    for (int i = 0; i < threads; ++i) {
        posters.emplace_back([&] {
            while (left-- > 0) {
                const auto user = UserId::create(world.clock.now());
                const auto posted = world.pg().database().run({"melody_billing", user}, [&](db::Transaction &transaction) -> Result<void> {
                    transaction.exec(posting, {user, newUuidV7(world.clock.now()), world.clock.now()});
                    return {};
                });
                if (!posted)
                    qFatal("%s", qPrintable(posted.error().detail));
            }
        });
    }
    posters.clear();
    return count / std::chrono::duration<double>(clock.monotonic() - start).count();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString wanted = bench::argument(arguments, u"--subscriptions"_s);
    const int count = wanted.isEmpty() ? defaultSubscriptions : std::max(wanted.toInt(), 100);
    BillingWorld world;
    for (int i = 0; i < count; ++i) {
        const char *countries[] = {"DE", "ES", "FR", "IT", "AT"};
        world.call("subscribe", world.newPayer(),
                   {{u"offer"_s, billing::test::offerJson("individual")}, {u"country"_s, QString::fromLatin1(countries[i % 5])}});
    }
    world.clock.advance(std::chrono::days(30) + std::chrono::minutes(1));
    const SystemClock clock;
    const auto start = clock.monotonic();
    renew(world, count / 2);
    renew(world, 0);
    const double seconds = std::chrono::duration<double>(clock.monotonic() - start).count();

    const QString problem = world.audit();
    const auto charged = std::stoll(world.sql("SELECT coalesce(sum(amount), 0) FROM public.gateway_charge WHERE state = 0"));
    if (!problem.isEmpty() || charged != qint64(count) * monthlyMinor) {
        fprintf(stderr, "bench_billing: not exact: %s, charged %lld\n", qPrintable(problem), static_cast<long long>(charged));
        return 1;
    }
    bench::Report report(u"billing"_s);
    bench::Case measured;
    measured.name = u"renewal_run"_s;
    measured.n = count;
    measured.value = count / seconds;
    measured.unit = u"subscriptions/s"_s;
    measured.reference = barePostings(world, count);
    measured.referenceName = u"bare ledger postings"_s;
    report.add(measured);
    return report.finish(arguments);
}
