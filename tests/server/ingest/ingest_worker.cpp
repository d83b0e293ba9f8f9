// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A worker process that works on an installation until it is killed: CONNECTION FOLDER MASTER_KEY_HEX

#include "ingest_world.h"

#include <QtCore/QCoreApplication>

#include <csignal>
#include <sys/prctl.h>

using namespace melody;

int main(int argc, char **argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); // not a moment longer than the test
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() != 4)
        return 2;
    const crypto::ContentKey key(QByteArray::fromHex(arguments[3].toLatin1()));
    const test::IngestServices services({arguments[1].toStdString(), arguments[2], key});
    services.runner().start();
    return app.exec();
}
