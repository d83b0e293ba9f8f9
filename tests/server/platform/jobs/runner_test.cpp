// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <jobs/jobs.h>
#include <jobs/migrations.h>
#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <barrier>
#include <thread>

using namespace melody;
using namespace melody::jobs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using melody::test::Migrations;
using melody::test::PgFixture;

class RunnerTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgFixture> m_fixture;
    FakeClock m_clock;

    bool enqueueOne(const NewJob &job, const char *role = "melody_platform")
    {
        const auto made = m_fixture->database().run(
            {role}, [&](db::Transaction &transaction) -> Result<bool> { return enqueue(transaction, job, m_clock.now()); });
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        return *made;
    }
    std::unique_ptr<Runner> runnerFor(std::vector<Handler> handlers, RunnerOptions options = {})
    {
        return createRunner(m_fixture->database(), std::move(handlers), options, m_clock);
    }
    std::string ask(const std::string &sql) { return m_fixture->execute(sql); }

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations(), jobs::migrations()});
        ask("SELECT platform.create_service('ingest')");
    }
    void cleanupTestCase() { m_fixture.reset(); }
    void init() { ask("TRUNCATE platform.job, platform.job_dead"); }

    void aJobRunsOnceWithWhatItWasGiven()
    {
        QVERIFY(enqueueOne({u"mail"_s, u"to ada"_s, {{u"to"_s, u"ada"_s}}}, "melody_ingest"));
        std::vector<Job> seen;
        const auto runner = runnerFor({{u"mail"_s, [&](const Job &job) -> Result<void> {
                                            seen.push_back(job);
                                            return {};
                                        }}});
        QCOMPARE(*runner->runDue(), 1);
        QCOMPARE(*runner->runDue(), 0);
        QCOMPARE(seen.size(), size_t(1));
        QCOMPARE(seen[0].key, u"to ada"_s);
        QCOMPARE(seen[0].payload.value(u"to"_s).toString(), u"ada"_s);
        QCOMPARE(seen[0].attempt, 1);
        QCOMPARE(ask("SELECT count(*) FROM platform.job"), std::string("0"));
    }
    void aKeyIsUniqueAmongTheUnfinishedJobsOfItsKind()
    {
        QVERIFY(enqueueOne({u"mail"_s, u"a"_s}));
        QVERIFY(!enqueueOne({u"mail"_s, u"a"_s}));
        QVERIFY(enqueueOne({u"report"_s, u"a"_s}));
        const auto runner = runnerFor({{u"mail"_s, [](const Job &) -> Result<void> { return {}; }}});
        QCOMPARE(*runner->runDue(), 1); // the other kind is not ours
        QVERIFY(enqueueOne({u"mail"_s, u"a"_s}));
    }
    void aRolledBackTransactionEnqueuesNothing()
    {
        (void)m_fixture->database().run({"melody_ingest"}, [&](db::Transaction &transaction) -> Result<void> {
            enqueue(transaction, {u"mail"_s, u"a"_s}, m_clock.now());
            return fail(ErrorKind::Conflict, u"no"_s, {});
        });
        QCOMPARE(ask("SELECT count(*) FROM platform.job"), std::string("0"));
    }
    void aServiceMayEnqueueButNotLookAtOrChangeJobs()
    {
        for (const char *sql : {"SELECT 1 FROM platform.job", "DELETE FROM platform.job", "UPDATE platform.job SET key = ''"}) {
            const auto answer = m_fixture->database().run({"melody_ingest"}, [&](db::Transaction &transaction) -> Result<int> {
                return transaction.exec({sql, sql}).size();
            });
            QVERIFY(!answer);
            QVERIFY(answer.error().detail.contains(u"42501"));
        }
    }
    void aJobForLaterWaitsForItsTime()
    {
        enqueueOne({u"mail"_s, u"later"_s, {}, 8, m_clock.now() + 1h});
        const auto runner = runnerFor({{u"mail"_s, [](const Job &) -> Result<void> { return {}; }}});
        QCOMPARE(*runner->runDue(), 0);
        m_clock.advance(1h);
        QCOMPARE(*runner->runDue(), 1);
    }
    void failuresThatMayPassAreTriedAgainWithGrowingPausesThenSetAside()
    {
        enqueueOne({u"mail"_s, u"a"_s, {{u"n"_s, 1}}, 4});
        std::vector<TimePoint> tries;
        int deaths = 0;
        const auto runner = runnerFor({{u"mail"_s,
                                        [&](const Job &) -> Result<void> {
                                            tries.push_back(m_clock.now());
                                            return fail(ErrorKind::Unavailable, u"smtp_down"_s, u"No answer."_s);
                                        },
                                        [&](const Job &job, const Error &error) {
                                            ++deaths;
                                            QCOMPARE(job.attempt, 4);
                                            QCOMPARE(error.code, u"smtp_down"_s);
                                        }}},
                                      {.backoffBase = 1'000ms});
        while (ask("SELECT count(*) FROM platform.job") == "1") {
            QVERIFY(runner->runDue());
            m_clock.advance(50ms);
        }
        QCOMPARE(tries.size(), size_t(4));
        for (int i = 0; i < 3; ++i) {
            const auto pause = tries[size_t(i) + 1] - tries[size_t(i)];
            QVERIFY2(pause >= 800ms * (1 << i) && pause <= 1'200ms * (1 << i) + 50ms, qPrintable(QString::number(pause.count())));
        }
        QCOMPARE(deaths, 1);
        QCOMPARE(ask("SELECT kind || key || attempt || error_code || error_detail || (payload ->> 'n') FROM platform.job_dead"),
                 std::string("maila4smtp_downNo answer.1"));
    }
    void aFailureMayAskForALongerPause()
    {
        enqueueOne({u"mail"_s, u"a"_s});
        const auto runner = runnerFor({{u"mail"_s, [](const Job &) -> Result<void> {
                                            Error error{ErrorKind::Unavailable, u"slow_down"_s, {}};
                                            error.retryAfterMs = 3'600'000;
                                            return tl::unexpected(error);
                                        }}});
        QCOMPARE(*runner->runDue(), 1);
        m_clock.advance(3'599s);
        QCOMPARE(*runner->runDue(), 0);
        m_clock.advance(1s);
        QCOMPARE(*runner->runDue(), 1);
    }
    void failuresThatCannotPassAreFinalAtOnce()
    {
        enqueueOne({u"mail"_s, u"a"_s});
        int deaths = 0;
        const auto runner = runnerFor({{u"mail"_s, [](const Job &) { return Result<void>(fail(ErrorKind::Invalid, u"no_address"_s, {})); },
                                        [&](const Job &, const Error &) { ++deaths; }}});
        QCOMPARE(*runner->runDue(), 1);
        QCOMPARE(deaths, 1);
        QCOMPARE(ask("SELECT error_code FROM platform.job_dead"), std::string("no_address"));
    }
    void anExceptionOfAHandlerIsAFailureThatMayPass()
    {
        enqueueOne({u"mail"_s, u"a"_s, {}, 1});
        const auto runner = runnerFor({{u"mail"_s, [](const Job &) -> Result<void> { throw std::runtime_error("ours\1"); }}});
        QCOMPARE(*runner->runDue(), 1);
        QCOMPARE(ask("SELECT error_code FROM platform.job_dead"), std::string("job_threw"));
    }
    void aJobWhoseLeaseEndedIsTakenOverAndTheFirstWorkerChangesNothing()
    {
        enqueueOne({u"mail"_s, u"a"_s});
        std::barrier started(2), overtaken(2);
        std::vector<int> attempts;
        const auto slow = runnerFor({{u"mail"_s, [&](const Job &) -> Result<void> {
                                          started.arrive_and_wait();
                                          overtaken.arrive_and_wait();
                                          return fail(ErrorKind::Invalid, u"too_late"_s, {});
                                      }}});
        const auto other = runnerFor({{u"mail"_s, [&](const Job &job) -> Result<void> {
                                           attempts.push_back(job.attempt);
                                           return {};
                                       }}});
        std::jthread thread([&] { (void)slow->runDue(); });
        started.arrive_and_wait();
        QCOMPARE(*other->runDue(), 0);
        m_clock.advance(31s);
        QCOMPARE(*other->runDue(), 1);
        overtaken.arrive_and_wait();
        thread.join();
        QCOMPARE(attempts, std::vector{2});
        QCOMPARE(ask("SELECT count(*) FROM platform.job_dead"), std::string("0"));
    }
    void aJobThatKeepsKillingItsWorkersEndsAsADeadLetter()
    {
        enqueueOne({u"mail"_s, u"a"_s, {}, 2});
        int deaths = 0, runs = 0;
        const auto runner = runnerFor({{u"mail"_s,
                                        [&](const Job &) -> Result<void> {
                                            ++runs;
                                            return {};
                                        },
                                        [&](const Job &, const Error &error) {
                                            ++deaths;
                                            QCOMPARE(error.code, u"worker_lost"_s);
                                        }}});
        ask("UPDATE platform.job SET attempt = 2, lease = gen_random_uuid()"); // two workers took it and were never heard of again
        QCOMPARE(*runner->runDue(), 1);
        QCOMPARE(runs, 0);
        QCOMPARE(deaths, 1);
        QCOMPARE(ask("SELECT error_code FROM platform.job_dead"), std::string("worker_lost"));
    }
    void aLongJobKeepsItsLease()
    {
        const SystemClock clock;
        enqueueOne({u"mail"_s, u"a"_s, {}, 8, clock.now()});
        const RunnerOptions options{.lease = 3'000ms};
        int runs = 0;
        const Handler handler{u"mail"_s, [&](const Job &) -> Result<void> {
                                  ++runs;
                                  const std::string first = ask("SELECT due_at FROM platform.job");
                                  const bool renewed =
                                      QTest::qWaitFor([&] { return ask("SELECT due_at FROM platform.job") != first; }, 60'000);
                                  const auto other = createRunner(m_fixture->database(), {{u"mail"_s, {}}}, options, clock);
                                  return renewed && other->runDue() == 0 ? Result<void>() : fail(ErrorKind::Invalid, u"not_renewed"_s, {});
                              }};
        QCOMPARE(*createRunner(m_fixture->database(), {handler}, options, clock)->runDue(), 1);
        QCOMPARE(runs, 1);
        QCOMPARE(ask("SELECT count(*) FROM platform.job_dead"), std::string("0"));
    }
    void manyRunnersShareTheWorkWithoutDoingAnyTwice()
    {
        const int count = 300;
        for (int i = 0; i < count; ++i)
            enqueueOne({u"mail"_s, QString::number(i)});
        std::mutex mutex;
        QStringList done;
        const Handler handler{u"mail"_s, [&](const Job &job) -> Result<void> {
                                  const std::lock_guard lock(mutex);
                                  done += job.key;
                                  return {};
                              }};
        std::vector<std::unique_ptr<Runner>> runners;
        for (int i = 0; i < 3; ++i)
            runners.push_back(runnerFor({handler}, {.concurrency = 3, .pollInterval = 5ms}));
        for (const auto &runner : runners)
            runner->start();
        QTRY_COMPARE_WITH_TIMEOUT(ask("SELECT count(*) FROM platform.job"), std::string("0"), 60'000);
        for (const auto &runner : runners)
            runner->stop();
        QCOMPARE(done.size(), count);
        done.removeDuplicates();
        QCOMPARE(done.size(), count);
    }
    void jobsThatAreCheaperTogetherComeTogetherAndEndEachInItsOwnWay()
    {
        for (int i = 0; i < 7; ++i)
            enqueueOne({u"renewal"_s, QString::number(i)});
        enqueueOne({u"mail"_s, u"alone"_s});
        std::vector<size_t> sizes;
        QStringList buried;
        const auto all = [&](const std::vector<Job> &jobs) {
            sizes.push_back(jobs.size());
            std::vector<Result<void>> answers;
            for (const Job &job : jobs) {
                if (job.key == u"3")
                    answers.push_back(fail(ErrorKind::Invalid, u"broken"_s, {}));
                else if (job.key == u"5" && job.attempt == 1)
                    answers.push_back(fail(ErrorKind::Unavailable, u"later"_s, {}));
                else
                    answers.push_back({});
            }
            return answers;
        };
        const auto runner = runnerFor({{.kind = u"renewal"_s,
                                        .work = [&](const Job &job) { return all({job})[0]; },
                                        .onDead = [&](const Job &job, const Error &) { buried += job.key; },
                                        .batch = 4,
                                        .workAll = all},
                                       {u"mail"_s, [](const Job &) -> Result<void> { return {}; }}});
        QCOMPARE(*runner->runDue(), 8);
        QCOMPARE(sizes, (std::vector<size_t>{4, 3}));
        QCOMPARE(buried, QStringList{u"3"_s});
        QCOMPARE(ask("SELECT string_agg(key, ',') FROM platform.job"), std::string("5"));
        QCOMPARE(ask("SELECT string_agg(key || error_code, ',') FROM platform.job_dead"), std::string("3broken"));
        m_clock.advance(1min);
        QCOMPARE(*runner->runDue(), 1);
        QCOMPARE(ask("SELECT count(*) FROM platform.job"), std::string("0"));
    }
    void anExceptionOfABatchIsAFailureOfEachThatMayPass()
    {
        for (int i = 0; i < 3; ++i)
            enqueueOne({u"renewal"_s, QString::number(i)});
        const auto runner =
            runnerFor({{.kind = u"renewal"_s,
                        .work = [](const Job &) -> Result<void> { return {}; },
                        .batch = 3,
                        .workAll = [](const std::vector<Job> &) -> std::vector<Result<void>> { throw std::runtime_error("no"); }}});
        QCOMPARE(*runner->runDue(), 3);
        QCOMPARE(ask("SELECT count(*) FROM platform.job WHERE last_error LIKE 'job_threw%'"), std::string("3"));
    }
    void anAnswerThatIsMissingFailsTheWholeBatch()
    {
        for (int i = 0; i < 3; ++i)
            enqueueOne({u"renewal"_s, QString::number(i)});
        const auto runner = runnerFor({{.kind = u"renewal"_s,
                                        .work = [](const Job &) -> Result<void> { return {}; },
                                        .batch = 3,
                                        .workAll = [](const std::vector<Job> &) { return std::vector<Result<void>>(1); }}});
        QCOMPARE(*runner->runDue(), 3);
        QCOMPARE(ask("SELECT count(*) FROM platform.job WHERE last_error LIKE 'job_answers%'"), std::string("3"));
    }
    void stoppingWaitsForTheHandlerThatRuns()
    {
        enqueueOne({u"mail"_s, u"a"_s});
        std::atomic<bool> started{false}, finished{false};
        const auto runner = runnerFor({{u"mail"_s,
                                        [&](const Job &) -> Result<void> {
                                            started = true;
                                            std::this_thread::sleep_for(50ms);
                                            finished = true;
                                            return {};
                                        }}},
                                      {.pollInterval = 5ms});
        runner->start();
        QTRY_VERIFY_WITH_TIMEOUT(started.load(), 30'000);
        runner->stop();
        QVERIFY(finished);
        QCOMPARE(ask("SELECT count(*) FROM platform.job"), std::string("0"));
    }
    void theTraceOfWhoEnqueuedGoesOnInTheHandler()
    {
        const TraceContext trace = TraceContext::create();
        {
            const telemetry::CurrentTrace current(trace);
            enqueueOne({u"mail"_s, u"a"_s});
        }
        std::optional<TraceContext> inside;
        const auto runner = runnerFor({{u"mail"_s,
                                        [&](const Job &) -> Result<void> {
                                            inside = telemetry::CurrentTrace::get();
                                            return {};
                                        }}},
                                      {.telemetry = &m_fixture->telemetry()});
        QCOMPARE(*runner->runDue(), 1);
        QCOMPARE(inside->traceId, trace.traceId);
        QVERIFY(inside->spanId != trace.spanId);
        QVERIFY(m_fixture->telemetry().prometheusText().contains("melody_jobs_total{kind=\"mail\",outcome=\"done\"} 1\n"));
    }
};

MELODY_TEST(RunnerTest)
#include "runner_test.moc"
