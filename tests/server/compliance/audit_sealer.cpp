// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sealer to be killed: test_audit_sealer CONNECTION MASTER_KEY AUDIT_SEED FOLDER, the keys in hexadecimal digits (made for one test).

#include <compliance/compliance.h>
#include <telemetry/telemetry.h>

#include <QtCore/QCoreApplication>

#include <csignal>
#include <sys/prctl.h>

using namespace melody;

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    QCoreApplication app(argc, argv);
    if (argc != 5)
        return 2;
    const SystemClock clock;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Error);
    const auto database = db::openDatabase({.connection = argv[1], .maxConnections = 2}, *telemetry);
    const compliance::Keys keys{crypto::ContentKey(QByteArray::fromHex(argv[2])), crypto::ContentKey(QByteArray::fromHex(argv[3]))};
    compliance::Options options;
    options.checkpointsFolder = QString::fromLocal8Bit(argv[4]);
    options.checkpointEntries = 50;
    options.sealInterval = std::chrono::milliseconds(1);
    const auto service = compliance::createCompliance(*database, keys, *telemetry, clock, options);
    service->start();
    return QCoreApplication::exec();
}
