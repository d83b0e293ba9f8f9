// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <random>
#include <set>
#include <thread>

using namespace melody;
using namespace melody::db;
using namespace Qt::StringLiterals;
using melody::test::Migrations;
using melody::test::PgCluster;
using melody::test::PgFixture;

namespace {

constexpr Query insertBareNote{"test.insert_bare_note", "INSERT INTO public.note (id) VALUES ($1)"};
constexpr Query pid{"test.pid", "SELECT pg_backend_pid() AS pid"};
const Actor crashActor{"melody_platform"};

} // namespace

// The server, or one of its processes, goes away at any moment.
class DatabaseCrashTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgCluster> m_cluster;
    std::unique_ptr<PgFixture> m_fixture;

    Result<qint64> count()
    {
        return m_fixture->database().run(crashActor, [](Transaction &transaction) -> Result<qint64> {
            return transaction.exec({"test.count", "SELECT count(*) AS n FROM public.note"}).first()->get<qint64>("n");
        });
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_cluster = std::make_unique<PgCluster>(PgCluster::Options{.fsync = false, .mayBeShared = false});
        m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations()}, Options{}, *m_cluster);
        m_fixture->execute("CREATE TABLE public.note (id bigint PRIMARY KEY); GRANT ALL ON public.note TO melody_platform");
    }
    void cleanupTestCase()
    {
        m_fixture.reset();
        m_cluster.reset();
    }
    void init() { m_fixture->execute("TRUNCATE public.note"); }

    void aConnectionLostBeforeCommitIsReplacedAndTheWorkRunAgain()
    {
        int runs = 0;
        const auto answer = m_fixture->database().run(crashActor, [&](Transaction &transaction) -> Result<void> {
            const int backend = transaction.exec(pid).first()->get<int>("pid");
            transaction.exec(insertBareNote, {1});
            if (++runs == 1)
                m_fixture->execute("SELECT pg_terminate_backend(" + std::to_string(backend) + ", 5000)");
            if (runs < 3)
                transaction.exec(insertBareNote, {2}); // the first time this meets the end of the connection
            return {};
        });
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().detail));
        QCOMPARE(runs, 2);
        QCOMPARE(*count(), 2);
    }
    void aConnectionLostBetweenTheLastStatementAndCommitIsSeenBeforeCommitIsSent()
    {
        int runs = 0;
        const auto answer = m_fixture->database().run(crashActor, [&](Transaction &transaction) -> Result<void> {
            const int backend = transaction.exec(pid).first()->get<int>("pid");
            transaction.exec(insertBareNote, {1});
            if (++runs == 1)
                m_fixture->execute("SELECT pg_terminate_backend(" + std::to_string(backend) + ", 5000)");
            return {};
        });
        QVERIFY(answer);
        QCOMPARE(runs, 2);
        QCOMPARE(*count(), 1);
    }
    void aConnectionLostDuringCommitIsReportedAsUnknown()
    {
        // A deferred trigger makes COMMIT take its own connection down.
        m_fixture->execute("CREATE FUNCTION public.drop_out() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
                           "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$; "
                           "CREATE CONSTRAINT TRIGGER drop_out AFTER INSERT ON public.note DEFERRABLE INITIALLY DEFERRED "
                           "FOR EACH ROW EXECUTE FUNCTION public.drop_out()");
        const auto answer = m_fixture->database().run(crashActor, [&](Transaction &transaction) -> Result<void> {
            transaction.exec(insertBareNote, {1});
            return {};
        });
        m_fixture->execute("DROP FUNCTION public.drop_out CASCADE");
        QCOMPARE(answer.error().kind, ErrorKind::Unavailable);
        QCOMPARE(answer.error().code, u"commit_unknown"_s);
        QCOMPARE(*count(), 0);
    }
    void aDeadServerIsUnreachableAndComesBackWithoutHelp()
    {
        QVERIFY(count());
        m_cluster->kill9();
        QCOMPARE(count().error().code, u"database_unreachable"_s);
        QVERIFY(!m_fixture->database().isHealthy());
        m_cluster->restart();
        QVERIFY(m_fixture->database().isHealthy());
        QCOMPARE(*count(), 0);
    }
    void idleConnectionsSurviveARestartUnnoticed()
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 6; ++i)
            threads.emplace_back([this] { (void)count(); });
        threads.clear();
        m_cluster->restart();
        for (int i = 0; i < 6; ++i)
            QVERIFY(count());
    }
    void whatWasCommittedSurvivesKillNineOfTheServer()
    {
        std::mt19937 random(20261122);
        std::set<int> committed, unknown;
        int id = 0;
        for (int crash = 0; crash < 6; ++crash) {
            std::atomic<bool> stop{false};
            std::jthread writer([&] {
                while (!stop) {
                    const int next = ++id;
                    const auto answer = m_fixture->database().run(crashActor, [&](Transaction &transaction) -> Result<void> {
                        transaction.exec(insertBareNote, {next});
                        return {};
                    });
                    if (answer)
                        committed.insert(next);
                    else if (answer.error().code == u"commit_unknown"_s)
                        unknown.insert(next);
                }
            });
            std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 60));
            m_cluster->kill9();
            stop = true;
            writer.join();
            m_cluster->restart();
        }
        std::set<int> stored;
        const auto answer = m_fixture->database().run(crashActor, [&](Transaction &transaction) -> Result<void> {
            for (const Row row : transaction.exec({"test.ids", "SELECT id FROM public.note"}))
                stored.insert(int(row.get<qint64>("id")));
            return {};
        });
        QVERIFY(answer);
        QVERIFY(!committed.empty());
        for (const int note : committed)
            QVERIFY2(stored.contains(note), qPrintable(u"lost %1"_s.arg(note)));
        for (const int note : stored)
            QVERIFY2(committed.contains(note) || unknown.contains(note), qPrintable(u"appeared %1"_s.arg(note)));
    }
};

MELODY_TEST(DatabaseCrashTest)
#include "database_crash_test.moc"
