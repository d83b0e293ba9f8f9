// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A worker to be killed: test_job_worker CONNECTION LEASE_MS. Each job leaves its key in public.effect once.

#include <jobs/jobs.h>
#include <telemetry/telemetry.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QRandomGenerator>

#include <thread>

#include <csignal>
#include <sys/prctl.h>

using namespace melody;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    QCoreApplication app(argc, argv);
    if (argc != 3)
        return 2;
    const SystemClock clock;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Error);
    const auto database = db::openDatabase({.connection = argv[1]}, *telemetry);
    const auto work = [&](const jobs::Job &job) -> Result<void> {
        const auto nap = [] { std::this_thread::sleep_for(std::chrono::microseconds(QRandomGenerator::global()->bounded(4'000))); };
        nap();
        const auto stored = database->run({"melody_platform"}, [&](db::Transaction &transaction) -> Result<void> {
            transaction.exec({"test.attempt", "INSERT INTO public.attempt (key) VALUES ($1)"}, {job.key});
            transaction.exec({"test.effect", "INSERT INTO public.effect (key, n) VALUES ($1, $2) ON CONFLICT DO NOTHING"},
                             {job.key, job.payload.value(u"n"_s).toInt()});
            return {};
        });
        nap(); // the effect is there, and the job does not know it yet
        return stored;
    };
    jobs::RunnerOptions options;
    options.concurrency = 2;
    options.lease = std::chrono::milliseconds(atoi(argv[2]));
    options.pollInterval = std::chrono::milliseconds(20);
    const auto runner = jobs::createRunner(*database, {{u"count"_s, work}}, options, clock);
    runner->start();
    return QCoreApplication::exec();
}
