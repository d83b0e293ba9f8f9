// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <jobs/jobs.h>
#include <jobs/migrations.h>
#include <platform/migrations.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <QtCore/QProcess>

#include <random>

using namespace melody;
using namespace Qt::StringLiterals;
using melody::test::Migrations;
using melody::test::PgFixture;

namespace {

constexpr int jobCount = 400;

} // namespace

class WorkerCrashTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<PgFixture> m_fixture;

    std::unique_ptr<QProcess> startWorker()
    {
        auto worker = std::make_unique<QProcess>();
        worker->setProcessChannelMode(QProcess::ForwardedChannels);
        worker->start(QStringLiteral(MELODY_BIN_DIR "/test_job_worker"), {QString::fromStdString(m_fixture->appConnection()), u"1000"_s});
        return worker;
    }
    int count(const std::string &table) { return std::stoi(m_fixture->execute("SELECT count(*) FROM " + table)); }

private Q_SLOTS:
    void everyJobTakesEffectOnceThoughItsWorkersAreKilledAtAnyMoment()
    {
        m_fixture = std::make_unique<PgFixture>(Migrations{platform::migrations(), jobs::migrations()});
        m_fixture->execute("CREATE TABLE public.effect (key text PRIMARY KEY, n int); CREATE TABLE public.attempt (key text); "
                           "GRANT ALL ON public.effect, public.attempt TO melody_platform");
        const SystemClock clock;
        const auto enqueued = m_fixture->database().run({"melody_platform"}, [&](db::Transaction &transaction) -> Result<void> {
            for (int i = 0; i < jobCount; ++i)
                jobs::enqueue(transaction, {u"count"_s, u"job %1"_s.arg(i), {{u"n"_s, i}}, 50}, clock.now());
            return {};
        });
        QVERIFY(enqueued);

        std::mt19937 random(20261122);
        int kills = 0;
        std::array workers{startWorker(), startWorker()};
        while (kills < 30 && count("platform.job") > 0) {
            QTest::qWait(int(20 + random() % 100));
            auto &victim = workers[random() % 2];
            victim->kill();
            QVERIFY(victim->waitForFinished());
            victim = startWorker();
            ++kills;
        }
        QVERIFY(kills > 3);
        QTRY_COMPARE_WITH_TIMEOUT(count("platform.job"), 0, 120'000);
        for (auto &worker : workers) {
            worker->kill();
            worker->waitForFinished();
        }
        QCOMPARE(count("public.effect"), jobCount);
        QCOMPARE(m_fixture->execute("SELECT sum(n) FROM public.effect"), std::to_string(jobCount * (jobCount - 1) / 2));
        QCOMPARE(count("platform.job_dead"), 0);
        qInfo("%d kills, %d attempts for %d jobs", kills, count("public.attempt"), jobCount);
        m_fixture.reset();
    }
};

MELODY_TEST(WorkerCrashTest)
#include "worker_crash_test.moc"
