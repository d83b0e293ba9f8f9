// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A worker to be killed: test_billing_worker CONNECTION CLOCK_FILE. Its time is the number of milliseconds that is written in the file,
// into which the test writes other times.

#include "billing_world.h"

#include <telemetry/telemetry.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>

#include <thread>

#include <csignal>
#include <sys/mman.h>
#include <sys/prctl.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

class MappedClock final : public Clock {
public:
    explicit MappedClock(const QString &path) : m_file(path)
    {
        if (m_file.open(QIODevice::ReadWrite))
            m_ms = reinterpret_cast<const std::atomic<qint64> *>(m_file.map(0, sizeof(qint64)));
    }
    [[nodiscard]] bool isThere() const { return m_ms; }
    [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::milliseconds(m_ms->load())); }
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return m_system.monotonic(); }

private:
    QFile m_file;
    const std::atomic<qint64> *m_ms = nullptr;
    SystemClock m_system;
};

} // namespace

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    QCoreApplication app(argc, argv);
    if (argc != 3)
        return 2;
    const MappedClock clock(QString::fromLocal8Bit(argv[2]));
    if (!clock.isThere())
        return 2;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Error);
    const auto database = db::openDatabase({.connection = argv[1], .maxConnections = 6}, *telemetry);
    billing::test::ScriptedGateway gateway(*database);
    gateway.decide = [](const billing::ChargeRequest &) {
        std::this_thread::sleep_for(std::chrono::microseconds(QRandomGenerator::global()->bounded(3'000)));
        const int dice = QRandomGenerator::global()->bounded(10);
        return dice == 0 ? billing::ChargeState::Declined : dice == 1 ? billing::ChargeState::Pending : billing::ChargeState::Succeeded;
    };
    billing::Options options;
    options.gateway = &gateway;
    const auto service = billing::createBilling(*database, clock, std::move(options));
    jobs::RunnerOptions runnerOptions;
    runnerOptions.concurrency = 2;
    runnerOptions.lease = std::chrono::hours(2);
    runnerOptions.pollInterval = std::chrono::milliseconds(5);
    const auto runner = jobs::createRunner(*database, service->jobHandlers(), runnerOptions, clock);
    runner->start();
    return QCoreApplication::exec();
}
