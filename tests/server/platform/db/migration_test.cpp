// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace melody::db;
using namespace Qt::StringLiterals;
using melody::test::pgCluster;

namespace {

std::vector<Migration> twoSteps()
{
    return {{"b", "20261122T000002_second", "INSERT INTO public.step VALUES (2); SELECT pg_sleep(0.05)"},
            {"a", "20261122T000001_first", "CREATE TABLE public.step (n int); INSERT INTO public.step VALUES (1)"}};
}

} // namespace

class MigrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stepsAreAppliedOnceInOrderOfTimeOverAllSchemas()
    {
        const std::string name = pgCluster().createDatabase();
        const auto first = migrate(pgCluster().connection(name), twoSteps());
        QVERIFY2(first, first ? "" : qPrintable(first.error().detail));
        QCOMPARE(first->applied, 2);
        const auto second = migrate(pgCluster().connection(name), twoSteps());
        QCOMPARE(second->applied, 0);
        QCOMPARE(second->alreadyThere, 2);
        QCOMPARE(pgCluster().execute(name, "SELECT string_agg(n::text, ',' ORDER BY n) FROM public.step"), std::string("1,2"));
        QCOMPARE(pgCluster().execute(name, "SELECT string_agg(schema || '/' || name || '/' || length(checksum), ',' ORDER BY name) "
                                           "FROM platform.migration"),
                 std::string("a/20261122T000001_first/32,b/20261122T000002_second/32"));
    }
    void twoProcessesAtOnceApplyEachStepOnce()
    {
        const std::string name = pgCluster().createDatabase();
        std::vector<std::jthread> threads;
        std::atomic<int> applied{0}, failed{0};
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                const auto report = migrate(pgCluster().connection(name), twoSteps());
                applied += report ? report->applied : 0;
                failed += report ? 0 : 1;
            });
        threads.clear();
        QCOMPARE(failed.load(), 0);
        QCOMPARE(applied.load(), 2);
        QCOMPARE(pgCluster().execute(name, "SELECT count(*) FROM public.step"), std::string("2"));
    }
    void severalDatabasesOfOneClusterMakeTheSameRolesAtOnce()
    {
        std::vector<std::string> names;
        for (int i = 0; i < 6; ++i)
            names.push_back(pgCluster().createDatabase());
        std::vector<Migration> migrations = platform::migrations();
        const std::string word =
            "race" + std::string(1, char('a' + std::random_device()() % 26)) + std::string(1, char('a' + getpid() % 26));
        const std::string services = "SELECT platform.create_service('" + word + "_one'), platform.create_service('" + word + "_two')";
        migrations.push_back({"race", "20261122T000001_race", services.c_str()});
        std::vector<std::jthread> threads;
        std::vector<Result<MigrationReport>> reports(names.size());
        for (size_t i = 0; i < names.size(); ++i)
            threads.emplace_back([&, i] { reports[i] = migrate(pgCluster().connection(names[i]), migrations); });
        threads.clear();
        for (const auto &report : reports)
            QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
        QCOMPARE(pgCluster().execute("postgres", "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid "
                                                 "WHERE r.rolname LIKE 'melody_" +
                                                     word + "%'"),
                 std::string("2"));
        for (const std::string &name : names)
            pgCluster().execute(name, "DROP OWNED BY melody_" + word + "_one, melody_" + word + "_two");
        pgCluster().execute("postgres", "DROP ROLE melody_" + word + "_one, melody_" + word + "_two");
    }
    void aChangedStepIsRefusedBeforeAnythingHappens()
    {
        const std::string name = pgCluster().createDatabase();
        QVERIFY(migrate(pgCluster().connection(name), twoSteps()));
        std::vector<Migration> changed = twoSteps();
        changed[0].sql = "SELECT 1";
        changed.push_back({"c", "20261122T000000_third", "CREATE TABLE public.third (n int)"});
        const auto report = migrate(pgCluster().connection(name), changed);
        QCOMPARE(report.error().kind, ErrorKind::Conflict);
        QCOMPARE(report.error().code, u"migration_changed"_s);
        QVERIFY(report.error().detail.contains(u"b/20261122T000002_second"));
        QCOMPARE(pgCluster().execute(name, "SELECT to_regclass('public.third') IS NULL"), std::string("t"));
    }
    void aStepThatFailsLeavesNothingOfItselfAndAllBeforeIt()
    {
        const std::string name = pgCluster().createDatabase();
        std::vector<Migration> migrations = twoSteps();
        migrations.push_back({"c", "20261122T000003_broken", "CREATE TABLE public.half (n int); SELECT 1 / 0"});
        const auto report = migrate(pgCluster().connection(name), migrations);
        QCOMPARE(report.error().code, u"migration_failed"_s);
        QVERIFY(report.error().detail.contains(u"c/20261122T000003_broken"));
        QVERIFY(report.error().detail.contains(u"division by zero"));
        QCOMPARE(pgCluster().execute(name, "SELECT to_regclass('public.half') IS NULL"), std::string("t"));
        migrations.back().sql = "CREATE TABLE public.half (n int)";
        QCOMPARE(migrate(pgCluster().connection(name), migrations)->applied, 1);
    }
    void oneNameTwiceIsRefused()
    {
        const std::string name = pgCluster().createDatabase();
        std::vector<Migration> migrations = twoSteps();
        migrations.push_back(migrations.front());
        QCOMPARE(migrate(pgCluster().connection(name), migrations).error().code, u"migration_failed"_s);
    }
    void dayPartitionsAreMadeOnceAndDroppedByAge()
    {
        const std::string name = pgCluster().createDatabase();
        QVERIFY(migrate(pgCluster().connection(name), platform::migrations()));
        pgCluster().execute(name, "CREATE TABLE public.fact (at timestamptz NOT NULL, n int) PARTITION BY RANGE (at); "
                                  "CREATE TABLE public.fact_rest PARTITION OF public.fact DEFAULT; "
                                  "INSERT INTO public.fact VALUES ('2026-11-02 12:00+00', 2)");
        const std::string make = "SELECT platform.make_day_partitions('public.fact', '2026-11-01', 4)";
        QCOMPARE(pgCluster().execute(name, make), std::string("3")); // the second day stays in the default partition
        QCOMPARE(pgCluster().execute(name, make), std::string("0"));
        pgCluster().execute(name, "INSERT INTO public.fact VALUES ('2026-11-01 00:00+00', 1), ('2026-11-03 23:59:59.999+00', 3), "
                                  "('2026-11-04 00:00+00', 4)");
        QCOMPARE(pgCluster().execute(name, "SELECT platform.drop_day_partitions('public.fact', 'at', '2026-11-04')"), std::string("2"));
        QCOMPARE(pgCluster().execute(name, "SELECT string_agg(n::text, ',') FROM public.fact"), std::string("4"));
    }
};

MELODY_TEST(MigrationTest)
#include "migration_test.moc"
