// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The whole server under people who sign in, and others who only read.
#pragma once

#include <main/application.h>
#include <support/pg_fixture.h>

#include <QtCore/QTemporaryDir>

namespace melody::bench {

// melodyd's composition over a database of its own, on the system's clock, with people to sign in.
class StormyServer {
public:
    StormyServer();

    struct Outcome {
        std::vector<double> readMs; // of every read
        qint64 asked = 0;           // sign-ins sent
        qint64 signedIn = 0;
        qint64 busy = 0; // told to come back: 503
        qint64 other = 0;
        double seconds = 0;
    };
    // Readers one after the other on `readers` connections; `signInsPerSecond` from as many addresses, in an even stream.
    [[nodiscard]] Outcome run(std::chrono::seconds duration, int readers, int signInsPerSecond);

private:
    test::PgFixture m_pg;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<server::Application> m_application;
    quint16 m_port = 0;
    QByteArray m_token;
};

} // namespace melody::bench
